"""Days entered from a table, and taken back as a whole."""

from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from attendance.actions.days import confirm_days
from attendance.locks import guarded
from attendance.models import Day
from attendance.sheet import sheet
from core.outbox import post
from core.record import record
from core.refusals import Conflict

PUT_BACK = """
UPDATE attendance_day AS held SET
    status = t.status, note = t.note, confirmed_at = t.confirmed_at, confirmed_by_id = t.confirmed_by,
    changed_at = %(at)s, changed_by_id = %(by)s, reason = %(reason)s
FROM unnest(%(posting)s::bigint[], %(day)s::date[], %(status)s::varchar[], %(note)s::varchar[],
            %(confirmed_at)s::timestamptz[], %(confirmed_by)s::bigint[], %(written_at)s::timestamptz[])
    AS t (posting, day, status, note, confirmed_at, confirmed_by, written_at)
WHERE held.posting_id = t.posting AND held.day = t.day AND held.changed_at = t.written_at
"""
COLUMNS = ("posting", "day", "status", "note", "confirmed_at", "confirmed_by", "written_at")
_HELD = ("posting_id", "day", "status", "note", "confirmed_at", "confirmed_by_id", "changed_at")


@transaction.atomic
def enter_days(entries, *, by, on):
    """Confirms the days of a table. Returns {(posting, day): what `put_back_days` needs} as plain values.

    Effects in order: what the days say now is noted; then as in `confirm_days`, all of them or none. Raises what that raises.
    """
    held, proposed = _held(entries), _proposed(entries, by)
    confirm_days(entries, by=by, on=on)
    after = _held(entries)
    return {key: _plain(key, held.get(key) or (proposed[key], "", None, None), after[key]) for key in after}


def _proposed(entries, by):
    """{(posting, day): the status the sheet proposes where nothing is held}."""
    first, last = min(e.day for e in entries), max(e.day for e in entries)
    return {(line.posting_id, line.day): line.status for line in sheet(by, first, last)}


def _held(entries):
    rows = Day.objects.filter(posting__in={e.posting_id for e in entries}, day__in={e.day for e in entries})
    cells = {(e.posting_id, e.day) for e in entries}
    return {row[:2]: row[2:] for row in rows.values_list(*_HELD) if row[:2] in cells}


def _plain(key, before, after):
    status, note, confirmed_at, confirmed_by = before[:4]
    at = confirmed_at and confirmed_at.isoformat()
    return [key[0], key[1].isoformat(), status, note, at, confirmed_by, after[-1].isoformat()]


@transaction.atomic
def put_back_days(said, *, by, on):
    """Days entered from a table say again what they said before it, unconfirmed where they were.

    Effects in order: one statement for all of them, leaving alone what was changed since, and then nothing is put back; the
    trigger keeps what the table had said; one record line; the standings are judged again. Raises Conflict, MonthLocked.
    """
    columns = {name: [row[at] for row in said] for at, name in enumerate(COLUMNS)}
    facts = {"at": timezone.now(), "by": by.user_id, "reason": _("The table it came from was taken back.")}
    with guarded(), connection.cursor() as cursor:
        cursor.execute(PUT_BACK, {**columns, **facts})
        changed = len(said) - cursor.rowcount
    if changed:
        words = _("%(count)s of these days were changed after the table was entered. Nothing was taken back.")
        raise Conflict(words % {"count": changed})
    line = record(by, "put_back_days", area=by.area, details={"days": len(said)})
    years = sorted({date.fromisoformat(day).year for day in columns["day"]})
    payload = {"postings": sorted(set(columns["posting"])), "years": years}
    post("attendance.check_postings", payload, key=f"put_back:{line.pk}", delay=2)
    return len(said)
