"""The nightly check against somebody who walks through the year day by day, for random postings, days, rules and sessions."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attendance.actions import check_thresholds
from tests.attendance.writing import COUNTED, confirmed, rule, standing, trained
from tests.rules.test_ledger import days_of

STATUSES = ("in_village", "report_out", "training", "leave", "absent", "rest")
USUAL = ("in_village", "report_out", "training")
IN_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@st.composite
def years(draw):
    """A posting, runs of days in it, rules with their days, sessions, the day judged."""
    start = draw(st.dates(date(2025, 10, 1), date(2026, 12, 1)))
    end = draw(st.none() | st.dates(start, date(2027, 3, 1)))
    runs = draw(st.lists(st.tuples(IN_2026, st.integers(0, 90), st.sampled_from(STATUSES)), max_size=5))
    counted = draw(st.dictionaries(IN_2026, st.sets(st.sampled_from(STATUSES[:4] + STATUSES[5:])), max_size=2))
    minimum = draw(st.dictionaries(IN_2026, st.integers(200, 240), max_size=1))
    halves = st.tuples(st.dates(date(2025, 12, 20), date(2027, 1, 10)), st.integers(0, 3), st.integers(1, 8))
    sessions = [(day, n, min(half, 2 * n + 2)) for day, n, half in draw(st.lists(halves, max_size=4))]
    return start, end, runs, counted, minimum, sessions, draw(st.dates(start, date(2027, 1, 20)))


def by_hand(year):
    """Counts on fingers; nothing of the app is asked."""
    start, end, runs, counted, minimum, sessions, on = year
    mine = [day for day in days_of(2026) if start <= day and (end is None or day <= end)]
    past = [day for day in mine if day <= on]
    said = spread(runs, start, end)
    days = sum(said.get(day) in latest(counted, day, USUAL) for day in past)
    owed = ceil(Fraction(latest(minimum, min(on, date(2026, 12, 31)), 200) * len(mine), 365))
    booked = booked_days(sessions)
    return judged(owed, days, mine, past), judged(4, sum(booked.get(day, 0) for day in past), mine, past)


def spread(runs, start, end):
    """{day: status}, the first word on a day stands; days lie inside the posting."""
    said = {}
    for first, length, status in runs:
        for day in (first + timedelta(days=n) for n in range(length + 1)):
            if start <= day and (end is None or day <= end):
                said.setdefault(day, status)
    return said


def latest(rules, day, usual):
    """The value of the last rule that has begun by a day."""
    begun = [begin for begin in rules if begin <= day]
    return rules[max(begun)] if begun else usual


def booked_days(sessions):
    """{day: share} of the sessions, each laid on its earliest half days; a day is never more than a whole one."""
    booked = {}
    for start, length, halves in sessions:
        for number in range(length + 1):
            day, share = start + timedelta(days=number), Fraction(min(max(halves - 2 * number, 0), 2), 2)
            booked[day] = min(booked.get(day, 0) + share, 1)
    return booked


def judged(owed, done, mine, past):
    """(required, done, possible, forecast, verdict)."""
    left = len(mine) - len(past)
    forecast = floor(done + Fraction(done) / len(past) * left) if past else floor(done + left)
    if done >= owed:
        return owed, done, done + left, forecast, "met"
    short = "impossible" if done + left < owed else "on_track" if forecast >= owed else "at_risk"
    return owed, done, done + left, forecast, short


def enter(cast, year):
    """Puts the year into the database."""
    start, end, runs, counted, minimum, sessions, _on = year
    posting = cast.postings["first"]
    posting.starts_on, posting.ends_on, posting.end_kind = start, end, "adjustment" if end else ""
    posting.save()
    for day, status in spread(runs, start, end).items():
        confirmed(cast, posting, day, status=status)
    for begin, statuses in counted.items():
        rule(cast, COUNTED, sorted(statuses), begin)
    for begin, days in minimum.items():
        rule(cast, "attendance.days_per_year", days, begin)
    for first, length, halves in sessions:
        trained(cast, posting, first, first + timedelta(days=length), Fraction(halves, 2).__float__())
    return posting


def found(posting, kind):
    row = standing(posting, kind)
    return row.required, row.done, row.possible, row.forecast, row.verdict


@SLOW
@given(years())
def test_the_nightly_check_agrees_with_counting_on_fingers(cast, year):
    with transaction.atomic():
        posting = enter(cast, year)
        if year[1] is None or year[1] >= date(2026, 1, 1):
            check_thresholds(on=year[-1], year=2026)
            assert (found(posting, "attendance"), found(posting, "training")) == by_hand(year)
        transaction.set_rollback(True)
