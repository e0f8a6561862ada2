"""Care of the demonstration's county: funds of its teams with some vouchers, insurance, check-ups, visits, a difficulty, an injury."""

from datetime import date, timedelta
from decimal import Decimal

from core.actor import actor_in
from core.models import Appointment
from core.offices import Office
from overview.demo.world import DEMO_COUNTY, DEMO_TOWNSHIP
from support.actions import allowances, cases, funds, lines
from support.actions.allowances import Paid
from support.actions.funds import Voucher
from support.actions.lines import Cover, Seen
from support.cover_rules import last_month, month_ends
from support.entitled import entitled
from teams.models import Posting, Team

AMOUNTS = {"remote_area": Decimal("1260.00"), "township_post": Decimal("560.00"), "meals": Decimal("2200.00")}
SPENT = (
    ("travel", "436.50", "中国石油川口加油站", "入户走访用油"),
    ("office", "218.00", "民和县文具店", "档案盒、打印纸"),
    ("activities", "860.00", "民和县印刷厂", "政策宣传册"),
)
MOVED, UNPAID = 8, 4  # teams whose money has moved; people left for the reader to tick
TROUBLE = "父亲长期住院，家中仅妻子一人照料，孩子正在备考。"


def make_care(world):
    """What the county's offices entered; a few gaps are left, so that the due lists have something to say."""
    county = _officer(world)
    people = list(_serving(world))
    if county is None or not people:
        return
    begins = date(world.on.year, 1, 5)
    if begins < world.on:
        _funds(world, county, begins)
    _covered(world, county, people)
    _paid(world, county, people)
    _seen(world, county, people)
    _cases(world, county, people)


def _officer(world):
    held = Appointment.objects.in_force(world.on).filter(user=world.users["county"], office=Office.COUNTY)
    found = held.select_related("user", "division", "unit", "given_by").first()
    return actor_in(found) if found else None


def _serving(world):
    rows = Posting.objects.current(world.on).filter(area__startswith=DEMO_TOWNSHIP).order_by("area", "pk")
    return rows.select_related("cadre__township", "pairing__unit__home")


def _funds(world, by, day):
    teams = list(Team.objects.standing(world.on).filter(area__startswith=DEMO_COUNTY).order_by("area"))
    short, year = teams[-1:], world.on.year
    full = teams[:-1] or teams
    said = {"year": year, "number": f"民财农〔{year}〕12号", "day": day, "by": by, "on": world.on}
    funds.allot(full, amount=Decimal("10000"), **said)
    if short and short != full:
        funds.allot(short, amount=Decimal("6000"), **said)
    for turn, team in enumerate(full[:MOVED]):
        half = Decimal("5000") if turn % 2 else Decimal("10000")
        funds.receive(team, year=year, amount=half, day=day, by=by, on=world.on, number=f"收{turn + 1}")
        for at, (item, amount, payee, note) in enumerate(SPENT[: turn % 3 + 1]):
            when = min(day + timedelta(days=20 * (at + 1)), world.on)
            voucher = Voucher(f"记-{turn + 1:02}{at + 1}", when, Decimal(amount), payee, item, note)
            funds.spend(team, voucher, year=year, by=by, on=world.on)


def _covered(world, by, people):
    year = world.on.year
    cover = Cover("中国人寿海东分公司", f"QHHD{year}0317", date(year, 1, 1), date(year, 12, 31))
    lines.insure(people[UNPAID:], cover, by=by, on=world.on)
    planned = world.on + timedelta(days=20)
    lines.enter_checkups(people[::2], planned_on=planned, place="民和县人民医院", by=by, on=world.on)


def _paid(world, by, people):
    month = last_month(world.on)
    held = [row for row in people[UNPAID:] if row.starts_on <= month_ends(month)]
    paid = [Paid(row, one.kind, AMOUNTS[one.kind]) for row, rights in entitled(held, world.on) for one in rights]
    if paid:
        allowances.pay(paid, month=month, paid_on=month_ends(month), by=by, on=world.on)


def _seen(world, by, people):
    day = world.on - timedelta(days=12)
    held = [row for row in people if row.starts_on <= day]
    if held:
        visit = Seen("visit", day, "马国良", "县委组织部部长", "慰问品一份")
        lines.enter_visits(held[: len(held) // 2 or 1], visit, by=by, on=world.on)
        talk = Seen("talk", day, "马国良", "县委组织部部长", "了解思想动态，鼓励安心驻村")
        lines.enter_visits(held[:3], talk, by=by, on=world.on)


def _cases(world, by, people):
    day = world.on - timedelta(days=9)
    trouble = cases.report_difficulty(people[0], kind="illness", what=TROUBLE, since=day, by=by, on=world.on)
    cases.help_with(trouble, what="协调县人民医院专家会诊，送去慰问金。", day=world.on, by=by, on=world.on)
    hurt = {"kind": "injury", "happened_on": day, "where": "入户途中", "what": "雨后山路打滑，左脚踝骨折。"}
    if people[-1].starts_on <= day:
        cases.report_injury(people[-1], **hurt, by=by, on=world.on)
