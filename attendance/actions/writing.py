"""The one statement by which days are written, and what follows from it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils import timezone

from attendance.locks import guarded
from core.outbox import post
from core.record import record

# The version must still be the one the writer saw; otherwise the row is left alone and does not come back.
UPSERT = """
WITH said AS (
    SELECT * FROM unnest(%(posting)s::bigint[], %(day)s::date[], %(status)s::varchar[], %(note)s::varchar[],
                         %(confirm)s::boolean[], %(reason)s::varchar[], %(version)s::timestamptz[])
        AS t (posting_id, day, status, note, confirm, reason, version)
)
INSERT INTO attendance_day AS held
    (posting_id, day, status, note, confirmed_at, confirmed_by_id, changed_at, changed_by_id, reason)
SELECT posting_id, day, status, note, CASE WHEN confirm THEN %(at)s END, CASE WHEN confirm THEN %(by)s END,
       %(at)s, %(by)s, reason FROM said
ON CONFLICT (posting_id, day) DO UPDATE SET
    status = excluded.status, note = excluded.note, confirmed_at = excluded.confirmed_at,
    confirmed_by_id = excluded.confirmed_by_id, changed_at = excluded.changed_at,
    changed_by_id = excluded.changed_by_id, reason = excluded.reason
WHERE EXISTS (
    SELECT 1 FROM said s
    WHERE s.posting_id = held.posting_id AND s.day = held.day AND s.version = held.changed_at
)
RETURNING posting_id, day
"""


@dataclass(frozen=True)
class Entry:
    """What a clerk says of one posting on one day. `version`: the stamp the clerk saw; `confirm`: whether it now counts."""

    posting_id: int
    day: date
    status: str
    note: str = ""
    version: str = ""
    reason: str = ""
    confirm: bool = True

    @property
    def cell(self):
        """Which day of whom."""
        return self.posting_id, self.day


def upsert(entries, versions, by):
    """Writes the days in one statement, always in the same order, so that two writers never wait for each other in a ring.

    `versions`: {(posting, day): moment of the row's last change as just read}. Returns (moment, {cells written}): a row that
    somebody wrote in this very moment stays theirs and is not among them. Raises MonthLocked.
    """
    entries, moment = sorted(entries, key=lambda entry: entry.cell), timezone.now()
    columns = {
        "posting": [e.posting_id for e in entries],
        "day": [e.day for e in entries],
        "status": [e.status for e in entries],
        "note": [e.note.strip() for e in entries],
        "confirm": [e.confirm for e in entries],
        "reason": [e.reason.strip() for e in entries],
        "version": [versions.get(e.cell) for e in entries],
    }
    with guarded(), connection.cursor() as cursor:
        cursor.execute(UPSERT, {**columns, "at": moment, "by": by.user_id})
        return moment, set(cursor.fetchall())


def aftermath(written, by):
    """One record line for a batch, and the standings it touches are judged again through the outbox."""
    days = [entry.day for entry in written]
    counts = Counter(entry.status for entry in written)
    details = {"from": str(min(days)), "to": str(max(days)), "counts": counts}
    if waiting := sum(not entry.confirm for entry in written):
        details["unconfirmed"] = waiting
    line = record(by, "confirm_days", area=by.area, details=details)
    payload = {"postings": sorted({e.posting_id for e in written}), "years": sorted({day.year for day in days})}
    post("attendance.check_postings", payload, key=f"days:{line.pk}", delay=2)
