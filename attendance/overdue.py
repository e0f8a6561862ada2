"""Days left unconfirmed for longer than the county allows, township by township: one statement for all."""

from datetime import timedelta

from django.db import connection
from django.db.models.functions import Left

from core.policies import Policies
from teams.models import Posting

A_MONTH = timedelta(days=31)  # in January the end of the old year still counts
# What each township served of its span, less what is confirmed of it.
OVERDUE = """
WITH span AS (
    SELECT * FROM unnest(%(county)s::varchar[], %(last)s::date[]) AS t (county, last)
),
served AS (
    SELECT left(p.area, 9) AS area, sum(least(coalesce(p.ends_on, s.last), s.last) - greatest(p.starts_on, %(first)s) + 1) AS days
    FROM teams_posting p JOIN span s ON s.county = left(p.area, 6)
    WHERE p.starts_on <= s.last AND (p.ends_on IS NULL OR p.ends_on >= %(first)s)
    GROUP BY 1
),
said AS (
    SELECT left(p.area, 9) AS area, count(*) AS days
    FROM attendance_day d JOIN teams_posting p ON p.id = d.posting_id JOIN span s ON s.county = left(p.area, 6)
    WHERE d.day BETWEEN %(first)s AND s.last AND d.confirmed_at IS NOT NULL
      AND d.day >= p.starts_on AND (p.ends_on IS NULL OR d.day <= p.ends_on)
    GROUP BY 1
)
SELECT served.area, served.days - coalesce(said.days, 0) FROM served LEFT JOIN said USING (area)
WHERE served.days > coalesce(said.days, 0) ORDER BY served.area
"""


def overdue(on):
    """{township: (person-days unconfirmed for too long, the days its county allows)}; only townships that have some."""
    first = (on - A_MONTH).replace(month=1, day=1)
    policies = Policies(on)
    counties = Posting.objects.touching(first, on).order_by().values_list(Left("area", 6), flat=True).distinct()
    allowed = {county: policies.at(county)["attendance.unconfirmed_after_days"].value for county in counties}
    last = [on - timedelta(days=days + 1) for days in allowed.values()]
    with connection.cursor() as cursor:
        cursor.execute(OVERDUE, {"county": list(allowed), "last": last, "first": first})
        return {area: (int(days), allowed[area[:6]]) for area, days in cursor.fetchall()}
