"""Public holidays of the years around the day, as published; the list ends with its last published year."""

import chinese_calendar
from chinese_calendar.constants import holidays, workdays

from core.models import Holiday


def make_calendar(world):
    """Days off and make-up days from the year before the term began."""
    years = range(world.wave.year - 1, world.on.year + 2)
    off = [Holiday(day=day, name=_name(name)) for day, name in holidays.items() if day.year in years]
    worked = [Holiday(day=day, works=True, name=_name(name)) for day, name in workdays.items() if day.year in years]
    Holiday.objects.bulk_create([*off, *worked], ignore_conflicts=True)


def _name(english):
    return chinese_calendar.Holiday(english).chinese


def rest_days(days):
    """Which of these days are free, as far as the calendar is published; weekends beyond it."""
    return [_rests(day) for day in days]


def _rests(day):
    if day in workdays:
        return False
    return day in holidays or day.weekday() >= 5
