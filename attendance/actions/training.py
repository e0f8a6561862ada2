"""Training sessions 培训班次 (二(三)): planned, opened for enrolment, moved, cancelled – by the department that organises them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from attendance import halves
from attendance.actions.enrolling import clashes, stamped, unmark
from attendance.actions.settling import settle
from attendance.actions.training_notices import tell_invited, tell_people
from attendance.models import Invitation, Training
from attendance.training_rows import enrolled, serving
from core.policy import policy_in_force
from core.record import changed, record
from core.refusals import Conflict, NotAllowed, Refused
from teams.models import Posting

State = Training.State
FACTS = ("plan", "kind", "title", "place", "starts_on", "ends_on", "days", "halves", "capacity")
NAMED = 5  # people a refusal names


@transaction.atomic
def plan_session(facts, *, by, on):
    """A department plans a session (分级负责). Effects in order: office and kind checked; session; record. Raises NotAllowed, Refused."""
    organises(by, on)
    session = Training(area=by.area, created_by_id=by.user_id, **facts)
    session.halves = session.halves or halves.laid(session.days)
    _its_own_plan(session)
    stamped(session, by)
    record(by, "plan_session", session, details={"title": session.title, "days": str(session.days)})
    return session


def organises(by, on):
    """Raises NotAllowed, with the clause, for an office that organises no training."""
    rule = policy_in_force(by.area or "63", on)["training.organisers"]
    if by.office not in rule.value:
        raise NotAllowed(_("Training is organised by the organization departments."), provision=rule)


def _its_own_plan(session):
    if session.plan and session.plan.area != session.area:
        raise Refused(_("This plan is another department's."), fields={"plan": _("Choose another.")})


@transaction.atomic
def change_session(session, facts, *, by, on):
    """Changes a session that is not held yet: its words, its days, its timetable.

    Effects in order: organiser and state are checked; nobody enrolled may be in two sessions at once; the facts;
    who no longer serves on the new days is taken off; one record line; the sheets of the old and the new days are
    settled; who is enrolled is told when the days moved. Raises NotAllowed, Conflict, Refused.
    """
    session = locked(session, by, (State.PLANNED, State.OPEN))
    before, old = _plain(session), (session.starts_on, session.ends_on)
    for name in FACTS:
        if name in facts:
            setattr(session, name, facts[name])
    _its_own_plan(session)
    people = enrolled(session)
    _nobody_twice(session, people)
    stamped(session, by)
    gone = _no_longer_serving(session, people)
    session.attendees.filter(posting__in=gone).delete()
    difference = changed(before, _plain(session))
    moved = bool({"starts_on", "ends_on", "halves"} & set(difference))
    if moved:
        unmark(session)
    record(by, "change_session", session, details={**difference, **({"removed": gone} if gone else {})})
    settle(people, min(old[0], session.starts_on), max(old[1], session.ends_on), by=by)
    if moved:
        tell_people(session, people, "training_moved")
    return session


def _nobody_twice(session, people):
    if twice := clashes(session, people):
        names = "、".join(sorted(set(twice.values()))[:NAMED])
        raise Refused(_("In another session on the same half day: %(names)s.") % {"names": names})


def _no_longer_serving(session, people):
    """Those of whom no day of the posting lies in the session any more."""
    still = set(serving(Posting.objects.filter(pk__in=people), session).values_list("pk", flat=True))
    return [pk for pk in people if pk not in still]


@transaction.atomic
def open_enrolment(session, until, *, by, on):
    """Opens a planned session: townships, units and departments below enrol their own people.

    Effects in order: organiser and state are checked; whoever has people serving then is invited, in one statement each;
    one record line; the invited are told. Raises NotAllowed, Conflict, Refused (it has begun).
    """
    session = locked(session, by, (State.PLANNED, State.OPEN))
    last = until or session.starts_on
    if not on <= last <= session.ends_on:
        raise Refused(
            _("Enrolment ends between today and the last day of the session."),
            fields={"enrol_until": _("Choose another day.")},
        )
    session.state, session.enrol_until = State.OPEN, last
    stamped(session, by)
    _invite(session)
    record(by, "open_enrolment", session, details={"until": str(last)})
    tell_invited(session)
    return session


def _invite(session):
    rows = serving(Posting.objects.filter(area__startswith=session.area), session).order_by()
    townships = sorted({area[:9] for area in rows.values_list("area", flat=True).distinct()})
    units = sorted(set(rows.exclude(pairing=None).values_list("pairing__unit", flat=True).distinct()))
    made = [Invitation(training=session, area=area) for area in townships]
    made += [Invitation(training=session, unit_id=unit) for unit in units]
    Invitation.objects.bulk_create(made, ignore_conflicts=True)


@transaction.atomic
def cancel_session(session, reason, *, by, on):
    """Cancels a session that is not held. Effects in order: organiser, state, reason checked; state; record; out of the sheets; told.

    Raises NotAllowed, Conflict, Refused (no reason).
    """
    session = locked(session, by, (State.PLANNED, State.OPEN))
    session.reason = required(reason)
    session.state = State.CANCELLED
    stamped(session, by)
    unmark(session)
    record(by, "cancel_session", session, note=session.reason)
    people = enrolled(session)
    settle(people, session.starts_on, session.ends_on, by=by, reason=session.reason)
    tell_people(session, people, "training_cancelled")
    return session


def required(reason):
    """A reason that was given; raises Refused for an empty or an endless one."""
    plain = (reason or "").strip()
    if not plain or len(plain) > 200:
        raise Refused(_("Say why, in at most 200 characters."), fields={"reason": _("Required.")})
    return plain


def locked(session, by, states, *, version=None):
    """The session, held for its organiser. Raises NotAllowed, Conflict (state, or somebody was faster: who, when)."""
    rows = Training.objects.select_for_update(of=("self",)).select_related("changed_by", "plan")
    session = rows.get(pk=session.pk)
    if not session.kept_by(by):
        raise NotAllowed(_("Only the organiser of a session keeps it."))
    if version is not None and version != session.version:
        raise Conflict(
            _("%(who)s changed this session at %(when)s since you opened it. Yours was not saved: look at both.")
            % {
                "who": session.changed_by.name if session.changed_by else "",
                "when": f"{timezone.localtime(session.changed_at):%Y-%m-%d %H:%M}" if session.changed_at else "",
            }
        )
    if session.state not in states:
        raise Conflict(_("This session is %(state)s.") % {"state": session.get_state_display()})
    return session


def _plain(session):
    kept = {name: getattr(session, name) for name in FACTS if name != "plan"}
    kept["halves"] = [str(one) for one in session.halves]
    plain = {name: value if isinstance(value, list) or value is None else str(value) for name, value in kept.items()}
    return {**plain, "plan": session.plan_id}
