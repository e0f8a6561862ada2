"""Meetings 工作例会 (二(四)): planned, first secretaries called, who came, minutes, closed."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.record import changed, record
from core.refusals import Conflict, NotAllowed, Refused
from duties.actions.telling import tell_called
from duties.meeting_rows import first_secretaries
from duties.models import Called, Meeting
from duties.models.meetings import KEEPERS

State, Sign = Meeting.State, Called.Sign
FACTS = ("title", "day", "place", "agenda")
LONGEST_REASON = Meeting._meta.get_field("reason").max_length


@dataclass(frozen=True)
class Mark:
    """What the sign-in says of one person called."""

    posting_id: int
    sign: str
    reason: str = ""


@transaction.atomic
def plan_meeting(facts, *, by, on):
    """Plans a meeting of the county's first secretaries. Returns it.

    `facts`: title, day, place, agenda (a list). Effects in order: office checked; the meeting; everybody who is first
    secretary there on its day is called, in one statement; record; they are told, if the day is still to come. Raises NotAllowed.
    """
    if by.office not in KEEPERS:
        raise NotAllowed(_("Meetings are called by the county's leadership group."))
    meeting = Meeting.objects.create(area=by.area, made_by_id=by.user_id, **{name: facts[name] for name in FACTS})
    people = list(first_secretaries(by.area, meeting.day).values_list("pk", flat=True))
    _call(meeting, people)
    record(by, "plan_meeting", meeting, details={"called": len(people)})
    if meeting.day >= on:
        tell_called(meeting, people, "meeting_called")
    return meeting


@transaction.atomic
def change_meeting(meeting, facts, *, by, on):
    """Changes a planned meeting. Effects in order: keeper and state checked; facts; record of what changed; told if day or place moved.

    Raises NotAllowed, Conflict.
    """
    meeting = locked(meeting, by, (State.PLANNED,))
    before = _plain(meeting)
    for name in FACTS:
        setattr(meeting, name, facts[name])
    _stamped(meeting)
    moved = changed(before, _plain(meeting))
    record(by, "change_meeting", meeting, details=moved)
    if {"day", "place"} & moved.keys() and meeting.day >= on:
        tell_called(meeting, _called(meeting), "meeting_moved")
    return meeting


@transaction.atomic
def cancel_meeting(meeting, reason, *, by, on):
    """Cancels a planned meeting. Effects in order: keeper, state, reason checked; state; record; those called are told. Raises NotAllowed, Conflict, Refused."""
    meeting = locked(meeting, by, (State.PLANNED,))
    meeting.state, meeting.reason = State.CANCELLED, required(reason)
    _stamped(meeting)
    record(by, "cancel_meeting", meeting, note=meeting.reason)
    if meeting.day >= on:
        tell_called(meeting, _called(meeting), "meeting_cancelled")
    return meeting


@transaction.atomic
def set_called(meeting, postings, *, by, on):
    """Sets who is called to a planned meeting. Returns how many.

    Effects in order: keeper, state and people checked – each is first secretary in the county on the day; those struck go,
    those added come, one statement each; record; both are told. Raises NotAllowed, Conflict, Refused.
    """
    meeting = locked(meeting, by, (State.PLANNED,))
    wanted, known = set(postings), set(_called(meeting))
    lawful = set(first_secretaries(meeting.area, meeting.day).values_list("pk", flat=True))
    if wanted - lawful - known:
        raise Refused(_("Somebody of these is not first secretary in this county on the day of the meeting."))
    if not wanted:
        raise Refused(_("Nobody is chosen."))
    added, struck = wanted - known, known - wanted
    Called.objects.filter(meeting=meeting, posting__in=struck).delete()
    _call(meeting, added)
    _stamped(meeting)
    record(by, "set_called", meeting, details={"added": sorted(added), "removed": sorted(struck)})
    if meeting.day >= on:
        tell_called(meeting, added, "meeting_called")
        tell_called(meeting, struck, "meeting_not_called")
    return len(wanted)


@transaction.atomic
def enter_sign_in(meeting, marks, *, by, on, version, reason=""):
    """Enters who came, was excused, was absent; again to correct it, once closed with a reason. Returns the meeting.

    Effects in order: keeper, state, version checked, the day has come; everybody called is marked, the excused with words;
    all rows in one statement; the meeting is held; record. Raises NotAllowed, Conflict, Refused.
    """
    meeting = locked(meeting, by, (State.PLANNED, State.HELD, State.CLOSED), version=version)
    if meeting.day > on:
        raise Refused(_("The meeting is on %(day)s: enter who came when it has taken place.") % {"day": meeting.day})
    note = required(reason) if meeting.state == State.CLOSED else ""
    rows, said = {row.posting_id: row for row in meeting.called.all()}, {mark.posting_id: mark for mark in marks}
    if not rows or rows.keys() != said.keys():
        raise Refused(_("Say of everybody who was called, and of nobody else, whether they came."))
    before = {pk: row.sign for pk, row in rows.items()}
    for pk, row in rows.items():
        row.sign, row.reason = _lawful(said[pk])
    Called.objects.bulk_update(rows.values(), ["sign", "reason"])
    meeting.state = State.HELD if meeting.state == State.PLANNED else meeting.state
    _stamped(meeting)
    corrected = changed(before, {pk: row.sign for pk, row in rows.items()}) if any(before.values()) else {}
    record(by, "correct_sign_in" if corrected else "enter_sign_in", meeting, note=note, details={"changed": corrected})
    return meeting


def _lawful(mark):
    if mark.sign not in Sign.values:
        raise Refused(_("Say of everybody who was called, and of nobody else, whether they came."))
    words = mark.reason.strip()[:100]
    if mark.sign == Sign.EXCUSED and not words:
        raise Refused(_("Say why somebody is excused."))
    return mark.sign, words if mark.sign == Sign.EXCUSED else ""


@transaction.atomic
def write_minutes(meeting, facts, *, by, on, version, reason=""):
    """Writes the minutes of a meeting that took place; once it is closed, changes them with a reason. Returns the meeting.

    `facts`: chair, minutes. Effects in order: keeper, state, version, reason checked; words; record. Raises NotAllowed, Conflict, Refused.
    """
    meeting = locked(meeting, by, (State.HELD, State.CLOSED), version=version)
    closed = meeting.state == State.CLOSED
    note = required(reason) if closed else ""
    if closed and not facts["minutes"].strip():
        raise Refused(_("A closed meeting keeps its minutes."), fields={"minutes": _("Required.")})
    meeting.chair, meeting.minutes = facts["chair"], facts["minutes"].strip()
    _stamped(meeting)
    record(by, "amend_minutes" if closed else "write_minutes", meeting, note=note)
    return meeting


@transaction.atomic
def close_meeting(meeting, *, by, on):
    """Closes a meeting: its minutes are fixed. Effects in order: keeper, state, minutes checked; state; record. Raises NotAllowed, Conflict, Refused."""
    meeting = locked(meeting, by, (State.HELD,))
    if not meeting.minutes:
        raise Refused(_("Write the minutes first: closing fixes them."))
    meeting.state, meeting.closed_on = State.CLOSED, on
    _stamped(meeting)
    record(by, "close_meeting", meeting)
    return meeting


def locked(meeting, by, states, *, version=None):
    """The meeting, held for its keeper. Raises NotAllowed, Conflict (state, or somebody was faster)."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not meeting.kept_by(by):
        raise NotAllowed(_("Only the county's leadership group keeps its meetings."))
    if version is not None and version != meeting.version:
        raise Conflict(_("This meeting was changed since you opened it. Yours was not saved: look at both."))
    if meeting.state not in states:
        raise Conflict(_("This meeting is %(state)s.") % {"state": meeting.get_state_display()})
    return meeting


def required(reason):
    """A reason that was given; raises Refused for an empty or an endless one."""
    plain = (reason or "").strip()
    if not plain or len(plain) > LONGEST_REASON:
        raise Refused(_("Say why, in at most 200 characters."), fields={"reason": _("Required.")})
    return plain


def _call(meeting, postings):
    Called.objects.bulk_create([Called(meeting=meeting, posting_id=pk) for pk in sorted(postings)])


def _called(meeting):
    return list(meeting.called.values_list("posting_id", flat=True))


def _stamped(meeting):
    meeting.version += 1
    meeting.save()


def _plain(meeting):
    said = {name: getattr(meeting, name) for name in FACTS}
    return {name: value if isinstance(value, list) else str(value) for name, value in said.items()}
