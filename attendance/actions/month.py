"""Writing a month sheet: every cell by itself, so that one clerk's racing or refused cell never holds up the others."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from attendance.actions.writing import Entry, aftermath, upsert
from attendance.locks import MonthLocked, facts, locked
from attendance.models import Day, Status
from core.offices import Office
from core.refusals import NotAllowed
from teams.models import Posting

KNOWN = frozenset(Status.values)
LONGEST_NOTE = Day._meta.get_field("note").max_length
AHEAD = timedelta(days=62)  # how far ahead a day may be marked by hand


class Held(NamedTuple):
    """What a row says."""

    status: str
    note: str
    confirmed_at: datetime | None
    changed_at: datetime
    by: str

    @property
    def version(self):
        """The stamp a writer must have seen."""
        return self.changed_at.isoformat()


@dataclass
class Outcome:
    """What became of each cell."""

    written: list[tuple[Entry, str, str]] = field(default_factory=list)  # entry, its new version, whose word it is
    conflicts: list[tuple[Entry, Held]] = field(default_factory=list)
    refused: list[tuple[Entry, str, object]] = field(default_factory=list)  # entry, why, the provision behind it
    typed: int = 0  # written cells whose status or note differs from what stood there; a mere confirmation is none


@transaction.atomic
def save_days(entries, *, by, on):
    """Writes what the clerk says of these days, each cell by itself; of a cell named twice the last word holds.

    Effects in order: cells that may not be written, or lie in a locked month, are refused one by one; cells that somebody else has changed since are
    conflicts; all the others are written in one statement, and what was changed in that very moment is a conflict too;
    the trigger keeps what each day said before; one record line; the touched standings are recomputed through the outbox.
    Raises NotAllowed for anybody but the clerk.
    """
    if by.office != Office.CLERK:
        raise NotAllowed(_("The township clerk keeps this sheet."))
    entries = list({entry.cell: entry for entry in entries}.values())
    spans, held, outcome = _spans(entries, by), _held(entries, by), Outcome()
    locks = _locks(entries, by)
    good = [entry for entry in entries if _is_good(entry, spans, held, locks, on, outcome)]
    done = _write(good, {cell: row.changed_at for cell, row in held.items()}, by, outcome)
    if done:
        aftermath(done, by)
    outcome.typed = sum(_is_typed(entry, held.get(entry.cell)) for entry in done)
    return outcome


def _is_typed(entry, stood):
    before = (stood.status, stood.note) if stood else (Status.IN_VILLAGE, "")
    return (entry.status, entry.note.strip()) != before


def _write(good, versions, by, outcome):
    """Writes the good cells and returns those that were written; a month locked in this very moment is left out alone."""
    if not good:
        return []
    try:
        with transaction.atomic():
            moment, written = upsert(good, versions, by)
    except MonthLocked as lock:
        late = [entry for entry in good if _month(entry.day) == (lock.lock["year"], lock.lock["month"])]
        outcome.refused += [(entry, lock.message, None) for entry in late]
        return _write([entry for entry in good if entry not in late], versions, by, outcome)
    done = [entry for entry in good if entry.cell in written]
    outcome.written += [(entry, moment.isoformat(), by.name) for entry in done]
    _overtaken([entry for entry in good if entry.cell not in written], by, outcome)
    return done


def _locks(entries, by):
    """{(year, month): why it is locked}: one statement."""
    if not entries:
        return {}
    days = [entry.day for entry in entries]
    return {(lock.year, lock.month): MonthLocked(facts(lock)).message for lock in locked(by.area, min(days), max(days))}


def _month(day):
    return day.year, day.month


def _spans(entries, by):
    """{posting: (first day, last day or None)} of those in the clerk's jurisdiction: one statement."""
    rows = Posting.objects.visible_to(by).filter(pk__in={entry.posting_id for entry in entries})
    return {pk: (start, end) for pk, start, end in rows.values_list("pk", "starts_on", "ends_on")}


def _held(entries, by):
    """{(posting, day): what the row says} of those that exist: one statement."""
    if not entries:
        return {}
    days = [entry.day for entry in entries]
    rows = Day.objects.visible_to(by).filter(
        posting__in={entry.posting_id for entry in entries}, day__range=(min(days), max(days))
    )
    fields = ("posting_id", "day", "status", "note", "confirmed_at", "changed_at", "changed_by__name")
    return {(posting, day): Held(*said) for posting, day, *said in rows.values_list(*fields)}


def _is_good(entry, spans, rows, locks, on, outcome):
    """Whether the cell is to be written; what it is instead goes into the outcome."""
    held = rows.get(entry.cell)
    if why := _refusal(entry, spans.get(entry.posting_id), on):
        outcome.refused.append((entry, why, None))
    elif held and _is_so(entry, held):
        outcome.written.append((entry, held.version, held.by))
    elif why := locks.get(_month(entry.day)):
        outcome.refused.append((entry, why, None))
    elif held and _differs(entry, held) and _moment(entry.version) != held.changed_at:
        outcome.conflicts.append((entry, held))
    elif held and held.confirmed_at and not entry.reason.strip():
        outcome.refused.append((entry, _("This day is already confirmed: say why it changes."), None))
    else:
        return True
    return False


def _refusal(entry, span, on):
    """Why the cell may not be written, whatever it says now; empty when it may."""
    if span is None or entry.day < span[0] or (span[1] and entry.day > span[1]):
        return _("On %(day)s this posting is not on your sheet.") % {"day": entry.day}
    if entry.status not in KNOWN:
        return _("This status is not known.")
    if len(entry.note.strip()) > LONGEST_NOTE or len(entry.reason.strip()) > LONGEST_NOTE:
        return _("A note has at most 200 characters.")
    if entry.confirm and entry.day > on:
        return _("%(day)s is not over yet: only days up to today can be confirmed.") % {"day": entry.day}
    if entry.day > on + AHEAD:
        return _("%(day)s is too far ahead to be marked.") % {"day": entry.day}
    return ""


def _moment(version):
    """The stamp as a moment: written with or without its microseconds it is the same one."""
    try:
        return datetime.fromisoformat(version)
    except ValueError:
        return None


def _is_so(entry, held):
    """The row says just this already: a repeated batch, or two clerks of one mind."""
    return not _differs(entry, held) and entry.confirm == (held.confirmed_at is not None)


def _differs(entry, held):
    """Another word, or a confirmation that would be lost."""
    return (entry.status, entry.note.strip()) != held[:2] or (held.confirmed_at is not None and not entry.confirm)


def _overtaken(entries, by, outcome):
    """Cells that were changed between reading and writing: the other one's word stands, unless it is the same."""
    now = _held(entries, by)
    for entry in entries:
        held = now.get(entry.cell)
        if held and _is_so(entry, held):
            outcome.written.append((entry, held.version, held.by))
        elif held:
            outcome.conflicts.append((entry, held))
        else:
            outcome.refused.append(
                (entry, _("On %(day)s this posting is not on your sheet.") % {"day": entry.day}, None)
            )
