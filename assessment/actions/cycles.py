"""Cycles opened: everybody a county assesses gets their case (二(四))."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment import snapshot
from assessment.actions.grading import tell_office
from assessment.facts import policy_of
from assessment.models import Assessment, Cycle
from core.offices import Office
from core.record import record
from core.refusals import NotAllowed, Refused
from teams.models import Posting, Team

FIRST_YEAR = 2018  # the Opinion is of 2018-04-16


@transaction.atomic
def open_year(year, *, by, on):
    """Opens the yearly assessment of the county's own year. Returns how many cases are new.

    Effects in order: the cycle, once; everybody who served last in the year here, and every team that stood, gets a
    case, once; one record line is written and each township is told, if there was anything new. Raises NotAllowed,
    Refused (a year out of range).
    """
    if by.office != Office.COUNTY:
        raise NotAllowed(_("This step belongs to another office."))
    if not FIRST_YEAR <= year <= on.year:
        raise Refused(_("This year cannot be assessed."), fields={"year": _("A year from 2018 to this one.")})
    cycle = _yearly(by, year, on)
    new = [*_people(cycle, on), *_teams(cycle, on)]
    Assessment.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        record(by, "open_year", details={"year": year, "cases": len(new)})
    for township in sorted({case.area[:9] for case in new}):
        tell_office(Office.TOWNSHIP, township, year, f"{year}", key=f"assessments:{year}:{township}:open:{on}")
    return len(new)


def _yearly(by, year, on):
    first, last = date(year, 1, 1), date(year, 12, 31)
    facts = {"from_on": first, "until_on": last, "opened_on": on, "opened_by_id": by.user_id}
    facts["provisions"] = snapshot.frozen(policy_of(by.area, year, on))
    return Cycle.objects.get_or_create(area=by.area, kind=Cycle.Kind.YEARLY, year=year, defaults=facts)[0]


def _people(cycle, on):
    """Whoever served in the year, where they served last; nobody twice."""
    served = Posting.objects.touching(cycle.from_on, min(on, cycle.until_on))
    last = served.order_by("cadre_id", "-starts_on", "-pk").distinct("cadre_id")
    here = Posting.objects.filter(pk__in=last.values("pk"), area__startswith=cycle.area)
    judged = Assessment.objects.filter(kind=cycle.kind, year=cycle.year, cadre__isnull=False)
    lacking = here.exclude(cadre__in=judged.values("cadre")).order_by("area", "pk")
    return [
        Assessment(cycle=cycle, kind=cycle.kind, posting_id=pk, cadre_id=cadre, area=area, year=cycle.year)
        for pk, cadre, area in lacking.values_list("pk", "cadre", "area")
    ]


def _teams(cycle, on):
    """The teams that stood in the year, and have no case in the cycle."""
    stood = Team.objects.filter(area__startswith=cycle.area, formed_on__lte=min(on, cycle.until_on))
    stood = stood.exclude(disbanded_on__lt=cycle.from_on).exclude(assessments__cycle=cycle).order_by("area", "pk")
    return [
        Assessment(cycle=cycle, kind=cycle.kind, team_id=pk, area=area, year=cycle.year)
        for pk, area in stood.values_list("pk", "area")
    ]
