"""Gaps in a cover and what is due when. Plain days in, plain days out; no database."""

from datetime import date, timedelta

DAY = timedelta(days=1)


def gaps(spans, first, last):
    """[(from, until)] of the days between `first` and `last` inclusive that no (starts, ends) span covers, in order."""
    found, at = [], first
    for starts, ends in sorted(spans):
        if starts > at:
            found.append((at, min(starts - DAY, last)))
        at = max(at, ends + DAY)
        if at > last:
            break
    return [*found, (at, last)] if at <= last else found


def cover_due(ends, first, on):
    """The day by which cover is to be there: the day after the last span that joins up ends; `first` where none covers it.

    `ends`: (starts, ends) spans. A day already without cover is due at once, so it lies before or on `on`.
    """
    at = max(first, on.replace(month=1, day=1))
    for starts, finish in sorted(ends):
        if starts <= at:
            at = max(at, finish + DAY)
    return at


def part_due(year, part, of):
    """The last day of a part of the year: the second of two talks a year is due at its end, the first by the end of June."""
    month = 12 * part // of
    return date(year, 12, 31) if month >= 12 else date(year, month + 1, 1) - DAY


def month_of(day):
    """The first day of a day's month."""
    return day.replace(day=1)


def month_ends(month):
    """The last day of a month."""
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def last_month(on):
    """The first day of the month before."""
    return month_of(on.replace(day=1) - DAY)
