"""A county's monthly minimum: months judged beside the year, by the rule of the month."""

from datetime import date

from attendance.actions import check_thresholds
from attendance.models import Standing
from core.models import Notice
from tests.attendance.writing import confirmed, rule, standing
from tests.cast import TODAY

KEY = "attendance.days_per_month"


def months(posting):
    return list(
        Standing.objects.filter(posting=posting, kind="month").order_by("month").values_list("month", flat=True)
    )


def test_without_a_rule_there_are_no_months(cast):
    check_thresholds(on=TODAY)
    assert not Standing.objects.filter(kind="month").exists()


def test_a_month_is_met_with_its_days(cast):
    rule(cast, KEY, 20, date(2026, 1, 1))
    confirmed(cast, cast.postings["first"], date(2026, 6, 1), date(2026, 6, 20))
    check_thresholds(on=TODAY)
    june = standing(cast.postings["first"], "month", month=6)
    assert (june.done, june.required, june.verdict) == (20, 20, "met")


def test_a_month_that_is_over_short_of_days_can_no_longer_be_met(cast):
    rule(cast, KEY, 20, date(2026, 1, 1))
    confirmed(cast, cast.postings["first"], date(2026, 6, 1), date(2026, 6, 19))
    check_thresholds(on=TODAY)
    assert standing(cast.postings["first"], "month", month=6).verdict == "impossible"


def test_the_running_month_says_from_when_on_presence_is_needed(cast):
    rule(cast, KEY, 20, date(2026, 1, 1))
    confirmed(cast, cast.postings["first"], date(2026, 7, 1), date(2026, 7, 15))
    check_thresholds(on=TODAY)
    july = standing(cast.postings["first"], "month", month=7)
    assert (july.remaining, july.possible, july.latest_start) == (5, 26, date(2026, 7, 27))


def test_each_month_is_judged_by_its_own_rule(cast):
    rule(cast, KEY, 20, date(2026, 1, 1), date(2026, 6, 30))
    rule(cast, KEY, 22, date(2026, 7, 1))
    check_thresholds(on=TODAY)
    found = [standing(cast.postings["first"], "month", month=month).required for month in (6, 7)]
    assert found == [20, 22]


def test_a_month_without_a_rule_is_not_judged(cast):
    rule(cast, KEY, 20, date(2026, 7, 1))
    check_thresholds(on=TODAY)
    assert months(cast.postings["first"]) == [7]


def test_a_part_month_owes_its_share_rounded_up(cast):
    rule(cast, KEY, 20, date(2025, 1, 1))
    check_thresholds(on=date(2025, 9, 30))
    posting = cast.postings["first"]
    posting.ends_on, posting.end_kind = date(2025, 9, 16), "adjustment"
    posting.save()
    check_thresholds(on=date(2025, 9, 30))
    assert standing(posting, "month", year=2025, month=9).required == 11


def test_every_night_judges_this_month_and_the_last(cast):
    rule(cast, KEY, 20, date(2026, 1, 1))
    check_thresholds(on=TODAY)
    assert months(cast.postings["first"]) == [6, 7]


def test_whoever_is_touched_is_judged_for_every_month(cast):
    rule(cast, KEY, 20, date(2026, 1, 1))
    check_thresholds(on=TODAY, only=[cast.postings["first"].pk])
    assert months(cast.postings["first"]) == [1, 2, 3, 4, 5, 6, 7]


def test_the_neighbour_without_a_rule_has_no_months(cast):
    rule(cast, KEY, 20, date(2026, 1, 1))
    check_thresholds(on=TODAY)
    assert months(cast.postings["elsewhere"]) == []


def test_a_month_is_listed_and_never_told(cast):
    check_thresholds(on=TODAY)
    told = Notice.objects.count()
    rule(cast, KEY, 20, date(2026, 1, 1))
    check_thresholds(on=TODAY)
    assert Notice.objects.count() == told
