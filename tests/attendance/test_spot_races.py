"""Two at the same moment: one check is recorded once, one discrepancy is opened once and settled once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from attendance.actions import compare, record_check, settle_discrepancy
from attendance.models import Discrepancy, SpotCheck
from core.models import Record
from core.refusals import Conflict, Refused
from tests.attendance.checking import TOMORROW, checked, discrepancy, plan, said, sheet_says
from tests.cast import TODAY

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """The kinds of the refusals, None for what was done."""

    def run(deed):
        try:
            deed()
        except Refused as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_two_officers_record_one_check_and_one_of_them_is_told(fresh_cast):
    made = plan(fresh_cast, "first").checks.get()
    deeds = [
        lambda who=who, result=result: record_check(made, said(result), by=fresh_cast.actors[who], on=TODAY)
        for who, result in (("county", "in_village"), ("county_b", "not_found"))
    ]
    assert sorted(at_once(*deeds), key=str) == [Conflict, None]
    assert Record.objects.filter(verb="record_spot_check").count() == 1


def test_ten_touches_of_one_officer_are_one_record(fresh_cast):
    made = plan(fresh_cast, "first").checks.get()
    deeds = [lambda: record_check(made, said("in_village"), by=fresh_cast.actors["county"], on=TODAY)] * 10
    assert at_once(*deeds) == [None] * 10
    assert Record.objects.filter(verb="record_spot_check").count() == 1


def test_the_same_comparison_five_times_at_once_opens_one_discrepancy(fresh_cast):
    checked(fresh_cast)
    sheet_says(fresh_cast, "in_village")
    at_once(*[lambda: compare([fresh_cast.postings["first"].pk], on=TODAY)] * 5)
    assert Discrepancy.objects.count() == 1


def test_one_of_two_settlements_stands(fresh_cast):
    case = discrepancy(fresh_cast, by="prefecture")
    deeds = [
        lambda who=who, outcome=outcome: settle_discrepancy(
            case, outcome, "核实", by=fresh_cast.actors[who], on=TOMORROW
        )
        for who, outcome in (("county", "sheet_right"), ("county_b", "check_right"))
    ]
    assert sorted(at_once(*deeds), key=str) == [Conflict, None]
    assert SpotCheck.objects.get().result == "not_found"
