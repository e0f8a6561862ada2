"""How many may still be excellent in a county and year, counted live (二(四); the share is the county's own rule)."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from assessment import rules
from assessment.models import Assessment, Grade
from assessment.steps import Kind

TOWNSHIP_KIND = "organ"  # a township's own cadres count with the organs (assessment.pools)


@dataclass(frozen=True)
class Pool:
    """One pool of people: how many, how many may be excellent, how many are, how many places are left. None: no limit."""

    name: str
    people: int
    places: int | None
    granted: int
    left: int | None


def pools(county, year, policy):
    """The pools of a county and year; one query. Without a share there is one nameless pool without a limit."""
    people, granted = {}, {}
    for kind, count, excellent in _by_kind(county, year):
        pool = rules.pool_of(kind or TOWNSHIP_KIND, policy) or ""
        people[pool] = people.get(pool, 0) + count
        granted[pool] = granted.get(pool, 0) + excellent
    places = rules.quota(people, policy)
    left = rules.quota_left(places, granted)
    return [Pool(name, people[name], places[name], granted[name], left[name]) for name in people]


def pool_for(case, policy):
    """The pool a person counts in."""
    sent = case.posting.pairing
    return rules.pool_of(sent.unit.kind if sent else TOWNSHIP_KIND, policy) or ""


def hold(county, year):
    """Makes those who set grades of one county and year take turns, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"assessment.quota:{county}:{year}"])


def _by_kind(county, year):
    rows = Assessment.objects.people().filter(area__startswith=county, year=year, kind=Kind.YEARLY).order_by()
    rows = rows.values_list("posting__pairing__unit__kind")
    return rows.annotate(people=Count("pk"), excellent=Count("pk", filter=Q(grade=Grade.EXCELLENT)))
