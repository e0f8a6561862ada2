"""Days a county's rule proposes as rest; whether rest counts is another rule."""

import json
from datetime import date

import pytest

from attendance.actions import check_thresholds, confirm_span
from attendance.month import month_sheet
from attendance.resting import rest_days
from attendance.sheet import sheet
from core.models import Holiday
from tests.attendance.writing import COUNTED, rule, standing
from tests.cast import TODAY

KEY, COUNTY = "attendance.rest", "630222"
FRIDAY, SATURDAY, SUNDAY = date(2026, 7, 17), date(2026, 7, 18), date(2026, 7, 19)


@pytest.fixture
def resting(cast):
    rule(cast, KEY, ["weekend"], date(2026, 1, 1))
    return cast


def said(cast, day):
    return {line.status for line in sheet(cast.actors["clerk"], day)}


def test_without_a_rule_no_day_is_proposed_as_rest(cast):
    assert said(cast, SATURDAY) == {"in_village"}


def test_weekends_are_proposed_as_rest_where_the_county_says_so(resting):
    assert (said(resting, FRIDAY), said(resting, SATURDAY)) == ({"in_village"}, {"rest"})


def test_the_neighbour_has_its_own_weekends(resting):
    assert rest_days("630202101", FRIDAY, SUNDAY) == frozenset()


def test_a_weekend_that_is_worked_instead_is_no_rest(resting):
    Holiday.objects.create(day=SATURDAY, works=True, name="补班")
    assert rest_days(COUNTY, FRIDAY, SUNDAY) == {SUNDAY}


def test_holidays_alone_leave_weekends_alone(cast):
    rule(cast, KEY, ["holiday"], date(2026, 1, 1))
    Holiday.objects.create(day=FRIDAY, works=False, name="节")
    assert rest_days(COUNTY, FRIDAY, SUNDAY) == {FRIDAY}


def test_a_list_of_holidays_for_next_year_changes_nothing_this_year(cast):
    rule(cast, KEY, ["holiday"], date(2026, 1, 1))
    Holiday.objects.create(day=date(2027, 7, 16), works=False, name="节")
    assert rest_days(COUNTY, FRIDAY, SUNDAY) == frozenset()


def test_2027_of_which_no_list_is_published_has_its_weekends(cast):
    rule(cast, KEY, ["weekend", "holiday"], date(2026, 1, 1))
    assert rest_days(COUNTY, date(2027, 1, 1), date(2027, 1, 3)) == {date(2027, 1, 2), date(2027, 1, 3)}


def test_the_rule_proposes_from_its_own_day_on(cast):
    rule(cast, KEY, ["weekend"], SUNDAY)
    assert rest_days(COUNTY, FRIDAY, SUNDAY) == {SUNDAY}


def test_rest_confirmed_as_proposed_does_not_count(resting):
    confirm_span(FRIDAY, SUNDAY, by=resting.actors["clerk"], on=TODAY)
    check_thresholds(on=TODAY)
    assert standing(resting.postings["first"]).done == 1


def test_rest_counts_where_the_county_counts_it(resting):
    rule(resting, COUNTED, ["in_village", "rest"], date(2026, 1, 1))
    confirm_span(FRIDAY, SUNDAY, by=resting.actors["clerk"], on=TODAY)
    check_thresholds(on=TODAY)
    assert standing(resting.postings["first"]).done == 3


def test_the_month_proposes_the_same_days(resting):
    found = month_sheet(resting.actors["clerk"], "630222100", date(2026, 7, 1), TODAY)
    cells = json.loads(found["cells"][str(resting.postings["first"].pk)])
    assert (cells["18"][0], "17" in cells) == ("rest", False)
