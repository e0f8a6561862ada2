"""What hangs on the demonstration county's assessments: teams' cases, counted ballots, a notice, the end of some terms.

Made by the deeds themselves, so that everything told, frozen and remembered is as in life.
"""

from datetime import timedelta

from assessment import actions
from assessment.actions import balloting, cycles, publishing
from assessment.actions.methods import record_method
from assessment.ballot_checks import Count, printed
from assessment.ballot_rules import Figures
from assessment.balloting import items_for, subjects_of
from assessment.calendars import Plan, with_usual_days
from assessment.facts import policy_of
from assessment.models import Assessment, Cycle
from assessment.steps import Kind
from core.actor import Actor
from core.offices import Office
from overview.demo.steps import officer
from overview.demo.world import DEMO_COUNTY
from selection.notice_rules import last_day
from teams.models import Team

BALLOTED, WAITING = 8, 4  # villages that have counted, and of how many one waits for the second counter
CALLED = {"villagers": 42, "village_cadres": 9, "democratic": 30}  # how many came to the meeting
SPLIT = (0.6, 0.3, 0.1)  # of the valid ballots: the best grade, the next, the one after
TERM_ENDS = timedelta(days=75)
OPINION = "任期内在岗履职,完成承诺事项,群众反映较好。"
FOUND = {
    "debrief": "在村民代表会议上述职,述职报告存档。",
    "documents": "查阅驻村日志、承诺书和季度报告,资料齐全。",
    "site_visit": "实地察看产业项目和村阵地,与报告相符。",
    "interviews": "走访农户12户,普遍认可。",
    "ballot": "民主测评发放30份,收回30份。",
}


def make_reviews(world):
    """After the yearly cases: what the county has done about them so far."""
    cycle = Cycle.objects.filter(area=DEMO_COUNTY, kind=Kind.YEARLY, year=world.on.year).first()
    if cycle is None:
        return
    first, second = _county(world), _county(world, second=True)
    cycles.open_again(cycle, by=first, on=world.on)
    _count(cycle, ("villagers", "village_cadres"), first, second, world.on)
    _show(cycle, first, world.on)
    _end_terms(world, first, second)


def _county(world, *, second=False):
    user = officer(world, Office.COUNTY, DEMO_COUNTY, second=second)
    place = world.divisions[DEMO_COUNTY].full_name
    return Actor(user.pk, user.name, None, Office.COUNTY, DEMO_COUNTY, place=place)


def _count(cycle, kinds, first, second, on):
    """Counts of the villages in which nothing is decided yet; some wait for the second counter."""
    decided = Assessment.objects.filter(cycle=cycle).exclude(state="open").values("posting__team")
    open_ones = Assessment.objects.filter(cycle=cycle, posting__isnull=False).exclude(posting__team__in=decided)
    teams = Team.objects.filter(pk__in=open_ones.values("posting__team")).order_by("area")[:BALLOTED]
    for at, team in enumerate(teams):
        for kind in kinds:
            batch = balloting.enter(cycle, team, kind, _counted(cycle, team, kind, at, on), by=first, on=on)
            if at % WAITING != 1:
                balloting.confirm(batch, version=batch.version, by=second, on=on)


def _counted(cycle, team, kind, at, on):
    came = CALLED[kind] + at % 4
    sheet, votes = _sheet(cycle, on), {}
    for case in subjects_of(cycle, [team])[team.pk]:
        votes |= {(case.pk, item): _votes(came, len(sheet["grades"])) for item in items_for(sheet, case)}
    day = max(cycle.from_on, on - timedelta(days=6))
    return Count(day, "村级组织活动场所", Figures(came + 2, came + 1, came, came), votes)


def _sheet(cycle, on):
    return printed(policy_of(cycle.area, cycle.year, on))


def _votes(came, grades):
    given = [int(came * share) for share in SPLIT[: grades - 1]]
    return [came - sum(given[1:]), *given[1:], *[0] * (grades - len(given))]


def _show(cycle, by, on):
    """Half of the set grades hang in public notice."""
    cases = list(Assessment.objects.filter(cycle=cycle, state="set").order_by("area", "pk"))
    days = policy_of(cycle.area, cycle.year, on)["assessment.notice_days"].value
    facts = {
        "from_on": on,
        "until_on": last_day(on, days),
        "telephone": "0972-8520000",
        "address": "民和县川垣新区县委组织部",
    }
    if chosen := cases[: (len(cases) + 1) // 2]:
        publishing.publish(chosen, {**facts, "title": f"{cycle.year}年度驻村干部考核结果公示"}, by=by, on=on)


def _end_terms(world, first, second):
    """The terms that end this season: one case untouched, one proposed to the unit, one agreed, one set."""
    plan = Plan(Kind.TERM, world.on - TERM_ENDS, min(world.on + TERM_ENDS, world.on.replace(month=12, day=31)))
    plan = with_usual_days(plan, policy_of(DEMO_COUNTY, plan.year, world.on), world.on)
    cycle, _new = cycles.open_cycle(plan, by=first, on=world.on)
    cases = Assessment.objects.filter(cycle=cycle, posting__pairing__isnull=False)
    for stage, case in enumerate(cases.select_related("posting__pairing__unit").order_by("area", "pk")[:4]):
        _bring(world, case, stage, first, second)


def _bring(world, case, stage, first, second):
    if stage:
        for at, (method, found) in enumerate(FOUND.items()):
            day = world.on - timedelta(days=5 - at % 4)
            record_method(case, method=method, day=day, who="考核组", found=found, by=first, on=world.on)
        case = actions.propose(case, grade="competent", opinion=OPINION, by=first, on=world.on)
    if stage > 1:
        unit = case.posting.pairing.unit
        user = officer(world, Office.UNIT, (unit.level, unit.home.code, unit.name))
        word = Actor(user.pk, user.name, None, Office.UNIT, "", unit.pk, unit.name)
        case = actions.agree(case, by=word, on=world.on)
    if stage > 2:
        actions.set_grade(case, grade="competent", by=second, on=world.on)
