"""Quarters and windows: every day lies in one quarter, no window ends before its quarter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.refusals import Refused
from duties import rules
from duties.quarters import Quarter, ended_lately, last_ended, promised_by, quarter_of

DAYS = st.dates(date(2016, 1, 1), date(2099, 12, 31))
WINDOW = type("Window", (), {"value": 15})()


@given(DAYS)
def test_a_day_lies_in_its_quarter_and_in_no_other(day):
    quarter = quarter_of(day)
    assert quarter.first <= day <= quarter.last
    assert not quarter.before.last >= day
    assert not quarter.after.first <= day


@given(DAYS)
def test_quarters_follow_each_other_without_a_gap(day):
    quarter = quarter_of(day)
    assert quarter.last + timedelta(days=1) == quarter.after.first
    assert quarter.after.before == quarter


@given(DAYS)
def test_the_last_quarter_that_ended_is_over_and_the_next_is_not(day):
    assert last_ended(day).last < day <= last_ended(day).after.last


@given(DAYS)
def test_what_is_owed_ends_with_the_last_quarter_of_the_year_before(day):
    owed = ended_lately(day)
    assert all(quarter.last < day for quarter in owed)
    assert owed[-1] == Quarter(day.year - 1, 4)
    assert len(owed) == quarter_of(day).number


@given(DAYS, st.integers(1, 90))
def test_a_commitment_is_due_so_many_days_into_the_year_or_into_the_team(formed, days):
    due = promised_by(formed.year, formed, days)
    assert due >= formed
    assert due == max(date(formed.year, 1, 1), formed) + timedelta(days=days - 1)


def test_january_is_the_usual_window_of_a_commitment():
    assert promised_by(2026, date(2025, 9, 1), 31) == date(2026, 1, 31)


@given(DAYS, st.sampled_from(["", "  ", "雪灾断路"]))
def test_a_report_is_taken_after_its_quarter_and_late_only_with_a_reason(day, reason):
    quarter = Quarter(2026, 2)
    lawful = date(2026, 7, 1) <= day and (day <= date(2026, 7, 15) or bool(reason.strip()))
    if lawful:
        assert rules.may_be_handed_in(quarter, reason, WINDOW, day) == date(2026, 7, 15)
    else:
        with pytest.raises(Refused):
            rules.may_be_handed_in(quarter, reason, WINDOW, day)
