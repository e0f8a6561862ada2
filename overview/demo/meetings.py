"""Meetings of every county's leadership group with its first secretaries: one a quarter, matters raised, one to come."""

from datetime import timedelta

from core.offices import Office
from duties.models import Called, Matter, Meeting
from overview.demo.postings import by_county
from overview.demo.unit_duties import make_unit_duties
from overview.demo.world import DEMO_COUNTY

EVERY = timedelta(days=91)
HELD = 4  # meetings behind us
AGENDA = ["通报驻村工作进展", "交流驻村工作经验", "协调解决存在问题", "安排下一步工作"]
RAISED = ("村道硬化资金缺口", "村集体冷库用电增容", "易地搬迁户产权办理", "村卫生室缺少药品", "饮水管网冬季冻损")
REASONS = ("住院治疗", "省委党校培训", "陪护家属就医")


def make_meetings(world):
    """Every county's last four meetings with who came, their matters, one that is called; and what units owe and do."""
    dice, people = world.dice("meetings"), by_county(world.postings)
    rows = [row for county in world.counties() for row in _of_county(world, county)]
    meetings = Meeting.objects.bulk_create(rows)
    called = [one for row in meetings for one in _called(row, people.get(row.area, ()), dice)]
    Called.objects.bulk_create(called, batch_size=2000)
    Matter.objects.bulk_create(_matters(world, meetings, dice))
    make_unit_duties(world)


def _of_county(world, county):
    user = world.users[str(Office.LEADERSHIP), county]
    facts = {"area": county, "place": f"{world.name_of(county)}委党校", "agenda": AGENDA, "made_by": user}
    for back in range(HELD, 0, -1):
        day = world.on - EVERY * back + timedelta(days=25)
        said = f"会议听取了各村第一书记工作汇报。\n会议指出，{day.month}月以来驻村工作扎实推进。\n会议要求，抓好产业项目和问题整改。"
        yield Meeting(
            **facts, title=_title(day), day=day, state="closed", closed_on=day, minutes=said, chair="领导小组组长"
        )
    if county == DEMO_COUNTY:
        coming = world.on + timedelta(days=9)
        yield Meeting(**facts, title=_title(coming), day=coming)


def _title(day):
    return f"{day.year}年第{'一二三四'[(day.month - 1) // 3]}季度第一书记工作例会"


def _called(meeting, postings, dice):
    """The first secretaries of its day; nearly all came."""
    for posting in postings:
        serves = posting.starts_on <= meeting.day and (posting.ends_on is None or posting.ends_on >= meeting.day)
        if posting.seat != "first_secretary" or not serves:
            continue
        drawn = dice.random()
        sign = "" if meeting.state == "planned" else "came" if drawn < 0.93 else "excused" if drawn < 0.99 else "absent"
        reason = dice.choice(REASONS) if sign == "excused" else ""
        yield Called(meeting=meeting, posting_id=posting.pk, sign=sign, reason=reason)


def _matters(world, meetings, dice):
    """Two matters of each meeting, raised by teams and given to their townships; those of the last one are open."""
    teams = {}
    for team in world.teams.values():
        teams.setdefault(team.area[:6], []).append(team)
    last = {row.area: row.day for row in meetings if row.state == "closed"}
    for meeting in meetings:
        mine = teams.get(meeting.area, [])
        if meeting.state != "closed" or not mine:
            continue
        for team in dice.sample(mine, min(2, len(mine))):
            owner = {"owner_office": "township", "owner_area": team.area[:9], "due_on": meeting.day + EVERY / 2}
            ended = {} if meeting.day == last[meeting.area] else _ended(meeting, dice)
            raised = {"team": team, "area": team.area, "words": dice.choice(RAISED)}
            yield Matter(meeting=meeting, **raised, **owner, **ended)


def _ended(meeting, dice):
    outcome = dice.choices(("settled", "handed_on", "not_possible"), (8, 2, 1))[0]
    words = {"settled": "已协调解决", "handed_on": "已移交县级主管部门列入计划", "not_possible": "不符合项目入库条件"}
    return {"outcome": outcome, "answer": words[outcome], "ended_on": meeting.day + EVERY / 3}
