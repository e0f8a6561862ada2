"""What is missing before a cycle can start, county by county: what must be there, and what should. Each is one statement or two."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from assessment import subjects
from assessment.facts import policy_of
from assessment.steps import Kind
from attendance.models import Discrepancy, Leave, Training
from attendance.overdue import OVERDUE
from core.models import Appointment
from core.offices import CODE_LENGTH, Office

# key → (whether it must be there, what is missing, the page that mends it)
ITEMS = {
    "nobody": (True, _("Posted cadres who served in the span"), "teams", ""),
    "county_office": (True, _("Somebody who holds the county's office"), "teams", ""),
    "township_offices": (True, _("Townships with posted cadres: somebody who holds the office"), "teams", ""),
    "calendar": (True, _("Days of the calendar"), "", ""),
    "unconfirmed": (False, _("Person-days that nobody has confirmed"), "locks", ""),
    "discrepancies": (False, _("Discrepancies that are open"), "discrepancies", "?state=open"),
    "leaves": (False, _("Leave applications that wait"), "leaves", "?state=applied"),
    "trainings": (False, _("Training sessions that are over and not entered"), "trainings", ""),
    "defaults": (False, _("County rules that are still the default"), "county-rules", ""),
}


@dataclass(frozen=True)
class Item:
    """One line: how many are missing. `must`: the cycle cannot start while it is not nought."""

    key: str
    count: int
    places: tuple = ()  # division codes, where the count is of places

    @property
    def must(self):
        """Whether a cycle cannot be opened without it."""
        return ITEMS[self.key][0]

    @property
    def words(self):
        """What is missing."""
        return ITEMS[self.key][1]

    @property
    def page(self):
        """(address name, query) of the page where it is mended."""
        return ITEMS[self.key][2:]

    @property
    def stops(self):
        """Whether the cycle cannot be opened because of it."""
        return self.must and self.count > 0


def checklist(county, plan, on):
    """Every line for one county."""
    stopping = {item.key: item for item in stops(county, plan, on).get(county, ())}
    counted = _shoulds(county, plan, on)
    return [stopping.get(key) or Item(key, counted.get(key, 0)) for key in ITEMS]


def stops(area, plan, on):
    """{county: the lines that keep it from opening} of every county of an area that has somebody to assess."""
    townships = set(subjects.people_of(area, plan, on).order_by().values_list(Left("area", 9), flat=True).distinct())
    held = Appointment.objects.in_force(on).filter(office__in=[Office.TOWNSHIP, Office.COUNTY])
    held = set(held.filter(division__code__startswith=area).values_list("division__code", flat=True))
    counties = {township[:6] for township in townships}
    if not counties and len(area) == CODE_LENGTH[Office.COUNTY]:
        return {area: [Item("nobody", 1)]}
    return {county: found for county in sorted(counties) if (found := _musts(county, townships, held, plan))}


def _musts(county, townships, held, plan):
    empty = sorted(one for one in townships - held if one.startswith(county)) if plan.kind == Kind.YEARLY else []
    found = [
        Item("county_office", int(county not in held)),
        Item("township_offices", len(empty), tuple(empty)),
        Item("calendar", len(plan.lacking)),
    ]
    return [item for item in found if item.count]


def _shoulds(county, plan, on):
    """Of one county: its own pages show them."""
    last = min(plan.until_on, on - timedelta(days=1))
    days = {"day__range": (plan.from_on, last), "area__startswith": county}
    policy = policy_of(county, plan.year, on)
    open_rules = [key for key in policy if key.startswith("assessment.") and policy[key].county_may]
    trainings = Training.objects.overdue(on).filter(area=county, ends_on__gte=plan.from_on)
    leaves = Leave.objects.touching(plan.from_on, plan.until_on).filter(state__in=Leave.OPEN, area__startswith=county)
    return {
        "unconfirmed": _unconfirmed(county, plan.from_on, last),
        "discrepancies": Discrepancy.objects.open().filter(**days).count(),
        "leaves": leaves.count(),
        "trainings": trainings.count(),
        "defaults": sum(policy[key].is_default for key in open_rules),
    }


def _unconfirmed(county, first, last):
    if last < first:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(OVERDUE, {"county": [county], "last": [last], "first": first})
        return sum(int(days) for _township, days in cursor.fetchall())
