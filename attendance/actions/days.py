"""Confirming and correcting days: the clerk's one action."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from attendance.locks import guarded
from attendance.models import Status
from attendance.sheet import sheet
from core.outbox import post
from core.record import record
from core.refusals import FASTER, Conflict, Refused

# The version must still be the one the writer saw; otherwise the row is left alone and comes back missing.
UPSERT = """
WITH said AS (
    SELECT * FROM unnest(%(posting)s::bigint[], %(day)s::date[], %(status)s::varchar[], %(note)s::varchar[],
                         %(reason)s::varchar[], %(version)s::timestamptz[])
        AS t (posting_id, day, status, note, reason, version)
)
INSERT INTO attendance_day AS held
    (posting_id, day, status, note, confirmed_at, confirmed_by_id, changed_at, changed_by_id, reason)
SELECT posting_id, day, status, note, %(at)s, %(by)s, %(at)s, %(by)s, reason FROM said
ON CONFLICT (posting_id, day) DO UPDATE SET
    status = excluded.status, note = excluded.note, confirmed_at = excluded.confirmed_at,
    confirmed_by_id = excluded.confirmed_by_id, changed_at = excluded.changed_at,
    changed_by_id = excluded.changed_by_id, reason = excluded.reason
WHERE EXISTS (
    SELECT 1 FROM said s
    WHERE s.posting_id = held.posting_id AND s.day = held.day AND s.version = held.changed_at
)
RETURNING posting_id
"""


@dataclass(frozen=True)
class Entry:
    """What a clerk says of one posting on one day. `version`: the line's stamp when the clerk saw it."""

    posting_id: int
    day: date
    status: str
    note: str = ""
    version: str = ""
    reason: str = ""


@transaction.atomic
def confirm_days(entries, *, by, on):
    """Confirms what the clerk says of these days, all of it or none. Returns how many days changed.

    Effects in order: days not yet over, outside the posting or the jurisdiction are refused; a correction of a
    confirmed day must say why; all changed rows are written in one statement, the trigger keeps what they said
    before and refuses a locked month; one record line; the touched standings are recomputed through the outbox.
    Raises Refused, MonthLocked, or Conflict naming who changed a row in the meantime.
    """
    lines = _lines(entries, by)
    changed = [entry for entry in entries if _changes(entry, _checked(entry, lines, on))]
    if changed:
        _write(changed, lines, by)
        _aftermath(changed, by)
    return len(changed)


def _lines(entries, by):
    if not entries:
        raise Refused(_("There is nothing to confirm."))
    first, last = min(e.day for e in entries), max(e.day for e in entries)
    return {(line.posting_id, line.day): line for line in sheet(by, first, last)}


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


def _write(changed, lines, by):
    """One statement for the batch. A row that somebody wrote in this very moment stays theirs: everything stops."""
    columns = {
        "posting": [e.posting_id for e in changed],
        "day": [e.day for e in changed],
        "status": [e.status for e in changed],
        "note": [e.note.strip() for e in changed],
        "reason": [e.reason.strip() for e in changed],
        "version": [lines[e.posting_id, e.day].changed_at for e in changed],
    }
    with guarded(), connection.cursor() as cursor:
        cursor.execute(UPSERT, {**columns, "at": timezone.now(), "by": by.user_id})
        if cursor.rowcount != len(changed):
            raise Conflict(FASTER)


def _aftermath(changed, by):
    first, last = min(e.day for e in changed), max(e.day for e in changed)
    counts = Counter(e.status for e in changed)
    details = {"from": str(first), "to": str(last), "counts": counts}
    line = record(by, "confirm_days", area=by.area, details=details)
    payload = {"postings": sorted({e.posting_id for e in changed}), "years": sorted({first.year, last.year})}
    post("attendance.check_postings", payload, key=f"days:{line.pk}", delay=2)


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
