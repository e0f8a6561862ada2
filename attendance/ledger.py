"""What the days add up to: a posting's standing against a yearly minimum. Pure arithmetic on counts and dates, no database.

`yearly_minimum` is computed once per kind, year and county; `judge` then takes a few microseconds a posting.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil

ATTENDANCE, TRAINING = "attendance", "training"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Minimum:
    """The yearly minimum of one kind in one year (二(三) training, 二(四) attendance)."""

    what: str
    year: int
    days: int | Decimal
    prorated: bool
    provisions: tuple


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a posting stands at the end of a day. Days are whole for attendance, halves are possible for training."""

    required: int | Decimal
    done: int | Decimal
    remaining: int | Decimal
    possible: int | Decimal
    forecast: int
    verdict: str
    latest_start: date | None


@dataclass(frozen=True, slots=True)
class Session:
    """A training session a cadre took part in: `days` person-days within a span of calendar days."""

    starts_on: date
    ends_on: date
    days: int | Decimal | Fraction


def yearly_minimum(policy, what: str, year: int) -> Minimum:
    """The minimum a policy sets for `attendance` or `training`, and whether part years are prorated."""
    days, prorate = policy[f"{what}.days_per_year"], policy[f"{what}.prorate"]
    return Minimum(what, year, days.value, prorate.value, (days, prorate))


def judge(minimum: Minimum, *, starts_on: date, ends_on: date | None, done, on: date) -> Standing:
    """The standing of one posting at the end of `on`, with `done` days counted within the posting and the year so far.

    Before the posting's first day in the year there is no pace yet: the forecast is what is still possible.
    """
    first, last = year_span(minimum.year)
    begin, end = max(starts_on, first), last if ends_on is None else min(ends_on, last)
    span = max((end - begin).days + 1, 0)
    elapsed = min(max((on - begin).days + 1, 0), span)
    left = span - elapsed
    required = _required(minimum, span)
    remaining = max(required - done, 0)
    possible = done + left
    forecast = int(done * span // elapsed) if elapsed else possible
    verdict = _verdict(remaining, left, forecast >= required)
    latest = end - ONE_DAY * (ceil(remaining) - 1) if 0 < remaining <= left else None
    return Standing(required, done, remaining, possible, forecast, verdict, latest)


def _required(minimum, span):
    """The minimum for `span` posting days of the year; a part year is prorated by calendar days, rounded up."""
    if not span or not minimum.prorated:
        return minimum.days if span else 0
    first, last = year_span(minimum.year)
    return -(-minimum.days * span // ((last - first).days + 1))


def _verdict(remaining, left, pace_suffices):
    if remaining <= 0:
        return "met"
    if remaining > left:
        return "impossible"
    return "on_track" if pace_suffices else "at_risk"


@lru_cache(maxsize=64)
def year_span(year: int) -> tuple[date, date]:
    """First and last day of a calendar year."""
    return date(year, 1, 1), date(year, 12, 31)


def span_in_year(year: int, starts_on: date, ends_on: date | None, on: date) -> tuple[date, date]:
    """The posting's days in the year up to the end of `on`, as (first, last); last < first when there are none."""
    first, last = year_span(year)
    return max(starts_on, first), min(last, on, ends_on or last)


def village_days(statuses: Iterable[str], counted: Iterable[str]) -> int:
    """How many confirmed days count as village days; which statuses do is policy data."""
    counts = frozenset(counted)
    return sum(status in counts for status in statuses)


def person_days(sessions: Iterable[Session], first: date, last: date):
    """Training days within first…last: every calendar day counts once at most, however many sessions it had.

    A session's person-days are booked on its earliest days still free, sessions that end first go first. They are booked over
    the whole session before anything is cut off, so that no day counts in two years.
    """
    booked: dict[date, Fraction] = {}
    for session in sorted(sessions, key=lambda s: (s.ends_on, s.starts_on)):
        _book(session, booked)
    return plain_number(sum((share for day, share in booked.items() if first <= day <= last), Fraction(0)))


def _book(session, booked):
    to_book = Fraction(session.days)
    day = session.starts_on
    while to_book > 0 and day <= session.ends_on:
        share = min(1 - booked.get(day, 0), to_book)
        if share:
            booked[day] = booked.get(day, 0) + share
        to_book -= share
        day += ONE_DAY


def plain_number(value: Fraction):
    """A whole number as int, halves and tenths as Decimal."""
    return int(value) if value == int(value) else Decimal(value.numerator) / value.denominator
