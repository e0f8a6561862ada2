"""The month sheet as a register: who was posted in a place in a month, and what each day says."""

from calendar import monthrange
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from attendance.sheet import sheet
from core.models import Division, Holiday
from teams.models import Posting

SATURDAY = 6  # as isoweekday counts
_FACTS = ("pk", "area", "cadre__name", "seat", "team__village__division__name", "starts_on", "ends_on")


@dataclass
class Person:
    """One posting of the register. `days`: {day: line of the sheet}; `counts`: confirmed days by status."""

    posting: int
    area: str
    name: str
    seat: str
    village: str
    starts_on: date
    ends_on: date | None
    township: str = ""
    days: dict = field(default_factory=dict)

    @property
    def counts(self):
        """{status: confirmed days}."""
        return Counter(line.status for line in self.days.values() if line.confirmed_at)

    @property
    def unconfirmed(self):
        """Days that count for nothing yet."""
        return sum(line.confirmed_at is None for line in self.days.values())


def register(actor, area, first, last, on):
    """The people of a place from `first` to `last` with their days up to today, by village and seat: five queries at most."""
    postings = Posting.objects.visible_to(actor).touching(first, last).filter(area__startswith=area)
    people = [Person(*row) for row in postings.order_by("area", "seat", "pk").values_list(*_FACTS)]
    towns = {person.area[:9] for person in people}
    names = dict(Division.objects.visible_to(actor).current().filter(code__in=towns).values_list("code", "name"))
    days = defaultdict(dict)
    if people and first <= on:
        for line in sheet(actor, first, min(last, on), within=area):
            days[line.posting_id][line.day] = line
    for person in people:
        person.township, person.days = names.get(person.area[:9], ""), days[person.posting]
    return people


def month_span(first):
    """The first and the last day of a month."""
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def place_name(actor, area):
    """The full name of a division."""
    row = Division.objects.visible_to(actor).current().filter(code=area).first()
    return row.full_name if row else area


def offdays(actor, days):
    """The days off among `days`: weekends but for make-up days, and the loaded holidays. One query."""
    rows = Holiday.objects.visible_to(actor).filter(day__range=(days[0], days[-1]))
    works = dict(rows.values_list("day", "works"))
    return {day for day in days if not works.get(day, day.isoweekday() < SATURDAY)}


def places(actor, area, first, last):
    """[(division, people)] one level below a place – prefectures, counties, townships – in which somebody was posted: two queries."""
    below = {0: 4, 4: 6}.get(len(area), 9)
    rows = Posting.objects.visible_to(actor).touching(first, last).filter(area__startswith=area)
    counts = Counter(code[:below] for code in rows.values_list("area", flat=True))
    found = Division.objects.visible_to(actor).current().filter(code__in=counts).order_by("code")
    return [(place, counts[place.code]) for place in found]
