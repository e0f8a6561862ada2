"""Insurance, check-ups, visits and allowances of the cast in a few words."""

from datetime import date
from decimal import Decimal

from support.actions import allowances, lines
from support.actions.allowances import Paid
from support.actions.lines import Cover, Seen

MONTH = date(2026, 6, 1)
COVER = Cover("中国人寿海东分公司", "P2026-001", date(2026, 1, 1), date(2026, 12, 31))
VISIT = Seen("visit", date(2026, 2, 10), "张三", "县委组织部部长", "慰问品一份")


def some(cast, *names):
    return [cast.postings[name] for name in names or ("first", "member")]


def insure(cast, *names, by="unit", cover=COVER):
    return lines.insure(some(cast, *names), cover, by=cast.actors[by], on=cast.today)


def checkup(cast, *names, by="unit", planned_on=date(2026, 5, 10), done_on=None):
    said = {"planned_on": planned_on, "place": "海东市人民医院", "done_on": done_on}
    return lines.enter_checkups(some(cast, *names), **said, by=cast.actors[by], on=cast.today)


def visit(cast, *names, by="county", seen=VISIT):
    return lines.enter_visits(some(cast, *names), seen, by=cast.actors[by], on=cast.today)


def pay(cast, *names, by="unit", kind="meals", amount="1800.00", month=MONTH, paid_on=date(2026, 6, 25)):
    paid = [Paid(posting, kind, Decimal(amount)) for posting in some(cast, *names)]
    return allowances.pay(paid, month=month, paid_on=paid_on, by=cast.actors[by], on=cast.today)
