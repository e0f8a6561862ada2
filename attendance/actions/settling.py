"""What is known of days – leave, training, report-outs – written into the sheet, where it waits for the clerk.

A day remembers the fact it was last settled with (`source`). A day is touched only when that fact has changed, so a clerk's
word on a day stays until something new becomes known about it.
"""

from django.db import connection, transaction
from django.utils import timezone

from attendance.locks import guarded
from core.outbox import post

# Each: the days one kind of fact covers, as (weight, posting_id, day, status, note, source). The lowest weight wins a day.
# The sheet's note says what the field's registers say: data, not a page.
LEAVE = """
SELECT 1, l.posting_id, d::date, 'leave',
       CASE l.kind WHEN 'sick' THEN '病假' WHEN 'personal' THEN '事假' WHEN 'official' THEN '公假'
                   WHEN 'annual' THEN '年休假' WHEN 'family' THEN '探亲假' WHEN 'marriage' THEN '婚假'
                   WHEN 'maternity' THEN '产假' ELSE '丧假' END,
       'leave:' || l.id
FROM attendance_leave l,
     generate_series(greatest(l.starts_on, %(first)s), least(l.ends_on, %(last)s), interval '1 day') d
WHERE l.posting_id = ANY(%(postings)s) AND l.state IN ('approved', 'back')
  AND l.starts_on <= %(last)s AND l.ends_on >= %(first)s
"""
TRAINING = """
SELECT 2, a.posting_id, d, 'training', left(t.title, 200), 'training:' || t.id
FROM attendance_attendee a JOIN attendance_training t ON t.id = a.training_id, unnest(t.halves) half,
     LATERAL (SELECT t.starts_on + half / 2) AS at (d)
WHERE a.posting_id = ANY(%(postings)s) AND t.starts_on <= %(last)s AND t.ends_on >= %(first)s
  AND t.state <> 'cancelled' AND a.attended IS NOT FALSE AND half <> ALL (a.missed)
  AND d BETWEEN %(first)s AND %(last)s
"""
REPORT_OUT = """
SELECT 3, r.posting_id, d::date, 'report_out', left(r.reason || '·' || r.destination, 200), 'report_out:' || r.id
FROM attendance_reportout r,
     generate_series(greatest(r.starts_on, %(first)s), least(r.ends_on, %(last)s), interval '1 day') d
WHERE r.posting_id = ANY(%(postings)s) AND r.cancelled_on IS NULL
  AND r.starts_on <= %(last)s AND r.ends_on >= %(first)s
"""
FACTS = [LEAVE, TRAINING, REPORT_OUT]
DEFAULT = "in_village"

SETTLE = """
WITH fact (weight, posting_id, day, status, note, source) AS ({facts}),
known AS (
    SELECT DISTINCT ON (f.posting_id, f.day) f.posting_id, f.day, f.status, f.note, f.source
    FROM fact f JOIN teams_posting p ON p.id = f.posting_id
    WHERE f.day >= p.starts_on AND (p.ends_on IS NULL OR f.day <= p.ends_on)
    ORDER BY f.posting_id, f.day, f.weight, f.source
),
gone AS (
    SELECT h.posting_id, h.day,
           CASE WHEN h.source LIKE h.status || ':%%' THEN %(default)s ELSE h.status END,
           CASE WHEN h.source LIKE h.status || ':%%' THEN '' ELSE h.note END, ''
    FROM attendance_day h
    WHERE h.posting_id = ANY(%(postings)s) AND h.day BETWEEN %(first)s AND %(last)s AND h.source <> ''
      AND NOT EXISTS (SELECT 1 FROM known k WHERE k.posting_id = h.posting_id AND k.day = h.day)
)
INSERT INTO attendance_day AS held (posting_id, day, status, note, source, changed_at, changed_by_id, reason)
SELECT f.*, %(at)s, %(by)s, %(reason)s FROM (SELECT * FROM known UNION ALL SELECT * FROM gone) f
ON CONFLICT (posting_id, day) DO UPDATE SET
    status = excluded.status, note = excluded.note, source = excluded.source,
    confirmed_at = CASE WHEN excluded.status IN (held.status, 'leave', 'training') THEN held.confirmed_at END,
    confirmed_by_id = CASE WHEN excluded.status IN (held.status, 'leave', 'training') THEN held.confirmed_by_id END,
    changed_at = excluded.changed_at, changed_by_id = excluded.changed_by_id, reason = excluded.reason
WHERE held.source <> excluded.source
RETURNING posting_id, day
"""


@transaction.atomic
def settle(postings, first, last, *, by, reason=""):
    """Writes what is known of these postings' days from `first` to `last` into the sheet. Returns how many days changed.

    Effects in order, in one statement: a day of which something new is known says so, confirmed days included – leave and
    training are decided by an office, so a confirmed day stays confirmed; a report-out is only told, so the day waits for the
    clerk again; a day whose fact is gone is back to "in the village" and waits, unless the clerk had said otherwise; the
    trigger keeps what each day said before. Then the standings of those touched are judged again. Raises MonthLocked where a day that would change
    lies in a month the county has locked.
    """
    if not postings:
        return 0
    facts = {"postings": list(postings), "first": first, "last": last, "at": timezone.now(), "by": by.user_id}
    with guarded(), connection.cursor() as cursor:
        cursor.execute(SETTLE.format(facts=" UNION ALL ".join(FACTS)), {**facts, "default": DEFAULT, "reason": reason})
        touched = cursor.fetchall()
    if touched:
        years = sorted({day.year for _posting, day in touched})
        payload = {"postings": sorted({posting for posting, _day in touched}), "years": years}
        post("attendance.check_postings", payload, key=f"settled:{facts['at'].timestamp()}:{by.user_id}", delay=2)
    return len(touched)
