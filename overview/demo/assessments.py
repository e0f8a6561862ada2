"""Yearly assessments: last year's set, this year's in every state, each grade frozen with its facts as the product does."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from assessment import quota, rules, snapshot
from assessment.calendars import with_usual_days, yearly
from assessment.facts import facts_of, policy_of, year_facts
from assessment.models import Assessment, Cycle, Grade, OpeningFacts
from assessment.snapshot import hash_of
from attendance.actions import check_thresholds
from core.offices import Office
from overview.demo.steps import Taken, moment_of, officer, write_steps
from overview.demo.world import ASSESSED, DEMO_COUNTY
from teams.models import Posting

EXCELLENT = 0.2  # share of each pool, below every county's quota
LEFT_OPEN = 9  # the first postings of the demonstration's county wait for the visitor
STATES = {"open": 45, "proposed": 30, "returned": 5, "set": 20}  # of this year; last year's are final
WORDS = {
    Grade.EXCELLENT: "吃住在村、作风扎实,产业帮扶成效明显,群众公认度高。",
    Grade.COMPETENT: "能够履行驻村职责,较好完成年度承诺事项。",
    Grade.BASICALLY_COMPETENT: "基本履行驻村职责,在岗时间和入户走访有待加强。",
}
RETURN = "请结合全年在岗天数重新提出意见。"


def make_assessments(world):
    """Last year's grades of two counties, and this year's cases of the demonstration's county."""
    last, this = world.on.year - 1, world.on.year
    if world.wave.year <= last:
        for county in ASSESSED:
            _make_year(world, county, last, lambda dice, n: "final", date(this, 1, 25))
    _make_year(world, DEMO_COUNTY, this, _some_state, world.on)


def _some_state(dice, number):
    if number < LEFT_OPEN:
        return "open"
    if number < LEFT_OPEN + len(STATES):
        return [*STATES][number - LEFT_OPEN]
    return dice.choices(list(STATES), list(STATES.values()))[0]


def _make_year(world, county, year, state_of, day):
    """Makes the cases of a county and year, each as far as `state_of` says, around `day`."""
    end = min(world.on, date(year, 12, 31))
    served = Posting.objects.touching(date(year, 1, 1), end).filter(area__startswith=county)
    postings = list(served.select_related("cadre__unit").order_by("area", "pk"))
    if year < world.on.year:
        check_thresholds(on=end, year=year, only=[posting.pk for posting in postings])
    dice = world.dice(f"states {county} {year}")
    cycle = _cycle(world, county, year, min(day, world.on))
    of_cycle = {"cycle": cycle, "year": year}
    cases = [
        Assessment(pk=row.pk, posting=row, cadre_id=row.cadre_id, area=row.area, state=state_of(dice, n), **of_cycle)
        for n, row in enumerate(_last_of(postings))
    ]
    _save(world, cases, _decide(world, cases, min(day, world.on)))
    _keep_facts(cases)


def _keep_facts(cases):
    """What the books said when the cases were opened."""
    facts = facts_of(cases)
    day = {case.pk: case.cycle.opened_on for case in cases}
    OpeningFacts.objects.bulk_create(
        OpeningFacts(assessment=case, taken_on=day[case.pk], facts=facts[case.pk], facts_hash=hash_of(facts[case.pk]))
        for case in cases
    )


def _cycle(world, county, year, day):
    first, last = date(year, 1, 1), date(year, 12, 31)
    opened = min(day, last) - timedelta(days=20)
    policy = policy_of(county, year, opened)
    plan = with_usual_days(yearly(year), policy, opened)
    return Cycle.objects.create(
        area=county,
        kind=Cycle.Kind.YEARLY,
        year=year,
        from_on=first,
        until_on=last,
        opened_on=opened,
        opened_by=officer(world, Office.COUNTY, county),
        provisions=snapshot.governing(policy),
        **plan.calendar,
    )


