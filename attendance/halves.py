"""Half days of a training session. A half is a number: twice the day's distance from the first day, plus one for the afternoon.

Pure. 0 is the morning of the first day, 1 its afternoon, 2 the next morning. A person-day is two halves of one day.
"""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

HALF = Decimal("0.5")
LONGEST = 62  # calendar days of one session


def laid(days: Decimal, begins: int = 0) -> list[int]:
    """So many days laid without a gap from the morning (0) or afternoon (1) of the first day."""
    return list(range(begins, begins + int(days * 2)))


def day_of(starts_on: date, half: int) -> date:
    """The calendar day of a half."""
    return starts_on + timedelta(days=half // 2)


def is_afternoon(half: int) -> bool:
    """Whether a half is an afternoon."""
    return half % 2 == 1


def all_halves(starts_on: date, ends_on: date) -> list[int]:
    """Every half from the first morning to the last afternoon."""
    return list(range(2 * ((ends_on - starts_on).days + 1)))


def moved(halves, starts_on: date) -> tuple[date, date, list[int]]:
    """(first day, last day, halves) such that the first day has a half: mornings never attended are not the beginning."""
    shift = min(halves) // 2
    fresh = sorted(half - 2 * shift for half in halves)
    first = starts_on + timedelta(days=shift)
    return first, day_of(first, fresh[-1]), fresh


def shares(starts_on: date, halves, missed=()) -> dict[date, Decimal]:
    """{day: half a day or a whole one} of the halves somebody came to."""
    came = defaultdict(Decimal)
    for half in set(halves) - set(missed):
        came[day_of(starts_on, half)] += HALF
    return dict(came)


def dated(starts_on: date, halves) -> set[tuple[date, bool]]:
    """{(day, afternoon)}: the halves as anybody's calendar knows them."""
    return {(day_of(starts_on, half), is_afternoon(half)) for half in halves}
