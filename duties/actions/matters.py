"""Matters raised 提出事项 at meetings: given to an office, followed up, ended with an outcome, opened again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.offices import Office
from core.record import changed, record
from core.refusals import FASTER, Conflict, NotAllowed, Refused
from duties.actions.meetings import State, locked, required
from duties.actions.telling import tell_group, tell_owner
from duties.models import Matter


@transaction.atomic
def raise_matter(meeting, facts, *, by, on):
    """Notes a matter raised at a meeting that took place. Returns it.

    `facts`: team or None, words, owner ("township:630222100", "unit:7"), person, due_on; of a closed meeting also reason.
    Effects in order: keeper, state, reason and dates checked; the matter; record; its owner is told. Raises NotAllowed, Conflict, Refused.
    """
    meeting = locked(meeting, by, (State.HELD, State.CLOSED))
    note = required(facts.get("reason")) if meeting.state == State.CLOSED else ""
    matter = Matter(meeting=meeting)
    _fill(matter, facts, meeting)
    matter.save()
    record(by, "raise_matter", matter, note=note)
    tell_owner(matter, by, key="new")
    return matter


@transaction.atomic
def change_matter(matter, facts, *, by, on):
    """Changes an open matter, or gives it to another office, with a reason. Effects in order: keeper, state, reason checked; facts; record; a new owner is told.

    Raises NotAllowed, Conflict, Refused.
    """
    matter = _locked(matter)
    _keepers(matter, by)
    note, before = required(facts.get("reason")), _plain(matter)
    _fill(matter, facts, matter.meeting)
    matter.save()
    told = changed(before, _plain(matter))
    record(by, "change_matter", matter, note=note, details=told)
    if "owner" in told:
        tell_owner(matter, by, key=f"{timezone.now():%Y%m%d%H%M%S%f}")
    return matter


@transaction.atomic
def note_progress(matter, words, *, by, on):
    """Notes how an open matter stands. Effects in order: owner or keeper, state, words checked; one record line. Raises NotAllowed, Conflict, Refused."""
    matter = _locked(matter)
    _parties(matter, by)
    record(by, "note_progress", matter, note=_said(words))
    return matter


@transaction.atomic
def end_matter(matter, outcome, answer, *, by, on):
    """Ends a matter: settled, handed on or not possible, in words. Effects in order: owner or keeper, state, words checked; outcome; record; the group is told.

    Raises NotAllowed, Conflict, Refused.
    """
    matter = _locked(matter)
    _parties(matter, by)
    if outcome not in Matter.Outcome.values:
        raise Refused(_("This outcome is not known."), fields={"outcome": _("Choose another.")})
    matter.outcome, matter.answer, matter.ended_on = outcome, _said(answer), on
    matter.save()
    record(by, "end_matter", matter, note=matter.answer, details={"outcome": outcome})
    tell_group(matter, by, key=f"{timezone.now():%Y%m%d%H%M%S%f}")
    return matter


@transaction.atomic
def reopen_matter(matter, reason, due_on, *, by, on):
    """Opens an ended matter again, with a new day. Effects in order: keeper, state, reason, day checked; outcome emptied; record keeps it; the owner is told.

    Raises NotAllowed, Conflict, Refused.
    """
    matter = _locked(matter, ended=True)
    _keepers(matter, by)
    note, before = required(reason), {"outcome": matter.outcome, "answer": matter.answer}
    if due_on < on:
        raise Refused(_("The new day lies in the past."), fields={"due_on": _("Check the day.")})
    matter.outcome, matter.answer, matter.ended_on, matter.due_on = "", "", None, due_on
    matter.save()
    record(by, "reopen_matter", matter, note=note, details={"before": before})
    tell_owner(matter, by, key=f"{timezone.now():%Y%m%d%H%M%S%f}")
    return matter


def _fill(matter, facts, meeting):
    office, _colon, where = facts["owner"].partition(":")
    if facts["due_on"] < meeting.day:
        raise Refused(_("A matter is due after the meeting that raised it."), fields={"due_on": _("Check the day.")})
    unit = int(where) if office == Office.UNIT else None
    matter.team, matter.words, matter.person = facts["team"], facts["words"].strip(), facts["person"]
    matter.area = matter.team.area if matter.team else meeting.area
    matter.owner_office, matter.owner_unit_id, matter.owner_area = office, unit, "" if unit else where
    matter.due_on = facts["due_on"]


def _said(words):
    plain = (words or "").strip()
    if not plain or len(plain) > 500:
        raise Refused(_("Say it in 1 to 500 characters."), fields={"answer": _("Required."), "words": _("Required.")})
    return plain


def _locked(matter, *, ended=False):
    matter = Matter.objects.select_for_update(of=("self",)).select_related("meeting", "team").get(pk=matter.pk)
    if bool(matter.outcome) != ended:
        raise Conflict(FASTER)
    return matter


def _keepers(matter, by):
    if not matter.meeting.kept_by(by):
        raise NotAllowed(_("Only the county's leadership group keeps its meetings."))


def _parties(matter, by):
    if not (matter.owned_by(by) or matter.meeting.kept_by(by)):
        raise NotAllowed(_("Only the office in charge and the leadership group follow a matter up."))


def _plain(matter):
    owner = f"{matter.owner_office}:{matter.owner_unit_id or matter.owner_area}"
    return {"words": matter.words, "team": matter.team_id, "owner": owner, "due_on": str(matter.due_on)}
