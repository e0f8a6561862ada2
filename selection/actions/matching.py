"""Matching 派需结合: asked for, computed by a worker, changed by hand, given up. Accepting lies in `accepting`."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.offices import DEPARTMENTS
from core.record import record
from core.refusals import Conflict, NotAllowed, Refused
from core.work import ask
from selection import offers, plans
from selection.models import Matching, Round

SOLVE, ACCEPT = "selection.match", "selection.accept_matching"


@transaction.atomic
def ask_matching(case, area, *, wanted, open_pairings, by, on):
    """Asks for the best matching of the open seats of a round in an area. Returns it, still being computed.

    Effects in order: office, area and round are checked; the matching with what was asked; one record line; the work for a
    worker. `wanted`: POOL, NOMINATED or both. Raises NotAllowed, Refused (nobody is wanted), Conflict (the round is not open).
    """
    case = Round.objects.select_for_update(of=("self",)).get(pk=case.pk)
    _allowed(area, by)
    still_open(case)
    if not wanted:
        raise Refused(_("Choose whom to match."), fields={"wanted": _("Required.")})
    asked = {"with": sorted(wanted), "on": case.starts_on.isoformat()}
    matching = Matching.objects.create(
        round=case, area=area, office=by.office, made_by_id=by.user_id, open_pairings=open_pairings, problem=asked
    )
    record(by, "ask_matching", matching, details={**asked, "open_pairings": open_pairings})
    return _sent(matching, by, on)


@transaction.atomic
def compute(matching, *, by, on):
    """A worker finds the best plan and keeps it with the question, so that it can be found again.

    Effects in order: the row is locked; what the round offers now is frozen (a changed matching keeps the question it
    began with); the plan beside first come, first served. Returns counts. Raises Refused when it cannot be posed.
    """
    matching = _locked(matching, Matching.State.COMPUTING)
    if "villages" not in matching.problem:
        _freeze(matching, by)
    plan, seconds = plans.timed(plans.solved, matching)
    _keep(matching, plans.answer(matching, plan, seconds))
    return {"seats": matching.totals["seats"], "unfilled": matching.totals["empty"]}


@transaction.atomic
def give_up(matching):
    """The work of a matching has failed: it says so and can be discarded."""
    Matching.objects.filter(pk=matching.pk, state=Matching.State.COMPUTING).update(state=Matching.State.FAILED)


@transaction.atomic
def change_by_hand(matching, hand, *, by, on):
    """Saves one change by hand as a matching of its own; the one before stays as it is. Returns the new one.

    Effects in order: office and state are checked; the change is tried; the new matching, at once where the rest stays or
    is quickly matched anew, otherwise by a worker; one record line. Raises NotAllowed, Conflict, BadMatching with the reason.
    """
    _allowed(matching.area, by)
    base = _locked(matching, Matching.State.READY)
    fields = plans.by_hand(base, hand)
    kept = {name: getattr(base, name) for name in ("round", "area", "open_pairings", "problem", "provisions")}
    after = Matching(**kept, **fields, office=by.office, made_by_id=by.user_id, after=base)
    at_once = not hand.solves or plans.is_quick(base)
    if at_once:
        changed, seconds = plans.timed(plans.tried, base, hand)
        after.state, answer = Matching.State.READY, plans.answer(after, changed.plan, seconds)
        for name, value in answer.items():
            setattr(after, name, value)
    after.save()
    details = {"after": base.pk, "how": hand.how, "cadre": hand.cadre, "village": hand.code, "seat": hand.seat}
    record(by, "change_matching", after, details=details)
    return after if at_once else _sent(after, by, on)


@transaction.atomic
def discard(matching, *, by, on):
    """Gives a matching up; it stays to be looked at.

    Effects in order: office and state are checked; the state; one record line. Raises NotAllowed, Conflict.
    """
    _allowed(matching.area, by)
    matching = _locked(matching, Matching.State.READY, Matching.State.FAILED)
    not_under_way(matching)
    matching.state, matching.decided_at = Matching.State.DISCARDED, timezone.now()
    matching.save(update_fields=["state", "decided_at"])
    record(by, "discard_matching", matching)
    return matching


@transaction.atomic
def ask_to_accept(matching, *, by, on):
    """Asks a worker to accept a matching as a whole. Returns it.

    Effects in order: office, state and round are checked; the work, with whoever lent the office. Raises NotAllowed, Conflict
    (somebody was faster, the round is closed).
    """
    _allowed(matching.area, by)
    matching = _locked(matching, Matching.State.READY)
    not_under_way(matching)
    still_open(matching.round)
    return _sent(matching, by, on, kind=ACCEPT)


def still_open(case):
    """Conflict unless the round is open."""
    if case.state != Round.State.OPEN:
        raise Conflict(_("This round is not open."))


def not_under_way(matching):
    """Conflict while a worker is still busy with it."""
    if matching.job_id and matching.job.state == matching.job.State.WAITING:
        raise Conflict(_("A worker is still busy with this matching."))


def _allowed(area, by):
    if by.office not in DEPARTMENTS or not by.covers(area):
        raise NotAllowed(_("Villages are matched by the organization department of the place."))


def _locked(matching, *states):
    row = Matching.objects.select_for_update(of=("self",)).select_related("round").get(pk=matching.pk)
    if row.state not in states:
        words = _("This matching cannot be changed any more: it is %(state)s.")
        raise Conflict(words % {"state": row.get_state_display()})
    return row


def _sent(matching, by, on, kind=SOLVE):
    """With the work that a worker does for it."""
    who = {"place": by.place, "giver": by.giver_id}
    matching.job = ask(kind, by=by, on=on, subject=matching.pk, payload=who, link=f"/matchings/{matching.pk}/")
    matching.save(update_fields=["job"])
    return matching


def _freeze(matching, by):
    asked = {"wanted": matching.problem["with"], "open_pairings": matching.open_pairings}
    terms = offers.terms(matching.round, matching.area, by=by, **asked)
    if not terms.grounds:
        raise Refused(_("No village of this area is in the round."))
    matching.problem, matching.provisions = plans.frozen(matching.round, terms, **asked)


def _keep(matching, answer):
    for name, value in {**answer, "state": Matching.State.READY}.items():
        setattr(matching, name, value)
    matching.save(update_fields=[*answer, "state", "problem", "provisions"])
