"""Deeds on holidays: load the published years, change single days."""

import calendar
from datetime import date

import chinese_calendar
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import Holiday
from core.record import record
from core.refusals import Refused


@transaction.atomic
def set_holiday(*, day, works, name, by):
    """A day off, or a weekend day worked instead; replaces what stood there. One record line."""
    _row, made = Holiday.objects.update_or_create(day=day, defaults={"works": works, "name": name})
    record(by, "set_holiday", area=by.area, details={"day": day.isoformat(), "works": works, "name": name, "new": made})


@transaction.atomic
def remove_holiday(holiday, *, by):
    """The day is an ordinary one again. One record line."""
    day = holiday.day.isoformat()
    holiday.delete()
    record(by, "remove_holiday", area=by.area, details={"day": day, "name": holiday.name})


@transaction.atomic
def load_published(year, *, by):
    """The published arrangement of a year; days an office has entered stay. Raises Refused for a year not published yet."""
    rows = published(year)
    known = set(Holiday.objects.filter(day__year=year).values_list("day", flat=True))
    Holiday.objects.bulk_create([row for row in rows if row.day not in known], ignore_conflicts=True)
    count = sum(row.day not in known for row in rows)
    record(by, "load_holidays", area=by.area if by else "", details={"year": year, "days": count})
    return count


def published(year):
    """The days off and the make-up days of a published year, as unsaved rows; Refused beyond the last one."""
    try:
        days = chinese_calendar.get_dates(date(year, 1, 1), date(year, 12, 31))
        return [row for day in days if (row := _arranged(day))]
    except NotImplementedError as error:
        raise Refused(
            _("The arrangement of %(year)s has not been published to this program yet.") % {"year": year}
        ) from error


def _arranged(day):
    """A row where the arrangement differs from the plain week, or names a festival."""
    off, name = chinese_calendar.get_holiday_detail(day)
    weekend = day.weekday() >= calendar.SATURDAY
    if off == weekend and not (off and name):
        return None
    return Holiday(day=day, works=not off, name=NAMES.get(name, name) or "")


NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}
