"""How far the assessment of a jurisdiction is, place by place; its grades against the quota; the years beside each other.

Counted, never ranked: places stand in the order of their codes. Everything through `visible_to`.
"""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Left

from assessment import rules
from assessment.models import Assessment, Grade, ResultNotice, ShownResult
from assessment.quota import TOWNSHIP_KIND
from assessment.rows import TEAMS
from assessment.steps import AssessmentState, Kind
from attendance.boards import step_below
from core.models import CountyRule, Division
from core.policy import policy_in_force

ON_NOTICE = "on_notice"
GRADES = tuple(Grade.values)
STATES = tuple(AssessmentState.values)
COUNTED = ("total", *STATES, ON_NOTICE, *GRADES)
YEARS_BACK = 4


def cases_of(actor, asked):
    """The cases a cleaned `ProgressForm` asks about, inside `area`."""
    rows = Assessment.objects.visible_to(actor).filter(area__startswith=asked["area"], kind=asked["kind"])
    return rows.teams() if asked["whose"] == TEAMS else rows.people()


def _counts(on):
    """What is counted of a set of cases; a grade that hangs now is on notice, no longer merely set."""
    shown = ShownResult.objects.filter(assessment=OuterRef("pk"), stands=True)
    hangs = Exists(shown.filter(notice__state=ResultNotice.State.PUBLISHED, notice__until_on__gte=on))
    counts = {state: Count("pk", filter=Q(state=state)) for state in STATES}
    counts[AssessmentState.SET] = Count("pk", filter=~Q(hangs) & Q(state=AssessmentState.SET))
    counts |= {grade: Count("pk", filter=Q(grade=grade)) for grade in GRADES}
    return {"total": Count("pk"), **counts, ON_NOTICE: Count("pk", filter=Q(hangs, state=AssessmentState.SET))}


def places(actor, asked, on):
    """[{code, name, total, open, …, final, on_notice, excellent, …}] directly below `area`: two statements."""
    rows = cases_of(actor, asked).filter(year=asked["year"])
    rows = rows.annotate(code=Left("area", step_below(asked["area"]))).order_by("code").values("code")
    found = list(rows.annotate(**_counts(on)))
    names = dict(Division.objects.current().filter(code__in=[row["code"] for row in found]).values_list("code", "name"))
    return [{**row, "name": names.get(row["code"], row["code"])} for row in found]


def total(rows):
    """The sum line."""
    return {key: sum(row[key] for row in rows) for key in COUNTED}


def years(actor, asked, on):
    """[{year, total, …}] of the year asked about and those before it, the oldest first: one statement."""
    first = asked["year"] - YEARS_BACK
    rows = cases_of(actor, asked).filter(year__range=(first, asked["year"])).order_by("year").values("year")
    return list(rows.annotate(**_counts(on)))


def quotas(actor, asked, on):
    """[{county, name, pool, words, people, places, granted, left}] of the counties inside `area`: three statements.

    People of one county and pool; teams are one pool. `places` is None where the county has no share. A township is no
    pool: its county's stand for it. At the end of a term there is no quota.
    """
    if asked["kind"] != Kind.YEARLY:
        return []
    rows = cases_of(actor, asked | {"area": asked["area"][:6]}).filter(year=asked["year"])
    kinds = rows.annotate(county=Left("area", 6)).order_by("county").values("county", "posting__pairing__unit__kind")
    counted = list(kinds.annotate(people=Count("pk"), granted=Count("pk", filter=Q(grade=Grade.EXCELLENT))))
    counties = sorted({row["county"] for row in counted})
    names = dict(Division.objects.current().filter(code__in=counties).values_list("code", "name"))
    policies = _policies(counties, asked["year"], on)
    made = [one for county in counties for one in _pools(county, counted, policies[county], asked["whose"])]
    return [{**one, "name": names.get(one["county"], one["county"])} for one in made]


def _policies(counties, year, on):
    """{county: the policy its year is judged by}: one statement."""
    day = min(on, date(year, 12, 31))
    entered = list(CountyRule.objects.in_force(day))
    return {
        county: policy_in_force(county, day, [rule for rule in entered if county.startswith(rule.area)])
        for county in counties
    }


def _pools(county, counted, policy, whose):
    people, granted = {}, {}
    for row in (row for row in counted if row["county"] == county):
        kind = row["posting__pairing__unit__kind"] or TOWNSHIP_KIND
        pool = TEAMS if whose == TEAMS else rules.pool_of(kind, policy) or ""
        people[pool] = people.get(pool, 0) + row["people"]
        granted[pool] = granted.get(pool, 0) + row["granted"]
    limits = {TEAMS: rules.team_quota(people.get(TEAMS, 0), policy)} if whose == TEAMS else rules.quota(people, policy)
    left = rules.quota_left(limits, granted)
    share = policy[rules.SHARE]
    return [
        {
            "county": county,
            "pool": pool,
            "words": share.word(pool) if pool and pool != TEAMS else "",
            "people": people[pool],
            "places": limits[pool],
            "granted": granted[pool],
            "left": left[pool],
        }
        for pool in sorted(people)
    ]
