"""Old days are judged by old rules: each day counts by the rule in force on that day."""

from datetime import date

import pytest

from attendance.actions import check_thresholds
from tests.attendance.writing import COUNTED, confirmed, rule, standing
from tests.cast import TODAY

STAY = ["in_village"]


@pytest.fixture
def errands(cast):
    """Ten errands, five of them before 10 July."""
    confirmed(cast, cast.postings["first"], date(2026, 7, 5), date(2026, 7, 14), "report_out")
    return cast


def done(cast, on=TODAY, **more):
    check_thresholds(on=on, **more)
    return standing(cast.postings["first"]).done


def test_a_rule_entered_in_mid_year_leaves_the_days_before_it_alone(errands):
    rule(errands, COUNTED, STAY, date(2026, 7, 10))
    assert done(errands) == 5


def test_a_rule_counts_on_its_last_day_and_no_longer(errands):
    rule(errands, COUNTED, STAY, date(2026, 1, 1), date(2026, 7, 9))
    assert done(errands) == 5


def test_a_rule_between_two_days_holds_between_them_only(errands):
    rule(errands, COUNTED, STAY, date(2026, 7, 7), date(2026, 7, 8))
    assert done(errands) == 8


def test_the_neighbouring_countys_rule_counts_nothing_here(errands):
    rule(errands, COUNTED, STAY, date(2026, 1, 1), area="630202")
    assert done(errands) == 10


def test_a_later_rule_for_rest_makes_later_rest_count(cast):
    confirmed(cast, cast.postings["first"], date(2026, 6, 28), date(2026, 7, 3), "rest")
    rule(cast, COUNTED, ["in_village", "rest"], date(2026, 7, 1))
    assert done(cast) == 3


def test_a_rule_of_the_next_year_changes_nothing_in_the_year_that_is_over(errands):
    rule(errands, COUNTED, STAY, date(2027, 1, 1))
    assert done(errands, on=date(2027, 1, 20), year=2026) == 10


def test_the_yearly_minimum_is_that_of_the_day_judged(cast):
    rule(cast, "attendance.days_per_year", 220, date(2026, 7, 1))
    check_thresholds(on=date(2026, 6, 30))
    before = standing(cast.postings["first"]).required
    check_thresholds(on=date(2026, 7, 1))
    assert (before, standing(cast.postings["first"]).required) == (200, 220)


def test_a_minimum_of_next_year_leaves_the_finished_year_alone(cast):
    rule(cast, "attendance.days_per_year", 220, date(2027, 1, 1))
    check_thresholds(on=date(2027, 1, 20), year=2026)
    assert standing(cast.postings["first"]).required == 200


def test_a_day_beyond_the_end_of_the_posting_does_not_count(errands):
    posting = errands.postings["first"]
    posting.ends_on, posting.end_kind = date(2026, 7, 10), "adjustment"
    posting.save()
    assert done(errands) == 6


def test_the_standing_cites_the_rule_with_its_document(errands):
    rule(errands, COUNTED, STAY, date(2026, 7, 10))
    check_thresholds(on=TODAY)
    papers = {line["key"]: line["document_number"] for line in standing(errands.postings["first"]).provisions}
    assert papers[COUNTED] == "民组发1号"
