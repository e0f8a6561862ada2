"""How many may still be excellent in a county and year, counted live (二(四); the shares are the county's own rules)."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from assessment import rules
from assessment.models import Assessment, Grade
from assessment.steps import Kind

TOWNSHIP_KIND = "organ"  # a township's own cadres count with the organs (assessment.pools)
TEAMS = "teams"


@dataclass(frozen=True)
class Pool:
    """One pool: how many people or teams, how many may be excellent, how many are, how many places are left. None: no limit."""

    name: str
    people: int
    places: int | None
    granted: int
    left: int | None


def pools(county, year, policy):
    """The pools of people of a county and year; one query. Without a share there is one nameless pool without a limit."""
    people, granted = {}, {}
    for kind, count, excellent in _by_kind(county, year):
        pool = rules.pool_of(kind or TOWNSHIP_KIND, policy) or ""
        people[pool] = people.get(pool, 0) + count
        granted[pool] = granted.get(pool, 0) + excellent
    places = rules.quota(people, policy)
    left = rules.quota_left(places, granted)
    return [Pool(name, people[name], places[name], granted[name], left[name]) for name in people]


def team_pool(county, year, policy):
    """The teams of a county and year, one pool of their own; one query."""
    rows = Assessment.objects.teams().filter(area__startswith=county, year=year, kind=Kind.YEARLY)
    counted = rows.aggregate(teams=Count("pk"), excellent=EXCELLENT)
    places = {TEAMS: rules.team_quota(counted["teams"], policy)}
    left = rules.quota_left(places, {TEAMS: counted["excellent"]})
    return Pool(TEAMS, counted["teams"], places[TEAMS], counted["excellent"], left[TEAMS])


def pools_of(county, year, policy, *, teams=False):
    """The pools of the people, or the one of the teams."""
    return [team_pool(county, year, policy)] if teams else pools(county, year, policy)


def pool_for(case, policy):
    """The pool a person or team counts in."""
    if case.team_id:
        return TEAMS
    sent = case.posting.pairing
    return rules.pool_of(sent.unit.kind if sent else TOWNSHIP_KIND, policy) or ""


def share_of(case):
    """The key of the share that limits “excellent” for a case; None where none does: at the end of a term."""
    if case.kind != Kind.YEARLY:
        return None
    return rules.TEAM_SHARE if case.team_id else rules.SHARE


def hold(county, year):
    """Makes those who set grades of one county and year take turns, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"assessment.quota:{county}:{year}"])


EXCELLENT = Count("pk", filter=Q(grade=Grade.EXCELLENT))


def _by_kind(county, year):
    rows = Assessment.objects.people().filter(area__startswith=county, year=year, kind=Kind.YEARLY).order_by()
    return rows.values_list("posting__pairing__unit__kind").annotate(people=Count("pk"), excellent=EXCELLENT)
