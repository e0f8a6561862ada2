"""A county's year month by month: how much of it is confirmed, and what is locked."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import ExtractMonth

from attendance.models import Day, MonthLock
from core.models import Division
from teams.models import Posting


@dataclass(frozen=True)
class Month:
    """One month of a place. `people_days`: posting days up to today; `lock`: the open lock, or None; `over`: it may be locked."""

    number: int
    first: date
    last: date
    people_days: int
    confirmed: int
    lock: MonthLock | None
    over: bool

    @property
    def locked(self):
        """Whether it is locked now."""
        return self.lock is not None

    @property
    def unconfirmed(self):
        """Posting days that count for nothing, because nobody has confirmed them."""
        return self.people_days - self.confirmed


def months_of(actor, area, year, on):
    """The twelve months of a place inside the actor's jurisdiction, as of `on`: three queries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    people = Posting.objects.visible_to(actor).touching(first, last).filter(area__startswith=area)
    spans = list(people.values_list("starts_on", "ends_on"))
    told = Day.objects.visible_to(actor).filter(day__range=(first, last), confirmed_at__isnull=False)
    told = told.filter(posting__area__startswith=area).annotate(month=ExtractMonth("day")).values("month")
    confirmed = dict(told.order_by().annotate(count=Count("day")).values_list("month", "count"))
    locks = {lock.month: lock for lock in locks_of(actor, area, year).open()}
    return [_month(year, n, spans, confirmed.get(n, 0), locks.get(n), on) for n in range(1, 13)]


def locks_of(actor, area, year):
    """The locks of a county's year, open and past."""
    rows = MonthLock.objects.visible_to(actor).binding(area).filter(year=year)
    return rows.select_related("locked_by", "unlocked_by")


def _month(year, number, spans, confirmed, lock, on):
    first, last = date(year, number, 1), date(year, number, monthrange(year, number)[1])
    days = sum(_shared(start, end, first, min(last, on)) for start, end in spans)
    return Month(number, first, last, days, confirmed, lock, last < on)


def _shared(start, end, first, last):
    """How many days two spans share."""
    return max((min(end or last, last) - max(start, first)).days + 1, 0)


def counties(actor, year):
    """[(county, {month: whether it is locked})] below a prefecture or the province: two queries."""
    inside = Division.objects.visible_to(actor).current().filter(level=Division.Level.COUNTY)
    held = MonthLock.objects.visible_to(actor).open().filter(year=year).values_list("area", "month")
    locked = set(held)
    rows = inside.filter(code__startswith=actor.area).order_by("code")
    return [(county, [(county.code, n) in locked for n in range(1, 13)]) for county in rows]
