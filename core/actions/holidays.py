"""The holiday calendar, kept by an officer (ARCHITECTURE: rows an officer can load)."""

from datetime import date, timedelta

import chinese_calendar
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import Holiday
from core.record import record
from core.refusals import Refused


@transaction.atomic
def put_holiday(day, *, name, works, by):
    """Enters or changes one day. Effects in order: the row, one record line."""
    row, _new = Holiday.objects.update_or_create(day=day, defaults={"name": name, "works": works})
    record(by, "put_holiday", row, details={"name": name, "works": works})
    return row


@transaction.atomic
def drop_holiday(day, *, by):
    """Takes a day out of the calendar again. Effects in order: the row goes, one record line keeps what it was."""
    row = Holiday.objects.filter(day=day).first()
    if row is None:
        raise Refused(_("This day is not in the calendar."))
    record(by, "drop_holiday", row, details={"name": row.name, "works": row.works})
    row.delete()


@transaction.atomic
def load_published(year, *, by):
    """Loads the published calendar of a year; days an officer entered stay. Returns how many are new.

    Raises Refused where no calendar of that year has been published (the package ends with the last one known).
    """
    rows = [Holiday(day=day, works=works, name=name) for day, works, name in published(year)]
    known = set(Holiday.objects.filter(day__year=year).values_list("day", flat=True))
    fresh = [row for row in rows if row.day not in known]
    Holiday.objects.bulk_create(fresh, ignore_conflicts=True)
    record(by, "load_holidays", details={"year": year, "new": len(fresh)})
    return len(fresh)


def published(year):
    """(day, is worked, name) for every day of a year that is not an ordinary weekday or weekend."""
    first = date(year, 1, 1)
    try:
        return [line for n in range(366) if (line := _line(first + timedelta(days=n), year))]
    except NotImplementedError as error:
        raise Refused(
            _("No calendar has been published for %(year)s yet: enter its days by hand.") % {"year": year}
        ) from error


def _line(day, year):
    if day.year != year:
        return None
    off, name = chinese_calendar.get_holiday_detail(day)
    if off and name:
        return day, False, name
    return (day, True, name or "补班") if not off and day.weekday() > 4 else None
