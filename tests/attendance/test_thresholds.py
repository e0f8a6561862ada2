"""The nightly check: right numbers, alerts once per change, nothing twice."""

from datetime import date, timedelta

from attendance.actions import Entry, check_thresholds, confirm_days
from attendance.models import Standing
from core.models import Notice
from tests.cast import TODAY


def confirm(cast, posting, first, last, status="in_village"):
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    entries = [Entry(posting.pk, day, status) for day in days]
    return confirm_days(entries, by=cast.actors["clerk"], on=TODAY)


def standing(posting, kind="attendance"):
    return Standing.objects.get(posting=posting, year=2026, kind=kind)


def test_two_hundred_confirmed_days_meet_the_minimum(cast):
    confirm(cast, cast.postings["first"], date(2026, 1, 1), date(2026, 7, 19))
    check_thresholds(on=TODAY)
    assert (standing(cast.postings["first"]).done, standing(cast.postings["first"]).verdict) == (200, "met")


def test_unconfirmed_days_do_not_count(cast):
    check_thresholds(on=TODAY)
    assert standing(cast.postings["first"]).done == 0


def test_leave_does_not_count_and_training_does(cast):
    confirm(cast, cast.postings["first"], date(2026, 7, 1), date(2026, 7, 2), "leave")
    confirm(cast, cast.postings["first"], date(2026, 7, 3), date(2026, 7, 5), "training")
    check_thresholds(on=TODAY)
    assert standing(cast.postings["first"]).done == 3


def test_a_second_run_changes_nothing(cast):
    check_thresholds(on=TODAY)
    told = Notice.objects.count()
    assert check_thresholds(on=TODAY) == {"judged": 8, "written": 0, "changed": 0}
    assert Notice.objects.count() == told


def test_a_change_of_verdict_is_told_to_clerk_county_unit_and_cadre_once(cast):
    check_thresholds(on=date(2026, 6, 14))
    Notice.objects.all().delete()
    check_thresholds(on=date(2026, 6, 15))
    told = Notice.objects.filter(params__who="队长甲", kind="verdict_impossible")
    assert sorted(told.values_list("office", flat=True)) == ["cadre", "clerk", "county", "unit"]


def test_the_standing_keeps_the_provisions_it_used(cast):
    check_thresholds(on=TODAY)
    cited = {p["key"]: p["value"] for p in standing(cast.postings["first"]).provisions}
    assert cited["attendance.days_per_year"] == 200
