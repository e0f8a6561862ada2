"""Taking back what was entered by mistake, while nothing has been built upon it. Ending what has run its course is another deed."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext_lazy as _

from core.models import Unit
from core.notices import tell
from core.offices import DEPARTMENTS, Office
from core.record import record
from core.refusals import Conflict, NotAllowed
from teams.actions.places import may_edit
from teams.models import Pairing, Team, Village
from teams.provisions import clause


@transaction.atomic
def remove_village(village, *, by, on):
    """Takes a village off the list that was added by mistake.

    Effects in order: the row is locked; the office is checked; the row goes; one record line. Raises NotAllowed, Conflict
    (paired, or anything else stands upon it).
    """
    if by.office != Office.COUNTY or not by.covers(village.area):
        raise NotAllowed(_("Villages are kept by the county organization department."))
    village = Village.objects.select_for_update(of=("self",)).get(pk=village.pk)
    record(by, "remove_village", village)
    _remove(village)


@transaction.atomic
def remove_unit(unit, *, by, on):
    """Takes a unit back that was entered by mistake.

    Effects in order: the row is locked; the office is checked; the row goes; one record line. Raises NotAllowed, Conflict
    (paired, with cadres or accounts).
    """
    unit = Unit.objects.select_for_update(of=("self",)).select_related("home").get(pk=unit.pk)
    if by.office not in DEPARTMENTS or not may_edit(unit, by):
        raise NotAllowed(_("A unit is kept by the organization department of its own level."))
    record(by, "remove_unit", unit, area=unit.home.code, details={"name": unit.name})
    _remove(unit)


@transaction.atomic
def remove_pairing(pairing, *, by, on):
    """Takes a pairing back that was entered by mistake; one that has borne a team is kept (二(一)).

    Effects in order: the row is locked; office, and that no team stands upon it, are checked; the row goes; one record line;
    the unit is told. Raises NotAllowed, Conflict with the clause.
    """
    if by.office not in DEPARTMENTS or not by.covers(pairing.area):
        raise NotAllowed(_("Villages are paired by the organization department of the place."))
    related = ("village__division", "unit")
    pairing = Pairing.objects.select_for_update(of=("self",)).select_related(*related).get(pk=pairing.pk)
    served = Team.objects.filter(Q(village=pairing.village_id) | Q(second_village=pairing.village_id))
    if served.filter(Q(disbanded_on__isnull=True) | Q(disbanded_on__gte=pairing.starts_on)).exists():
        rule = clause("pairing.kept_after_exit", pairing.area, on)
        raise Conflict(_("A team serves this village through the pairing."), provision=rule)
    record(by, "remove_pairing", pairing, details={"unit": pairing.unit_id, "village": pairing.area})
    params = {"who": pairing.unit.name, "place": str(pairing.village)}
    tell(
        kind="pairing_removed",
        params=params,
        key=f"pairing:{pairing.pk}:removed",
        office=Office.UNIT,
        unit_id=pairing.unit_id,
    )
    _remove(pairing)


def _remove(row):
    try:
        with transaction.atomic():
            row.delete()
    except (ProtectedError, IntegrityError) as error:
        raise Conflict(_("Something has already been built upon it.")) from error
