"""What the days add up to: a posting's standing against a yearly or monthly minimum. Pure arithmetic, no database.

A minimum is made once per kind, year and county; `judge` then takes a few microseconds a posting.
"""

import calendar
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import NamedTuple

ATTENDANCE, TRAINING, MONTH = "attendance", "training", "month"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Minimum:
    """The minimum of one kind in one year (二(三) training, 二(四) attendance), or in one of its months (county rules)."""

    what: str
    year: int
    days: int | Decimal
    prorated: bool
    provisions: tuple
    month: int = 0

    @property
    def span(self) -> tuple[date, date]:
        """First and last day of what the minimum speaks of."""
        return month_span(self.year, self.month) if self.month else year_span(self.year)


class Share(NamedTuple):
    """A posting's part of a year or month: `days` from `begin` to `end`, of `whole`; `elapsed` at the end of the day judged."""

    begin: date
    end: date
    days: int
    elapsed: int
    whole: int

    @property
    def left(self) -> int:
        """The days still to come."""
        return self.days - self.elapsed


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
    days: int | Decimal


def yearly_minimum(policy, what: str, year: int) -> Minimum:
    """The minimum a policy sets for `attendance` or `training`, and whether part years are prorated."""
    days, prorate = policy[f"{what}.days_per_year"], policy[f"{what}.prorate"]
    return Minimum(what, year, days.value, prorate.value, (days, prorate))


def monthly_minimum(policy, year: int, month: int) -> Minimum | None:
    """The minimum of one month where the county has one; part months are prorated as part years are."""
    days, prorate = policy["attendance.days_per_month"], policy["attendance.prorate"]
    return None if days.value is None else Minimum(MONTH, year, days.value, prorate.value, (days, prorate), month)


def share(minimum: Minimum, *, starts_on: date, ends_on: date | None, on: date) -> Share:
    """The posting's part of the minimum's year or month, as of the end of `on`."""
    first, last = minimum.span
    begin, end = max(starts_on, first), last if ends_on is None else min(ends_on, last)
    days = max((end - begin).days + 1, 0)
    return Share(begin, end, days, min(max((on - begin).days + 1, 0), days), (last - first).days + 1)


def judge(minimum: Minimum, *, starts_on: date, ends_on: date | None, done, on: date) -> Standing:
    """The standing of one posting at the end of `on`, with `done` days counted within the posting and the year so far.

    Before the posting's first day in the year there is no pace yet: the forecast is what is still possible.
    """
    part = share(minimum, starts_on=starts_on, ends_on=ends_on, on=on)
    left, elapsed = part.days - part.elapsed, part.elapsed
    required = required_days(minimum, part)
    remaining = max(required - done, 0)
    possible = done + left
    forecast = int(done * part.days // elapsed) if elapsed else possible
    verdict = _verdict(remaining, left, forecast >= required)
    latest = part.end - ONE_DAY * (ceil(remaining) - 1) if 0 < remaining <= left else None
    return Standing(required, done, remaining, possible, forecast, verdict, latest)


def required_days(minimum: Minimum, part: Share):
    """The minimum for the posting's part; a part of the year is prorated by calendar days, rounded up."""
    if not part.days or not minimum.prorated:
        return minimum.days if part.days else 0
    return -(-minimum.days * part.days // part.whole)


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


@lru_cache(maxsize=256)
def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def span_in_year(year: int, starts_on: date, ends_on: date | None, on: date) -> tuple[date, date]:
    """The posting's days in the year up to the end of `on`, as (first, last); last < first when there are none."""
    first, last = year_span(year)
    return max(starts_on, first), min(last, on, ends_on or last)


def village_days(statuses: Iterable[tuple[date, str]], counted_on: Callable[[date], Collection[str]]) -> int:
    """How many confirmed days count as village days; each day by the rule of that day, which is policy data."""
    return sum(status in counted_on(day) for day, status in statuses)


def person_days(sessions: Iterable[Session], first: date, last: date):
    """Training days within first…last: every calendar day counts once at most, however many sessions it had.

    A session's person-days are booked on its earliest days still free, sessions that end first go first. They are booked over
    the whole session before anything is cut off, so that no day counts in two years.
    """
    ordered = sorted(sessions, key=lambda s: (s.ends_on, s.starts_on))
    if _apart(ordered, first, last):  # the usual case, without walking through the days
        return plain_number(sum(min(s.days, (s.ends_on - s.starts_on).days + 1) for s in ordered))
    booked: dict[date, Fraction] = {}
    for session in ordered:
        _book(session, booked)
    return plain_number(sum((share for day, share in booked.items() if first <= day <= last), Fraction(0)))


def _apart(ordered, first, last):
    """Whether no two sessions share a day and all lie within the span."""
    before = first - ONE_DAY
    for session in ordered:
        if session.starts_on <= before or session.ends_on > last:
            return False
        before = session.ends_on
    return True


def _book(session, booked):
    to_book = Fraction(session.days)
    day = session.starts_on
    while to_book > 0 and day <= session.ends_on:
        share = min(1 - booked.get(day, 0), to_book)
        if share:
            booked[day] = booked.get(day, 0) + share
        to_book -= share
        day += ONE_DAY


def plain_number(value):
    """A whole number as int, halves and tenths as Decimal."""
    if value == int(value):
        return int(value)
    return Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
