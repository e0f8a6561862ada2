"""Work funds: allotted, received, spent with vouchers, reversed, closed; nothing twice, nothing below zero."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from core.models import Record
from core.refusals import Conflict, NotAllowed, Refused
from support import fund_rules
from support.actions import fund_years, funds
from support.fund_rules import sums
from support.models import Fund, FundEntry
from support.quarter_facts import funds_spent
from tests.support.funding import DAY, allot, closed, funded, receive, spend, team_of, yuan


def now(fund):
    return sums(fund.entries.all())


def test_a_county_allots_to_all_its_teams_by_one_document(cast):
    teams = [cast.teams["630222100200"], cast.teams["630222100201"]]
    assert allot(cast, teams=teams) == 2
    assert {now(fund).allotment for fund in Fund.objects.all()} == {yuan("10000.00")}
    assert Record.objects.filter(verb="allot_funds").count() == 2


def test_an_allotment_is_no_money_yet(cast):
    allot(cast)
    with pytest.raises(Refused, match="0.00"):
        spend(cast)


def test_the_same_document_allots_once(cast):
    allot(cast)
    with pytest.raises(Conflict):
        allot(cast, number="民财 〔2026〕 3号")
    assert allot(cast, number="民财〔2026〕9号") == 1


@pytest.mark.parametrize("name", ["township", "county2", "unit", "prefecture"])
def test_only_the_county_allots(name, cast):
    with pytest.raises(NotAllowed):
        allot(cast, by=name)


@pytest.mark.parametrize("amount", ["0", "-5", "10.001", "1e9", "NaN"])
def test_an_amount_is_above_zero_and_exact_to_the_cent(amount, cast):
    with pytest.raises(Refused) as refused:
        allot(cast, amount)
    assert "amount" in refused.value.fields


def test_no_more_is_received_than_is_allotted(cast):
    allot(cast)
    receive(cast, "6000")
    with pytest.raises(Refused, match="4000.00"):
        receive(cast, "4000.01")


def test_an_expense_has_item_payee_and_voucher(cast):
    entry = spend(cast) if funded(cast) else None
    assert (entry.item, entry.payee, entry.number, entry.amount) == ("travel", "川口镇加油站", "记-12", yuan("120.50"))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"number": " "}, "number"),
        ({"payee": ""}, "payee"),
        ({"item": "banquet"}, "item"),
        ({"day": date(2026, 7, 21)}, "day"),
        ({"day": date(2025, 12, 31)}, "day"),
    ],
)
def test_what_is_missing_or_wrong_in_a_voucher_is_said_at_its_field(said, field, cast):
    funded(cast)
    with pytest.raises(Refused) as refused:
        spend(cast, **said)
    assert field in refused.value.fields


def test_a_voucher_is_used_once_in_a_county_however_it_is_written(cast):
    funded(cast)
    spend(cast)
    other = cast.teams["630222100200"]
    allot(cast, teams=[other])
    receive(cast, team=other)
    with pytest.raises(Conflict, match="享堂"):
        spend(cast, team=other, number="记－ 12")


def test_the_database_refuses_a_voucher_used_twice(cast):
    fund = funded(cast)
    entry = spend(cast)
    entry.pk, entry.amount = None, yuan("1")
    with pytest.raises(IntegrityError, match="voucher_used_once"), transaction.atomic():
        entry.save()
    assert fund.entries.count() == 3


def test_a_reversed_voucher_may_be_booked_again(cast):
    fund = funded(cast)
    funds.reverse(spend(cast, "210"), why="金额写错", by=cast.actors["township"], on=cast.today)
    assert now(fund).held == yuan("10000.00")
    spend(cast, "120")
    assert now(fund).held == yuan("9880.00")


def test_nothing_goes_below_zero_and_the_refusal_says_what_is_left(cast):
    funded(cast)
    spend(cast, "9999")
    with pytest.raises(Refused, match=r"1\.00"):
        spend(cast, "1.01", number="记-13")


def test_the_database_keeps_a_fund_above_zero(cast):
    fund = funded(cast)
    entry = spend(cast)
    entry.pk, entry.number, entry.voucher, entry.amount = None, "x", "x", yuan("20000")
    with pytest.raises(IntegrityError, match="spend more than there is"), transaction.atomic():
        entry.save()
    assert fund.entries.count() == 3


def test_a_receipt_that_is_spent_is_not_reversed(cast):
    fund = funded(cast)
    spend(cast, "100")
    receipt = fund.entries.get(kind="receipt")
    with pytest.raises(Refused, match="9900.00"):
        funds.reverse(receipt, why="错", by=cast.actors["county"], on=cast.today)


def test_an_allotment_that_has_come_is_not_reversed(cast):
    fund = funded(cast)
    with pytest.raises(Refused, match="10000.00"):
        funds.reverse(fund.entries.get(kind="allotment"), why="错", by=cast.actors["county"], on=cast.today)


def test_an_entry_is_reversed_once_and_says_why(cast):
    funded(cast)
    entry = spend(cast)
    with pytest.raises(Refused):
        funds.reverse(entry, why=" ", by=cast.actors["township"], on=cast.today)
    funds.reverse(entry, why="重复", by=cast.actors["township"], on=cast.today)
    with pytest.raises(Conflict):
        funds.reverse(entry, why="重复", by=cast.actors["township"], on=cast.today)


@pytest.mark.parametrize("change", [{"amount": Decimal(1)}, {"payee": "x"}, {"day": date(2026, 1, 1)}])
def test_the_database_lets_no_entry_be_changed(change, cast):
    funded(cast)
    entry = spend(cast)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        FundEntry.objects.filter(pk=entry.pk).update(**change)


def test_the_database_lets_no_entry_be_taken_away(cast):
    funded(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        spend(cast).delete()


def test_what_is_left_is_carried_over(cast):
    funded(cast)
    spend(cast, "400")
    fund = closed(cast)
    assert now(fund).held == 0
    assert now(Fund.objects.get(year=2027)).held == yuan("9600.00")


def test_or_it_is_returned_by_a_document(cast):
    fund = funded(cast)
    with pytest.raises(Refused) as refused:
        closed(cast, "returned", number="")
    assert "number" in refused.value.fields
    assert now(closed(cast, "returned")).returned == yuan("10000.00")
    assert not Fund.objects.filter(team=fund.team, year=2027).exists()


def test_a_year_is_not_closed_before_it_is_over(cast):
    funded(cast)
    with pytest.raises(Refused):
        closed(cast, on=date(2026, 12, 31))


def test_a_closed_year_takes_no_entry(cast):
    funded(cast)
    closed(cast)
    with pytest.raises(Conflict):
        spend(cast, on=date(2027, 1, 6))


def test_the_database_keeps_a_closed_year_closed(cast):
    funded(cast)
    entry = spend(cast)
    closed(cast)
    entry.pk, entry.number, entry.voucher = None, "x", "x"
    with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
        entry.save()


def test_the_county_opens_a_year_again_with_a_reason(cast):
    funded(cast)
    fund = closed(cast)
    with pytest.raises(Refused):
        fund_years.reopen(fund, why="", by=cast.actors["county"], on=date(2027, 1, 6))
    fund = fund_years.reopen(fund, why="漏记", by=cast.actors["county"], on=date(2027, 1, 6))
    assert now(fund).held == yuan("10000.00")
    assert now(Fund.objects.get(year=2027)).held == 0
    closed(cast)


def test_a_year_whose_rest_is_spent_already_is_not_opened_again(cast):
    funded(cast)
    fund = closed(cast)
    spend(cast, "1", year=2027, day=date(2027, 1, 6), on=date(2027, 1, 6))
    with pytest.raises(Refused, match="9999.00"):
        fund_years.reopen(fund, why="漏记", by=cast.actors["county"], on=date(2027, 1, 7))


@pytest.mark.parametrize("name", ["township", "leadership", "county2"])
def test_only_the_county_closes(name, cast):
    fund = funded(cast)
    with pytest.raises(NotAllowed):
        fund_years.close([fund], how="carried", by=cast.actors[name], on=date(2027, 1, 5))


CENTS = st.integers(1, 10**7).map(lambda cents: Decimal(cents) / 100)
KINDS = st.sampled_from(["allotment", "receipt", "carried_in", "expense", "returned", "carried_out"])


@given(st.lists(st.tuples(KINDS, CENTS, st.booleans()), max_size=30))
def test_the_running_balance_always_sums(drawn):
    entries = [FundEntry(kind=kind, amount=-amount if back else amount) for kind, amount, back in drawn]
    lines = fund_rules.running(entries)
    assert (lines[-1][1] if lines else 0) == sums(entries).held
    steps = zip(lines, lines[1:], strict=False)
    assert all(after - before == fund_rules.change(entry) for (_, before), (entry, after) in steps)


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_an_amount_is_taken_exactly_or_not_at_all(amount):
    try:
        taken = fund_rules.exact(amount)
    except Refused:
        taken = None
    cents = amount.is_finite() and amount * 100 == int(amount * 100)
    assert taken == (amount if cents and 0 < amount < 10**8 else None)


def test_a_quarter_knows_what_its_team_has_spent(cast):
    funded(cast)
    wrong = spend(cast, "300", number="记1")
    spend(cast, "120.50", number="记2")
    funds.reverse(wrong, why="记错", by=cast.actors["township"], on=cast.today)
    team = team_of(cast).pk
    first, last = date(DAY.year, 1, 1), date(DAY.year, 12, 31)
    assert funds_spent([team], first, last) == {team: [("", "120.50")]}
    assert funds_spent([team], last, last) == {team: [("", "0.00")]}
