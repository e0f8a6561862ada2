"""Person-days from half days, against a slow and obvious count: every half of every day is looked at by itself."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from attendance import halves
from attendance.ledger import Session, person_days

FIRST = date(2025, 12, 20)
HALF = Decimal("0.5")
starts = st.integers(0, 25).map(lambda days: FIRST + timedelta(days=days))
numbers = st.sets(st.integers(0, 9), min_size=1)
session = st.tuples(starts, numbers, st.sets(st.integers(0, 9)))


def slowly(sessions, first, last):
    """Walks the span day by day, adding half a day for every half attended, never more than a day."""
    total, day = Decimal(0), first
    while day <= last:
        found = Decimal(0)
        for starts_on, laid, missed in sessions:
            for half in laid - missed:
                if starts_on + timedelta(days=half // 2) == day:
                    found += HALF
        total += min(found, Decimal(1))
        day += timedelta(days=1)
    return total


def as_sessions(taken):
    return [
        Session(day, day, share)
        for starts_on, laid, missed in taken
        for day, share in halves.shares(starts_on, laid, missed).items()
    ]


@given(st.lists(session, max_size=6), starts, st.integers(0, 20))
def test_person_days_are_the_halves_of_every_day_capped_at_one(taken, first, length):
    last = first + timedelta(days=length)
    assert person_days(as_sessions(taken), first, last) == slowly(taken, first, last)


@given(st.lists(session, max_size=6))
def test_no_day_counts_in_two_years(taken):
    sessions = as_sessions(taken)
    years = [person_days(sessions, date(y, 1, 1), date(y, 12, 31)) for y in (2025, 2026)]
    assert sum(years) == person_days(sessions, date(2025, 1, 1), date(2026, 12, 31))


@given(st.sets(st.integers(0, 60), min_size=1), starts)
def test_a_timetable_that_begins_later_keeps_its_half_days(laid, starts_on):
    first, last, fresh = halves.moved(laid, starts_on)
    assert halves.dated(first, fresh) == halves.dated(starts_on, laid)
    assert (first, last) == (min(halves.shares(first, fresh)), max(halves.shares(first, fresh)))


@given(st.integers(1, 40).map(lambda n: n * HALF), st.sampled_from([0, 1]))
def test_days_laid_without_a_gap_are_as_many_halves(days, begins):
    assert len(halves.laid(days, begins)) * HALF == days
    assert halves.laid(days, begins)[0] == begins
