"""Confirming and correcting days from the daily sheet: the clerk's one action, all of it or none."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from attendance.actions.writing import Entry, aftermath, upsert
from attendance.models import Status
from attendance.sheet import sheet
from core.offices import Office
from core.refusals import FASTER, Conflict, NotAllowed, Refused


@transaction.atomic
def confirm_days(entries, *, by, on):
    """Confirms what the clerk says of these days, all of it or none. Returns how many days changed.

    Effects in order: days not yet over, outside the posting or the jurisdiction are refused; a correction of a
    confirmed day must say why; all changed rows are written in one statement, the trigger keeps what they said
    before and refuses a locked month; one record line; the touched standings are recomputed through the outbox.
    Raises NotAllowed for anybody but the clerk, Refused, MonthLocked, or Conflict naming who changed a row in the meantime.
    """
    if by.office != Office.CLERK:
        raise NotAllowed(_("The township clerk keeps this sheet."))
    entries = list({entry.cell: entry for entry in entries}.values())  # of a day named twice the last word holds
    lines = _lines(entries, by)
    changed = [entry for entry in entries if _changes(entry, _checked(entry, lines, on))]
    if changed:
        _moment, written = upsert(changed, {cell: line.changed_at for cell, line in lines.items()}, by)
        if len(written) != len(changed):
            raise Conflict(FASTER)
        aftermath(changed, by)
    return len(changed)


def _lines(entries, by):
    if not entries:
        raise Refused(_("There is nothing to confirm."))
    first, last = min(e.day for e in entries), max(e.day for e in entries)
    return {(line.posting_id, line.day): line for line in sheet(by, first, last, proposed=False)}


def _checked(entry, lines, on):
    """The line this entry speaks of, or the refusal."""
    if entry.day > on:
        raise Refused(_("%(day)s is not over yet: only days up to today can be confirmed.") % {"day": entry.day})
    line = lines.get((entry.posting_id, entry.day))
    if line is None:
        raise Refused(_("On %(day)s this posting is not on your sheet.") % {"day": entry.day})
    if entry.status not in Status.values:
        raise Refused(_("This status is not known."))
    if entry.version != line.version and _differs(entry, line):
        raise Conflict(
            _("%(who)s changed %(name)s on %(day)s since you opened the sheet. Yours was not saved: look at both.")
            % {"who": line.by, "name": line.name, "day": line.day}
        )
    if line.confirmed_at and _differs(entry, line) and not entry.reason.strip():
        raise Refused(
            _("%(name)s on %(day)s is already confirmed: say why it changes.") % {"name": line.name, "day": line.day},
            fields={f"reason-{line.key}": _("Required.")},
        )
    return line


def _differs(entry, line):
    return (entry.status, entry.note.strip()) != (line.status, line.note)


def _changes(entry, line):
    return line.confirmed_at is None or _differs(entry, line)


@transaction.atomic
def confirm_span(first, last, *, by, on):
    """Confirms every day of a span that nobody has confirmed, as it is prefilled. Returns how many days.

    Effects as in `confirm_days`; days already confirmed stay as they are.
    """
    waiting = [line for line in sheet(by, first, last) if line.confirmed_at is None]
    if not waiting:
        return 0
    said = [Entry(w.posting_id, w.day, w.status, w.note, w.version) for w in waiting]
    return confirm_days(said, by=by, on=on)
