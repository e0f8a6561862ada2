"""Alerts: once per change of verdict, along the chain clerk → county → unit."""

from datetime import date, timedelta

import pytest

from attendance.actions import check_thresholds, tell_further
from attendance.actions.alerts import tell_of
from attendance.models import Standing
from attendance.standings import judged
from core.models import CountyRule, Notice

MARCH = date(2026, 3, 1)  # nobody has a day yet, everybody could still make it
WEEK = timedelta(days=7)


def told(kind="verdict_at_risk", who="队长甲"):
    rows = Notice.objects.filter(kind=kind, params__who=who)
    return sorted(rows.values_list("office", flat=True))


@pytest.fixture
def at_risk(cast):
    """Everybody is at risk since the first of March."""
    check_thresholds(on=MARCH)
    return cast


def test_of_somebody_at_risk_the_clerk_and_the_cadre_know_first(at_risk):
    assert told() == ["cadre", "clerk"]


def test_the_county_hears_of_it_after_a_week(at_risk):
    tell_further(on=MARCH + WEEK - timedelta(days=1))
    assert told() == ["cadre", "clerk"]
    tell_further(on=MARCH + WEEK)
    assert told() == ["cadre", "clerk", "county"]


def test_the_unit_hears_of_it_after_two_weeks(at_risk):
    tell_further(on=MARCH + 2 * WEEK)
    assert told() == ["cadre", "clerk", "county", "unit"]


def test_no_night_repeats_what_was_told(at_risk):
    for night in range(30):
        check_thresholds(on=MARCH + timedelta(days=night))
        tell_further(on=MARCH + timedelta(days=night))
    assert told() == ["cadre", "clerk", "county", "unit"]


def test_a_job_that_missed_nights_still_tells_everybody_once(at_risk):
    assert tell_further(on=MARCH + 10 * WEEK)["told"] > 0
    assert tell_further(on=MARCH + 11 * WEEK) == {"told": 0}


def test_what_can_no_longer_be_met_is_told_to_all_at_once(at_risk):
    check_thresholds(on=date(2026, 7, 20))
    assert told("verdict_impossible") == ["cadre", "clerk", "county", "unit"]


def test_who_was_told_of_a_risk_is_told_that_it_is_over(at_risk):
    row = next(row for row in judged(2026, MARCH) if row[0].name == "队长甲" and row[1] == "attendance")
    better = (row[0], row[1], Standing(verdict="on_track", done=50, required=200), row[3])
    tell_of([better], {(row[0].pk, "attendance"): ("at_risk", MARCH - WEEK)}, 2026, MARCH)
    assert told("verdict_on_track") == ["cadre", "clerk", "county"]


def test_a_member_from_the_township_has_no_unit_to_tell(at_risk):
    tell_further(on=MARCH + 5 * WEEK)
    assert told(who="乡员丙") == ["clerk", "county"]


def test_a_county_may_want_to_know_sooner(at_risk):
    CountyRule.objects.create(
        area="630222",
        key="notices.to_county_after_days",
        value=1,
        effective_from=date(2026, 1, 1),
        document_number="民组〔2026〕1号",
        entered_by=at_risk.users["county"],
    )
    tell_further(on=MARCH + timedelta(days=1))
    assert told() == ["cadre", "clerk", "county"]


def test_a_second_change_is_told_again(at_risk):
    check_thresholds(on=date(2026, 7, 20))
    Standing.objects.update(verdict="on_track", verdict_since=date(2026, 7, 1))
    check_thresholds(on=date(2026, 7, 21))
    assert len(told("verdict_impossible")) == 8


def test_the_chain_takes_few_statements_however_many_wait(at_risk, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        tell_further(on=MARCH + 5 * WEEK)
