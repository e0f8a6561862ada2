"""Parts of a year: quarters, and the equal spans in which something is owed so many times a year. No database."""

from datetime import date, timedelta

MONTHS = 12


def period_of(on, times):
    """(first day, last day, number) of the span of `times` equal ones a year that holds a day; at most one a month."""
    times = max(1, min(times, MONTHS))
    number = (on.month - 1) * times // MONTHS
    first = date(on.year, _first_month(number, times), 1)
    after = date(on.year, _first_month(number + 1, times), 1) if number + 1 < times else date(on.year + 1, 1, 1)
    return first, after - timedelta(days=1), number + 1


def _first_month(number, times):
    return -(-number * MONTHS // times) + 1


def this_and_last(on, times):
    """(first, last) of the span that holds a day, after that of the one before it."""
    first, last, _number = period_of(on, times)
    return [period_of(first - timedelta(days=1), times)[:2], (first, last)]


def quarter_of(on):
    """The first and the last day of the quarter of a day."""
    return period_of(on, 4)[:2]


def quarter_name(on):
    """The quarter of a day as a short code: 2026Q3."""
    return f"{on.year}Q{period_of(on, 4)[2]}"


def months_of(quarter):
    """The months of a quarter, 1 to 4."""
    return range(3 * quarter - 2, 3 * quarter + 1)
