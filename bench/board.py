"""The on-post board of the province: a day and a month, as pages, beside the bare counts by the same index."""

from statistics import median
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from attendance.heat import month_span
from bench import people
from bench.pages import questions
from bench.table import Row
from core.clock import today

TIMES, PATIENCE, MOST_STATEMENTS = 5, 200, 8  # repetitions; milliseconds; statements of a page
DAY = """
SELECT left(p.area, 4), d.status, count(*) FROM teams_posting p
LEFT JOIN attendance_day d ON d.posting_id = p.id AND d.day = %(on)s AND d.confirmed_at IS NOT NULL
WHERE p.area LIKE '63%%' AND p.starts_on <= %(on)s AND (p.ends_on IS NULL OR p.ends_on >= %(on)s)
GROUP BY 1, 2
"""
MONTH = """
SELECT left(p.area, 4), d.day, count(*), count(*) FILTER (WHERE d.status = 'in_village')
FROM attendance_day d JOIN teams_posting p ON p.id = d.posting_id
WHERE p.area LIKE '63%%' AND d.confirmed_at IS NOT NULL AND d.day BETWEEN %(first)s AND %(last)s
GROUP BY 1, 2
"""


def measure():
    """A row for the day, one for the month, one for a county's month, which has the most cells."""
    first, last = month_span(today().year, today().month)
    province, county = people.officer("province", "63"), people.officer("county", "630222")
    yield _row("on-post board, province, a day", "on-post", province, DAY, {"on": today()})
    yield _row("on-post board, province, a month", "on-post-month", province, MONTH, {"first": first, "last": last})
    yield _row("on-post board, county, a month", "on-post-month", county, MONTH, {"first": first, "last": last})


def _row(what, name, user, sql, facts):
    client = people.client_of(user)
    path = reverse(name)
    bare, page = _middle(lambda: _bare(sql, facts)), _middle(lambda: client.get(path))
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    statements = questions(seen)
    return Row(
        what,
        f"{page:.0f} ms, {statements} statements, {len(answer.content) // 1024} KB",
        f"{bare:.0f} ms",
        f"{page / bare:.1f}",
        f"≤ {PATIENCE} ms, ≤ {MOST_STATEMENTS}",
        answer.status_code == 200 and page <= PATIENCE and statements <= MOST_STATEMENTS,
    )


def _middle(deed):
    """Milliseconds of the middle one of several runs, the first one left out."""
    deed()
    return median(_once(deed) for _ in range(TIMES))


def _once(deed):
    begun = perf_counter()
    deed()
    return (perf_counter() - begun) * 1000


def _bare(sql, facts):
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        cursor.fetchall()
