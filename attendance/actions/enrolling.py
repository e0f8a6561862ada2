"""Who is on a session's list 报名: put there by its organiser, or by those it is open to, for their own people."""

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from attendance import halves
from attendance.actions.settling import settle
from attendance.actions.training_notices import tell_people
from attendance.models import Attendee, Training
from attendance.training_rows import enrolled, serving
from core.offices import DEPARTMENTS, TOWN, Office
from core.outbox import post
from core.record import record
from core.refusals import Conflict, NotAllowed, Refused
from teams.models import Posting

State = Training.State
ENROLLERS = (*DEPARTMENTS, *TOWN, Office.UNIT)
NAMED = 5
ENROL = """
INSERT INTO attendance_attendee (training_id, posting_id, attended, missed)
SELECT %(training)s, posting, NULL, '{}' FROM unnest(%(postings)s::bigint[]) posting
ON CONFLICT (training_id, posting_id) DO NOTHING RETURNING posting_id
"""


@transaction.atomic
def enrol(session, postings, *, by, on):
    """Puts these postings on the list. Returns how many are new.

    Effects in order: the session is locked; who may enrol whom, places and half days are checked – each posting must serve
    on a day of the session (for pre-posting training: then or later), nobody is in two sessions at once; all rows in one
    statement; one record line; the session stands in their sheets; they are told. Raises NotAllowed, Conflict, Refused.
    """
    session = _locked(session, by, on)
    rows = serving(Posting.objects.visible_to(by), session).filter(area__startswith=session.area, pk__in=postings)
    found = set(rows.values_list("pk", flat=True))
    if len(found) != len(set(postings)):
        raise Refused(_("Somebody of these is not posted in your area on the days of the session."))
    fresh = found - set(enrolled(session))
    _room(session, len(fresh))
    _not_twice(session, fresh)
    added = _write(session, fresh)
    stamped(session, by)
    record(by, "enrol", session, details={"added": added})
    settle(added, session.starts_on, session.ends_on, by=by)
    tell_people(session, added, "training_enrolled")
    return len(added)


def _write(session, fresh):
    with connection.cursor() as cursor:
        cursor.execute(ENROL, {"training": session.pk, "postings": sorted(fresh)})
        return [number for (number,) in cursor.fetchall()]


@transaction.atomic
def strike(session, postings, *, by, on):
    """Takes one's people off the list of a session that is not held. Returns how many.

    Effects in order: the session is locked and who may do it is checked; rows gone; one record line keeps who; out of
    their sheets; they are told. Raises NotAllowed, Conflict.
    """
    session = _locked(session, by, on)
    rows = Attendee.objects.visible_to(by).filter(training=session, posting__in=postings)
    gone = list(rows.values_list("posting_id", flat=True))
    Attendee.objects.filter(training=session, posting__in=gone).delete()
    stamped(session, by)
    record(by, "strike", session, details={"removed": gone})
    settle(gone, session.starts_on, session.ends_on, by=by)
    tell_people(session, gone, "training_struck")
    return len(gone)


def judge_again(session, postings):
    """Promises that the standings of these are judged again in the years of the session: once per version of it."""
    years = sorted({halves.day_of(session.starts_on, half).year for half in session.halves})
    payload = {"postings": sorted(postings), "years": years}
    post("attendance.check_postings", payload, key=f"training:{session.pk}:{session.version}", delay=2)


def unmark(session):
    """Forgets who was noted as having come before a session was held: it did not take place as it was. Who was marked."""
    marked = session.attendees.exclude(attended=None)
    people = list(marked.values_list("posting_id", flat=True))
    marked.update(attended=None, missed=[])
    if people:
        judge_again(session, people)


def stamped(session, by):
    """Saves a session with who changed it, or its list, last, and one version more."""
    session.version += 1
    session.changed_by_id, session.changed_at = by.user_id, timezone.now()
    session.save()


def may_enrol(session, by, on):
    """Whether this office may change the list now: the organiser until it is held, the others while it is open."""
    if session.state not in (State.PLANNED, State.OPEN) or by.office not in ENROLLERS:
        return False
    return session.kept_by(by) or (session.state == State.OPEN and on <= session.enrol_until)


def _locked(session, by, on):
    session = Training.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if session.state in (State.HELD, State.CANCELLED):
        raise Conflict(_("This session is %(state)s.") % {"state": session.get_state_display()})
    if not may_enrol(session, by, on):
        raise NotAllowed(_("Only the organiser of a session keeps its list, unless it is open for enrolment."))
    return session


def _room(session, more):
    if session.capacity is None or not more:
        return
    left = session.capacity - session.attendees.count()
    if more > left:
        raise Refused(
            _("Only %(left)s of %(places)s places are left, and these are %(more)s people.")
            % {"left": max(left, 0), "places": session.capacity, "more": more}
        )


def _hold_still(postings):
    """Whoever enrols the same people elsewhere at this moment waits until it is decided here."""
    rows = Posting.objects.select_for_update(no_key=True).filter(pk__in=postings).order_by("pk")
    list(rows.values_list("pk", flat=True))


def clashes(session, postings):
    """{posting: name} of those who are on the list of another session with a half day in common; they are held meanwhile."""
    rows = Attendee.objects.filter(
        posting__in=postings,
        training__starts_on__lte=session.ends_on,
        training__ends_on__gte=session.starts_on,
    ).exclude(training=session)
    rows = rows.exclude(training__state=State.CANCELLED).exclude(attended=False)
    _hold_still(postings)
    mine = halves.dated(session.starts_on, session.halves)
    spans = rows.values_list("posting_id", "posting__cadre__name", "training__starts_on", "training__halves", "missed")
    return {
        posting: name
        for posting, name, first, numbers, missed in spans
        if mine & halves.dated(first, set(numbers) - set(missed))
    }


def _not_twice(session, fresh):
    if twice := clashes(session, fresh):
        names = "、".join(sorted(set(twice.values()))[:NAMED])
        raise Refused(
            _("%(count)s of these are in another session on the same half day: %(names)s.")
            % {"count": len(twice), "names": names}
        )
