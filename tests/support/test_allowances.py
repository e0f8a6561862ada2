"""Allowances: who is entitled to which, who pays, paid once a month, exact to the cent."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.policy import policy_in_force
from core.refusals import Conflict, NotAllowed, Refused
from support.allowance_rules import Sender, entitlements
from support.entitled import entitled
from support.models import Allowance
from teams.models import Posting
from tests.support.caring import pay

POLICY = policy_in_force("630222", date(2026, 7, 20))


def payers(level, kind="organ"):
    return {
        one.kind: (one.payer, one.payer_name) for one in entitlements(Sender("单位", level, kind, "海东市"), POLICY)
    }


@pytest.mark.parametrize("level", ["provincial", "prefecture", "county", "township"])
def test_the_finance_office_of_the_senders_level_pays_two_and_the_unit_the_meals(level):
    finance, unit = ("level_finance", "海东市"), ("unit_funds", "单位")
    assert payers(level) == {"remote_area": finance, "township_post": finance, "meals": unit}


@pytest.mark.parametrize(
    ("level", "kind"), [("central", "organ"), ("provincial", "enterprise"), ("county", "enterprise")]
)
def test_central_units_and_enterprises_pay_by_reference(level, kind):
    assert set(payers(level, kind).values()) == {("by_reference", "单位")}


def test_the_township_member_is_paid_by_the_townships_level(cast):
    rows = Posting.objects.filter(pk=cast.postings["town"].pk).select_related("pairing", "cadre__township")
    ((_posting, rights),) = entitled(rows, cast.today)
    assert rights[0].payer_name == "川口镇"


def test_a_unit_enters_a_month_for_all_its_people(cast):
    assert pay(cast) == 2
    assert {str(row.amount) for row in Allowance.objects.all()} == {"1800.00"}


def test_a_month_is_paid_once(cast):
    pay(cast, "first")
    with pytest.raises(Conflict, match="队长甲"):
        pay(cast)
    assert pay(cast, "first", kind="remote_area") == 1


def test_the_database_holds_that_too(cast):
    pay(cast, "first")
    row = Allowance.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError, match="allowance_paid_once_a_month"), transaction.atomic():
        row.save()


@pytest.mark.parametrize("amount", ["0", "-1", "1.005"])
def test_an_amount_is_exact_and_above_zero(amount, cast):
    with pytest.raises(Refused) as refused:
        pay(cast, "first", amount=amount)
    assert f"{cast.postings['first'].pk}-meals" in refused.value.fields


@pytest.mark.parametrize(
    "when",
    [
        {"month": date(2026, 8, 1)},
        {"month": date(2026, 6, 2)},
        {"paid_on": date(2026, 5, 31)},
        {"paid_on": date(2026, 7, 21)},
        {"month": date(2025, 8, 1), "paid_on": date(2025, 8, 31)},
    ],
)
def test_a_month_has_begun_and_lies_in_the_posting(when, cast):
    with pytest.raises(Refused):
        pay(cast, "first", **when)


@pytest.mark.parametrize("name", ["unit2", "county2", "township", "prefecture"])
def test_only_the_sender_and_the_county_enter_it(name, cast):
    with pytest.raises(NotAllowed):
        pay(cast, by=name)
