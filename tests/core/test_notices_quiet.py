"""Quiet hours and digests on the house's clock, whatever the moment's own zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.quiet import is_quiet, loud, next_digest

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = time(20), time(8)
MINUTES = st.integers(0, 24 * 60 - 1).map(lambda n: time(n // 60, n % 60))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))


def at(day, hour, minute=0):
    return datetime(2026, 7, day, hour, minute, tzinfo=SHANGHAI)


def quiet_minutes(begins, ends):
    """The slow reference: the quiet minutes of a day, walked one by one."""
    found, minute = set(), begins
    while minute != ends:
        found.add(minute)
        minute = (datetime.combine(date(2026, 1, 1), minute) + timedelta(minutes=1)).time()
    return found


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(20, 23, 30), at(21, 8)),
        (at(21, 0, 30), at(21, 8)),
        (at(20, 19, 59), at(20, 19, 59)),
        (at(20, 20), at(21, 8)),
        (at(21, 8), at(21, 8)),
    ],
)
def test_what_falls_into_the_night_waits_for_the_morning(moment, expected):
    assert loud(moment, *NIGHT) == expected


def test_a_moment_in_another_zone_is_read_in_beijing():
    assert loud(datetime(2026, 7, 20, 15, 30, tzinfo=UTC), *NIGHT) == at(21, 8)


@given(MINUTES, MINUTES, MINUTES)
@example(time(0, 0), time(23, 30), time(0, 30))
def test_quiet_is_what_lies_between_the_ends(moment, begins, ends):
    assert is_quiet(moment, begins, ends) == (moment in quiet_minutes(begins, ends))


@given(MINUTES)
def test_equal_ends_mean_no_quiet_hours(edge):
    assert not is_quiet(edge, edge, edge)


@given(MOMENTS, MINUTES, MINUTES)
def test_the_loud_moment_is_the_first_that_is_not_quiet(moment, begins, ends):
    found = loud(moment, begins, ends)
    assert not is_quiet(found.astimezone(SHANGHAI).time(), begins, ends)
    assert moment <= found < moment + timedelta(days=1)


@given(MOMENTS, st.integers(5, 19), MINUTES, MINUTES)
def test_a_digest_is_never_quiet_and_never_more_than_two_days_away(moment, hour, begins, ends):
    due = next_digest(moment, hour, begins, ends)
    assert not is_quiet(due.astimezone(SHANGHAI).time(), begins, ends)
    assert moment <= due <= moment + timedelta(days=2)


@given(MOMENTS, st.integers(5, 19), MINUTES, MINUTES)
def test_there_is_one_digest_a_day(moment, hour, begins, ends):
    due = next_digest(moment, hour, begins, ends)
    after = next_digest(due + timedelta(minutes=1), hour, begins, ends)
    assert (after.astimezone(SHANGHAI).date() - due.astimezone(SHANGHAI).date()).days == 1


@pytest.mark.parametrize(
    ("moment", "day"), [(at(20, 7, 59), 20), (at(20, 8), 20), (at(20, 8, 1), 21), (at(20, 23, 30), 21)]
)
def test_the_usual_digest_leaves_at_eight(moment, day):
    assert next_digest(moment, 8, *NIGHT) == at(day, 8)


def test_a_digest_that_falls_into_quiet_hours_leaves_when_they_end():
    assert next_digest(at(20, 9), 8, time(22), time(10)) == at(20, 10)