def _last_of(postings):
    """Where each cadre serves last: nobody is assessed twice."""
    last = {row.cadre_id: row for row in sorted(postings, key=lambda row: (row.starts_on, row.pk))}
    return [row for row in postings if last[row.cadre_id] is row]


def _decide(world, cases, day):
    """The steps taken in each case, [(case, [Taken])]; the cases are filled in but not saved."""
    if not cases:
        return []
    policy, facts = policy_of(cases[0].area, cases[0].year, day), facts_of(cases)
    best = _excellent(cases, facts, policy)
    taken = [case for case in cases if case.state != "open"]
    return [(case, _take(world, case, facts[case.pk], policy, (case.pk in best, day))) for case in taken]


def _save(world, cases, steps):
    """Until here a case borrowed its posting's number; then the days on which cases moved are put right."""
    for case in cases:
        case.pk = None
    Assessment.objects.bulk_create(cases)
    write_steps(world, steps)
    moved = defaultdict(list)
    for case, taken in steps:
        moved[taken[-1].on].append(case.pk)
    for day, numbers in moved.items():
        Assessment.objects.filter(pk__in=numbers).update(changed_at=moment_of(day))


def _excellent(cases, facts, policy):
    """The cases proposed as excellent: those with the most days, within a share of each pool."""
    ranked = sorted(cases, key=lambda case: (-_done(facts[case.pk]), case.pk))
    pools = {case.pk: quota.pool_for(case, policy) for case in cases}
    people, taken, found = Counter(pools.values()), Counter(), set()
    for case in ranked:
        pool = pools[case.pk]
        if taken[pool] < int(people[pool] * EXCELLENT) and not facts[case.pk]["unexcused_absences"]:
            taken[pool] += 1
            found.add(case.pk)
    return found


def _done(facts):
    return float(facts["attendance"]["done"]) if facts["attendance"] else 0


def _grade(facts, excellent):
    if excellent:
        return Grade.EXCELLENT
    late = facts["attendance"] and facts["attendance"]["verdict"] == "impossible"
    return Grade.BASICALLY_COMPETENT if late else Grade.COMPETENT


def _take(world, case, facts, policy, how):
    """Fills the case's fields up to its state. Returns the steps taken."""
    excellent, day = how
    proposed_on = day - timedelta(days=12)
    case.proposed = _grade(facts, excellent)
    case.opinion, case.proposed_on = WORDS[case.proposed], proposed_on
    case.proposed_by = officer(world, Office.TOWNSHIP, case.area[:9])
    steps = [Taken(proposed_on, "propose", case.proposed_by, Office.TOWNSHIP, case.area[:9], ("open", "proposed"))]
    steps[0].details = {"proposed": str(case.proposed)}
    if case.state in ("set", "final"):
        _set(world, case, facts, policy, day - timedelta(days=2))
    if case.state != "proposed":
        steps.append(_answer(world, case, day - timedelta(days=2)))
    if case.state == "final":
        case.final_on = day
        county = case.area[:6]
        steps.append(
            Taken(day, "finish", officer(world, Office.COUNTY, county), Office.COUNTY, county, ("set", "final"))
        )
    return steps


def _set(world, case, facts, policy, day):
    """As `assessment.actions.set_grade` freezes it."""
    judged = rules.grade(year_facts(facts, case.proposed), policy)
    case.grade, case.because = judged.grade, judged.because or ""
    case.set_by, case.set_on = officer(world, Office.COUNTY, case.area[:6]), day
    case.facts, case.provisions = facts, snapshot.frozen(policy)
    case.snapshot_hash = snapshot.digest(case)


def _answer(world, case, day):
    verb = "return" if case.state == "returned" else "set"
    user, county = officer(world, Office.COUNTY, case.area[:6]), case.area[:6]
    details = {"grade": str(case.grade)} if verb == "set" else {}
    moved = ("proposed", "returned" if verb == "return" else "set")
    return Taken(day, verb, user, Office.COUNTY, county, moved, RETURN if verb == "return" else "", details)
