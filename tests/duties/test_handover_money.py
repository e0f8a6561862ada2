"""The money of a team is entered once, in its book: a handover begins with what the book says."""

from decimal import Decimal

from duties.actions import handovers
from duties.models import HandoverLine
from tests.duties.handing import begun, ending
from tests.support.funding import allot, closed, funded, funded_last_year, receive, spend


def money(case):
    return [
        (line.list, line.kind, line.what, line.amount)
        for line in case.lines.filter(amount__isnull=False).order_by("pk")
    ]


def test_what_is_unspent_stands_in_the_list_of_materials(cast):
    funded(cast)
    spend(cast, "2500.50")
    assert money(begun(cast)) == [("materials", "money", "2026年工作经费", Decimal("7499.50"))]


def test_what_is_allotted_and_has_not_come_stands_in_the_list_of_work(cast):
    allot(cast, "12000")
    receive(cast, "10000")
    expected = [("work", "funds", "2026年工作经费", Decimal("2000.00"))]
    assert money(begun(cast)) == [*expected, ("materials", "money", "2026年工作经费", Decimal("10000.00"))]


def test_a_closed_year_hands_nothing_over_and_what_was_carried_over_is_this_years(cast):
    funded_last_year(cast)
    closed(cast, year=2025, on=cast.today)
    assert money(begun(cast)) == [("materials", "money", "2026年工作经费", Decimal("10000.00"))]


def test_without_a_book_nothing_is_prefilled(cast):
    assert money(begun(cast)) == []


def test_only_who_leads_the_team_hands_its_money_over(cast):
    funded(cast)
    case = handovers.begin(ending(cast, "member"), by=cast.actors["clerk"], on=cast.today)
    assert money(case) == []


def test_the_page_says_what_the_book_says_today_when_it_has_moved_since(cast, client_of):
    funded(cast)
    case = begun(cast)
    spend(cast, "1000")
    page = client_of("cadre").get(f"/handovers/{case.pk}/edit/").content.decode()
    assert "9000.00" in page
    assert HandoverLine.objects.get(kind="money").amount == Decimal("10000.00")
