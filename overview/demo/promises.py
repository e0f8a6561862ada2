"""Commitments, quarterly reports and handovers of the demonstration's year: most received, some waiting, some not handed in."""

from datetime import date, timedelta

from core.offices import Office
from core.quarter_facts import facts_of
from duties.actions.handovers import known_lines, successor_of
from duties.handover_rows import LOOKS_BACK
from duties.models import Commitment, CommitmentItem, Handover, HandoverLine, QuarterReport, ReportLine
from duties.quarters import ended_lately
from overview.demo.steps import Taken, write_steps
from overview.demo.world import DEMO_COUNTY
from teams.models import Posting, Seat

PROMISES = {
    "policy_publicity": ("每月组织一次政策宣讲", "全年12次，入户宣讲覆盖全村"),
    "targeted_poverty_alleviation": ("落实监测户帮扶措施", "每户一策，年底前全部销号"),
    "party_building": ("规范“三会一课”和主题党日", "每月一次主题党日，培养入党积极分子2名"),
    "services": ("为民服务全程代理", "代办事项办结率100%"),
    "collective_economy": ("村集体经济增收", "集体经济收入增长一成"),
    "governance": ("修订村规民约、排查化解矛盾", "每季度排查一次，矛盾不出村"),
}
TEXTS = {
    "thought": "工作队成员思想稳定，安心驻村，认真学习贯彻党的方针政策。",
    "work": "入户走访全部脱贫户和监测户，协助村“两委”推进产业项目，代办群众事项。",
    "study": "参加县委组织部培训，队内每周集中学习一次。",
}
CHUNK = 2000
MISSING, WAITING = 0.04, 0.08  # shares of papers that are not handed in, and that the township has not received


def make_promises(world):
    """One commitment and its reports for every team with a first secretary, handovers for those who left."""
    dice = world.dice("promises")
    firsts = [
        row
        for row in world.postings
        if row.seat == Seat.FIRST_SECRETARY and row.ends_on is None and row.starts_on <= date(world.on.year, 1, 1)
    ]
    commitments = _commitments(world, firsts, dice)
    _reports(world, commitments, dice)
    _handovers(world, dice)


def _papers(world, model, firsts, dice, handed_in, received, **span):
    """A paper of each team, most of them received; `received` is the day that happened."""
    rows = []
    for posting in firsts:
        chance = dice.random()
        if chance < MISSING:
            continue
        days = {"state": "taken", "submitted_on": handed_in, "received_on": received}
        if chance < WAITING:
            days |= {"state": "submitted", "received_on": None}
        rows.append(model(team_id=posting.team_id, area=posting.area, posting=posting, year=span["year"], **days))
    return rows


def _commitments(world, firsts, dice):
    year = world.on.year
    rows = _papers(world, Commitment, firsts, dice, date(year, 1, 12), date(year, 1, 18), year=year)
    made = Commitment.objects.bulk_create(rows, batch_size=CHUNK)
    until = date(year, 12, 31)
    items = (
        CommitmentItem(commitment=case, duty=duty, what=what, measure=measure, by_on=until)
        for case in made
        for duty, (what, measure) in PROMISES.items()
    )
    CommitmentItem.objects.bulk_create(items, batch_size=CHUNK)
    _steps(world, made)
    return made


def _reports(world, commitments, dice):
    """Of each quarter of the year that is over; a few of the first quarter came late."""
    firsts, items = [case.posting for case in commitments], _items(commitments)
    for quarter in (one for one in ended_lately(world.on) if one.year == world.on.year):
        handed_in = min(quarter.last + timedelta(days=9), world.on)
        received = min(handed_in + timedelta(days=3), world.on)
        rows = _papers(world, QuarterReport, firsts, dice, handed_in, received, year=quarter.year)
        facts = facts_of([row.team_id for row in rows], quarter.first, quarter.last)
        for row in rows:
            row.quarter, row.due_on = quarter.number, quarter.last + timedelta(days=15)
            row.facts = facts[row.team_id] if row.state == "taken" else None
            row.thought, row.work, row.study = TEXTS["thought"], TEXTS["work"], TEXTS["study"]
            if dice.random() < MISSING:
                row.due_on, row.late_reason = handed_in - timedelta(days=1), "防汛值守期间延迟报送"
        made = QuarterReport.objects.bulk_create(rows, batch_size=CHUNK)
        lines = (
            ReportLine(report=row, item_id=item, state="kept" if item % 5 == 0 else "on_way", judgement="按计划推进")
            for row in made
            for item in items.get(row.team_id, ())
        )
        ReportLine.objects.bulk_create(lines, batch_size=CHUNK)
        _steps(world, made)


def _items(commitments):
    found = {}
    rows = CommitmentItem.objects.filter(commitment__in=[case.pk for case in commitments if case.received_on])
    for team, item in rows.values_list("commitment__team_id", "pk"):
        found.setdefault(team, []).append(item)
    return found


def _steps(world, cases):
    """The steps of the demonstration's county, as if they had been taken: the clerk hands in, the township receives."""
    told = []
    for case in cases:
        place = case.area[:9]
        clerk, township = world.users.get((Office.CLERK, place)), world.users.get((Office.TOWNSHIP, place))
        if not case.area.startswith(DEMO_COUNTY) or clerk is None or township is None:
            continue
        steps = [Taken(case.submitted_on, "submit", clerk, Office.CLERK, place, ("draft", "submitted"))]
        if case.received_on:
            steps.append(Taken(case.received_on, "accept", township, Office.TOWNSHIP, place, ("submitted", "taken")))
        told.append((case, steps))
    write_steps(world, told)


def _handovers(world, dice):
    """Of postings that ended lately most are handed over; the rest is due."""
    since = world.on - LOOKS_BACK
    gone = Posting.objects.filter(area__startswith=DEMO_COUNTY, ends_on__range=(since, world.on))
    for posting in gone.select_related("cadre", "team__village__division").order_by("pk"):
        clerk, township = (world.users.get((office, posting.area[:9])) for office in (Office.CLERK, Office.TOWNSHIP))
        if clerk is None or township is None or dice.random() < WAITING:
            continue
        case = Handover.objects.create(
            posting=posting,
            area=posting.area,
            successor=successor_of(posting),
            together_from=posting.ends_on - timedelta(days=6),
            together_until=posting.ends_on,
            state="taken",
            given_by=clerk,
            given_on=posting.ends_on,
            taken_by=township,
            taken_on=posting.ends_on,
        )
        thing = {"list": "materials", "kind": "thing", "what": "工作台账、档案资料一套", "note": "已当面清点"}
        HandoverLine.objects.bulk_create([*known_lines(case, world.on), HandoverLine(handover=case, **thing)])
