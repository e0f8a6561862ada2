"""What a team's book of work funds tells other apps (二(五))."""

from core.team_money import Money, keeps_book
from support.fund_rules import sums
from support.models import FundEntry


@keeps_book
def money_of(team):
    """The open years in which something is unspent or still to come. One statement."""
    rows, years = FundEntry.objects.filter(fund__team=team, fund__closed_on=None), {}
    for entry in rows.select_related("fund").order_by("fund__year", "pk"):
        years.setdefault(entry.fund.year, []).append(entry)
    for year, entries in years.items():
        found = sums(entries)
        if found.held or found.allotment != found.receipt:
            yield Money(year, found.held, found.allotment - found.receipt)
