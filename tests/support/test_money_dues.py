"""What is due about money and troubles: allowances of months that are over, books of last year, families waiting for help."""

from datetime import date, timedelta

import pytest

from core.dues import SOURCES, sentence_of
from core.models import DueItem
from support.actions import cases
from support.models import Allowance
from tests.support.caring import pay
from tests.support.funding import closed, funded_last_year
from tests.support.test_cases import trouble

JULY = date(2026, 7, 20)


def found(kind, on=JULY):
    return list(SOURCES[kind].find(on))


def of(cast, kind, office="unit"):
    return {one.due_on: one.params["count"] for one in found(kind) if (one.office, one.about) == (office, "630222")}


def test_allowances_of_the_last_three_months_are_the_senders(cast):
    days = [date(2026, 5, 15), date(2026, 6, 15), date(2026, 7, 15)]
    assert of(cast, "allowance") == dict.fromkeys(days, 2)
    assert of(cast, "allowance", "township") == dict.fromkeys(days, 1)


def test_a_month_is_done_when_every_allowance_of_it_is_entered(cast):
    for kind in Allowance.Kind.values[:-1]:
        pay(cast, kind=kind)
    assert date(2026, 7, 15) in of(cast, "allowance")
    pay(cast, kind=Allowance.Kind.values[-1])
    assert date(2026, 7, 15) not in of(cast, "allowance")


def test_a_struck_allowance_is_due_again(cast):
    for kind in Allowance.Kind.values:
        pay(cast, kind=kind)
    Allowance.objects.filter(kind="meals").update(struck_on=JULY, struck_why="误登")
    assert of(cast, "allowance")[date(2026, 7, 15)] == 2


def test_nobody_is_owed_the_allowances_of_months_before_they_came(cast):
    first = found("allowance", date(2025, 10, 20))
    assert {one.params["month"] for one in first} == {"2025-09"}


def test_the_duty_leads_to_the_month_in_question(cast, client_of):
    one = next(one for one in found("allowance") if one.office == "unit")
    page = client_of("unit").get(one.link)
    assert "队长甲" in page.content.decode()
    assert one.params["month"] in sentence_of("allowance", one.params)


def test_books_of_a_year_that_is_over_are_the_countys_until_they_are_closed(cast):
    funded_last_year(cast)
    (one,) = found("fund_year")
    assert (one.office, one.area, one.due_on, one.params["count"]) == ("county", "630222", date(2026, 1, 31), 1)
    closed(cast, year=2025, on=JULY)
    assert not found("fund_year")


def test_books_of_this_year_are_nobodys_duty_yet(cast):
    funded_last_year(cast)
    assert not found("fund_year", date(2025, 12, 31))


def test_a_difficulty_waits_for_help_at_the_senders(cast):
    case = trouble(cast)
    (one,) = found("difficulty")
    assert (one.unit_id, one.due_on) == (cast.units["海东市水务局"].pk, cast.today + timedelta(days=10))
    cases.help_with(case, what="垫付住院费", day=cast.today, by=cast.actors["unit"], on=cast.today)
    assert not found("difficulty")


def test_the_duty_names_nobody(cast):
    trouble(cast)
    (one,) = found("difficulty")
    assert "队长甲" not in f"{one.params}{sentence_of('difficulty', one.params)}"


@pytest.mark.parametrize("kind", ["difficulty", "spot_check"])
def test_the_leadership_group_office_does_not_see_it(kind, cast):
    DueItem.objects.create(
        kind=kind, key="1", office="unit", unit=cast.units["海东市水务局"], about="630222", due_on=JULY, first_on=JULY
    )
    assert not DueItem.objects.visible_to(cast.actors["leadership"]).exists()
