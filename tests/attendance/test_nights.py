"""The nightly check at the edges of days and years, run twice, run late, run on a clock that was set back."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from attendance.actions import check_thresholds
from attendance.models import Standing
from attendance.tasks import nightly, posting_ended, touched
from core.clock import today
from core.models import Notice, OutboxMessage
from teams.actions import close_posting
from tests.attendance.writing import confirmed, standing
from tests.cast import TODAY


@pytest.fixture
def at(settings, monkeypatch):
    """`at("2026-12-31 23:30")` is that moment in Shanghai."""
    settings.TODAY = ""

    def turned_to(words):
        moment = datetime.fromisoformat(words + ":00+08:00")
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return turned_to


def night():
    nightly({"on": today().isoformat()})


def years():
    return sorted(set(Standing.objects.values_list("year", flat=True)))


def test_half_an_hour_before_midnight_it_is_still_the_old_year(cast, at):
    at("2026-12-31 23:30")
    night()
    assert years() == [2026]


def test_half_an_hour_after_midnight_both_years_are_judged(cast, at):
    at("2027-01-01 00:30")
    night()
    assert years() == [2026, 2027]


def test_in_february_the_old_year_rests(cast, at):
    at("2027-02-01 00:30")
    night()
    assert years() == [2027]


def test_a_day_confirmed_in_january_still_counts_for_december(cast, at):
    confirmed(cast, cast.postings["first"], date(2026, 1, 1), date(2026, 7, 18))
    at("2027-01-01 00:30")
    night()
    confirmed(cast, cast.postings["first"], date(2026, 12, 31))
    at("2027-01-05 00:30")
    night()
    assert (standing(cast.postings["first"]).done, standing(cast.postings["first"]).verdict) == (200, "met")


def test_the_last_day_of_february_counts_in_a_leap_year(cast):
    posting = cast.postings["first"]
    posting.starts_on = date(2024, 1, 1)
    posting.save()
    confirmed(cast, posting, date(2024, 2, 28), date(2024, 3, 1))
    check_thresholds(on=date(2024, 3, 1))
    assert (standing(posting, year=2024).done, standing(posting, year=2024).possible) == (3, 308)


def test_a_clock_set_back_takes_nothing_back(cast, at):
    at("2026-07-21 00:30")
    night()
    told = list(Standing.objects.order_by("pk").values())
    at("2026-07-20 23:30")
    night()
    assert list(Standing.objects.order_by("pk").values()) == told


def test_on_a_clock_set_back_a_correction_still_arrives(cast, at):
    at("2026-07-21 00:30")
    night()
    confirmed(cast, cast.postings["first"], date(2026, 7, 1))
    at("2026-07-20 23:30")
    touched({"postings": [cast.postings["first"].pk], "years": [2026]})
    assert (standing(cast.postings["first"]).done, standing(cast.postings["first"]).as_of) == (1, date(2026, 7, 21))


def test_a_night_caught_up_late_changes_nothing(cast):
    check_thresholds(on=TODAY)
    told = Notice.objects.count()
    found = check_thresholds(on=TODAY - timedelta(days=3))
    assert (found["written"], found["changed"], Notice.objects.count()) == (0, 0, told)


def test_after_a_clock_that_ran_ahead_an_officer_judges_again(cast):
    check_thresholds(on=TODAY + timedelta(days=30))
    call_command("check_thresholds", on=TODAY, back=True, verbosity=0)
    assert standing(cast.postings["first"]).as_of == TODAY


def test_a_posting_that_begins_tomorrow_is_not_judged_today(cast):
    posting = cast.postings["first"]
    posting.starts_on = TODAY + timedelta(days=1)
    posting.save()
    check_thresholds(on=TODAY)
    assert not Standing.objects.filter(posting=posting).exists()


def test_a_year_without_published_holidays_is_judged_like_any_other(cast):
    confirmed(cast, cast.postings["first"], date(2027, 1, 1), date(2027, 7, 19))
    check_thresholds(on=date(2027, 7, 20))
    assert standing(cast.postings["first"], year=2027).verdict == "met"


def test_a_posting_that_ends_early_is_judged_again_at_once(cast):
    check_thresholds(on=TODAY)
    close_posting(
        cast.postings["first"], last_day=date(2026, 7, 10), kind="adjustment", by=cast.actors["province"], on=TODAY
    )
    posting_ended(OutboxMessage.objects.get(task="teams.posting_ended").payload)
    assert standing(cast.postings["first"]).required == 105
