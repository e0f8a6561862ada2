"""Days as rosters write them: often only a month, sometimes only what a spreadsheet has left of it."""

import calendar

from core.sheets import cells


def born(value):
    """A birthday as far as it is known, as the beginning of an ISO date: 1985-07-15, 1985-07, 1985.

    Where only the month is known spreadsheets store its first day, so a first day counts as a month; the number 1985.1 may
    be January or October, so of it only the year counts.
    """
    if isinstance(value, float) and round(value * 10) == value * 10 and not value.is_integer():
        return str(int(value))
    try:
        day = cells.day(value)
    except cells.BadCell:
        day = cells.month(value)
    return f"{day:%Y-%m}" if day.day == 1 else day.isoformat()


def first_day(value):
    """A day; of a month its first."""
    try:
        return cells.day(value)
    except cells.BadCell:
        return cells.month(value)


def last_day(value):
    """A day; of a month its last."""
    try:
        return cells.day(value)
    except cells.BadCell:
        month = cells.month(value)
        return month.replace(day=calendar.monthrange(month.year, month.month)[1])
