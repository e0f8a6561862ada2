"""Two bookings at once against the last yuan, one voucher booked by two officers: exactly one wins."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection

from core.refusals import Refused
from support.fund_rules import sums
from support.models import FundEntry
from tests.support.funding import allot, funded, receive, spend

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """The kinds of the refusals, None for what was done."""

    def run(deed):
        try:
            deed()
        except (Refused, IntegrityError) as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_of_eight_bookings_against_the_last_yuan_one_wins(fresh_cast):
    fund = funded(fresh_cast)
    spend(fresh_cast, "9999", number="大额")
    answers = at_once(*[lambda n=n: spend(fresh_cast, "1", number=f"{n}") for n in range(8)])
    assert answers.count(None) == 1
    assert sums(fund.entries.all()).held == 0


def test_one_voucher_booked_for_two_teams_at_once_is_booked_once(fresh_cast):
    funded(fresh_cast)
    other = fresh_cast.teams["630222100200"]
    allot(fresh_cast, teams=[other])
    receive(fresh_cast, team=other)
    answers = at_once(lambda: spend(fresh_cast, by="county"), lambda: spend(fresh_cast, team=other, by="county_b"))
    assert answers.count(None) == 1
    assert FundEntry.objects.filter(kind="expense").count() == 1


def test_a_document_that_allots_eight_times_at_once_allots_once(fresh_cast):
    answers = at_once(*[lambda: allot(fresh_cast)] * 8)
    assert answers.count(None) == 1
    assert [entry.amount for entry in FundEntry.objects.all()] == [Decimal("10000.00")]
