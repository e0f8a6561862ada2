"""A team's funds in a few words: allotted, received, spent."""

from datetime import date
from decimal import Decimal

from support.actions import fund_years, funds
from support.actions.funds import Voucher
from support.models import Fund

DAY = date(2026, 3, 2)


def yuan(text):
    return Decimal(text)


def team_of(cast, code="630222100201"):
    return cast.teams[code]


def allot(cast, amount="10000", *, teams=None, number="民财〔2026〕3号", by="county", year=2026, day=DAY, on=None):
    said = {"year": year, "amount": yuan(amount), "number": number, "day": day}
    return funds.allot(teams or [team_of(cast)], **said, by=cast.actors[by], on=on or cast.today)


def receive(cast, amount="10000", *, day=DAY, by="county", year=2026, team=None, on=None):
    said = {"year": year, "amount": yuan(amount), "day": day, "number": "收1"}
    return funds.receive(team or team_of(cast), **said, by=cast.actors[by], on=on or cast.today)


def voucher(amount="120.50", **said):
    plain = {"number": "记-12", "day": date(2026, 4, 1), "payee": "川口镇加油站", "item": "travel", "note": "入户"}
    return Voucher(**{**plain, "amount": yuan(amount), **said})


def spend(cast, amount="120.50", *, by="township", year=2026, team=None, on=None, **said):
    booked = voucher(amount, **said)
    return funds.spend(team or team_of(cast), booked, year=year, by=cast.actors[by], on=on or cast.today)


def funded(cast):
    """10,000 yuan allotted and received."""
    allot(cast)
    receive(cast)
    return Fund.objects.get(team=team_of(cast), year=2026)


def closed(cast, how="carried", year=2026, on=date(2027, 1, 5), number="退1"):
    fund = Fund.objects.get(team=team_of(cast), year=year)
    fund_years.close([fund], how=how, number=number, by=cast.actors["county"], on=on)
    return Fund.objects.get(pk=fund.pk)


def funded_last_year(cast):
    """10,000 yuan of 2025, allotted and received when the team began."""
    day = date(2025, 10, 1)
    allot(cast, year=2025, day=day, on=day)
    receive(cast, year=2025, day=day, on=day)
    return Fund.objects.get(team=team_of(cast), year=2025)
