"""The ledger against a slow, obvious reference that walks through the year day by day."""

from calendar import isleap
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance import ledger
from attendance.ledger import Minimum, Session

YEARS = st.integers(2019, 2028)
DAYS = st.dates(date(2018, 4, 16), date(2029, 12, 31))
MINIMUMS = st.integers(0, 250)


def days_of(year):
    """Every day of a year."""
    first = date(year, 1, 1)
    return [first + timedelta(days=number) for number in range(366 if isleap(year) else 365)]


def reference(minimum, starts_on, ends_on, present, on):
    """Walk through the year and count on fingers."""
    year = days_of(minimum.year)
    posting = [day for day in year if starts_on <= day and (ends_on is None or day <= ends_on)]
    past, left = [day for day in posting if day <= on], [day for day in posting if day > on]
    done = sum(day in present for day in past)
    required = (
        ceil(Fraction(minimum.days * len(posting), len(year))) if minimum.prorated else minimum.days if posting else 0
    )
    possible = done + len(left)
    forecast = floor(done + Fraction(done, len(past)) * len(left)) if past else possible
    verdict = (
        "met"
        if done >= required
        else "impossible"
        if possible < required
        else "on_track"
        if forecast >= required
        else "at_risk"
    )
    starts = [day for number, day in enumerate(left) if done + len(left) - number >= required]
    latest = starts[-1] if verdict in ("on_track", "at_risk") else None
    return ledger.Standing(required, done, max(required - done, 0), possible, forecast, verdict, latest)


@st.composite
def situations(draw):
    """A minimum, a posting, the days it was present, and the day of judgement."""
    minimum = Minimum("attendance", draw(YEARS), draw(MINIMUMS), draw(st.booleans()), ())
    starts_on = draw(DAYS)
    ends_on = draw(st.none() | st.dates(starts_on, date(2030, 12, 31)))
    every, offset = draw(st.integers(1, 9)), draw(st.integers(0, 8))
    present = {day for number, day in enumerate(days_of(minimum.year)) if number % every >= offset}
    return (
        minimum,
        starts_on,
        ends_on,
        present,
        draw(st.dates(date(minimum.year - 1, 12, 1), date(minimum.year + 1, 1, 31))),
    )


@given(situations())
def test_the_arithmetic_agrees_with_counting_on_fingers(situation):
    minimum, starts_on, ends_on, present, on = situation
    first, last = ledger.span_in_year(minimum.year, starts_on, ends_on, on)
    done = sum(first <= day <= last for day in present)
    assert ledger.judge(minimum, starts_on=starts_on, ends_on=ends_on, done=done, on=on) == reference(*situation)


@given(situations())
def test_presence_from_the_latest_start_on_just_reaches_the_minimum(situation):
    minimum, starts_on, ends_on, present, on = situation
    standing = reference(*situation)
    if standing.latest_start is None:
        return
    end = min(ends_on or date.max, date(minimum.year, 12, 31))
    assert standing.done + (end - standing.latest_start).days + 1 == standing.required


@given(situations(), st.integers(0, 60))
def test_more_days_never_make_a_standing_worse(situation, more):
    minimum, starts_on, ends_on, _, on = situation
    ranks = ["impossible", "at_risk", "on_track", "met"]
    fewer, many = (
        ledger.judge(minimum, starts_on=starts_on, ends_on=ends_on, done=done, on=on) for done in (10, 10 + more)
    )
    assert ranks.index(fewer.verdict) <= ranks.index(many.verdict)


@pytest.mark.parametrize(("year", "required"), [(2026, 200), (2024, 200)])
def test_a_whole_year_owes_the_whole_minimum(year, required):
    minimum = Minimum("attendance", year, 200, True, ())
    assert (
        ledger.judge(minimum, starts_on=date(2020, 1, 1), ends_on=None, done=0, on=date(year, 1, 1)).required
        == required
    )


def test_half_days_are_told_exactly():
    minimum = Minimum("training", 2026, 4, False, ())
    found = ledger.judge(minimum, starts_on=date(2026, 1, 1), ends_on=None, done=Decimal("3.5"), on=date(2026, 12, 30))
    assert (found.remaining, found.possible, found.latest_start) == (Decimal("0.5"), Decimal("4.5"), date(2026, 12, 31))


# ── training days ────────────────────────────────────────────────────────────────────────────────────────────────────

SESSIONS = st.lists(
    st.builds(
        lambda start, length, halves: Session(start, start + timedelta(days=length), Decimal(halves) / 2),
        st.dates(date(2026, 1, 1), date(2026, 1, 20)),
        st.integers(0, 5),
        st.integers(1, 14),
    ),
    max_size=6,
)
JANUARY = date(2026, 1, 1), date(2026, 1, 31)


def covered(sessions):
    return {day for session in sessions for day in days_of(2026) if session.starts_on <= day <= session.ends_on}


@given(SESSIONS)
def test_no_calendar_day_counts_more_than_once(sessions):
    assert ledger.person_days(sessions, *JANUARY) <= len(covered(sessions))


@given(SESSIONS)
def test_no_session_counts_more_than_its_days(sessions):
    assert ledger.person_days(sessions, *JANUARY) <= sum(session.days for session in sessions)


@given(SESSIONS, st.randoms())
def test_the_order_of_entry_does_not_matter(sessions, shuffler):
    mixed = sessions[:]
    shuffler.shuffle(mixed)
    assert ledger.person_days(mixed, *JANUARY) == ledger.person_days(sessions, *JANUARY)


@given(SESSIONS, st.dates(date(2026, 1, 1), date(2026, 1, 30)))
def test_cutting_a_span_in_two_loses_and_gains_nothing(sessions, cut):
    first, last = JANUARY
    halves = ledger.person_days(sessions, first, cut) + ledger.person_days(sessions, cut + timedelta(days=1), last)
    assert halves == ledger.person_days(sessions, *JANUARY)


@given(SESSIONS)
def test_a_session_on_free_days_counts_in_full(sessions):
    alone = Session(date(2026, 1, 30), date(2026, 1, 31), Decimal("1.5"))
    assert ledger.person_days([*sessions, alone], *JANUARY) == ledger.person_days(sessions, *JANUARY) + Decimal("1.5")
