"""Villages, units and their pairing."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Unit
from core.notices import tell
from core.offices import DEPARTMENTS, Office
from core.record import changed, record
from core.refusals import Conflict, NotAllowed, Refused
from teams.models import Pairing, Posting, Team, Village
from teams.provisions import clause, still_binding
from teams.rules import department_code, home_fits

VILLAGE = ("categories", "needs", "poverty_exit_on", "ethnic_area", "languages")
UNIT = ("name", "kind", "party_committee", "leader_name", "leader_title")
LEADER = ("party_committee", "leader_name", "leader_title")  # what a unit says of itself
LEVELS = {
    Office.PROVINCE: (Unit.Level.CENTRAL, Unit.Level.PROVINCIAL),
    Office.PREFECTURE: (Unit.Level.PREFECTURE,),
    Office.COUNTY: (Unit.Level.COUNTY, Unit.Level.TOWNSHIP),
}


@transaction.atomic
def add_village(division, facts, *, by, on):
    """Makes a division a village that may receive a team.

    Effects in order: office and division are checked; the village; one record line. Raises NotAllowed, Refused, Conflict.
    """
    if by.office != Office.COUNTY or not by.covers(division.code):
        raise NotAllowed(_("Villages are kept by the county organization department."))
    if division.level != division.Level.VILLAGE:
        raise Refused(_("This division is not a village."), fields={"code": _("Choose a village.")})
    if Village.objects.filter(area=division.code).exists():
        raise Conflict(_("This village is already in the list."))
    village = Village.objects.create(division=division, area=division.code, **_some(facts, VILLAGE))
    record(by, "add_village", village, details={"facts": _plain(village, VILLAGE)})
    return village


@transaction.atomic
def edit_village(village, facts, *, by, on):
    """Corrects the facts about a village (A2).

    Effects in order: the row is locked; the office is checked; the facts; one record line of what changed. Raises NotAllowed.
    """
    if by.office != Office.COUNTY or not by.covers(village.area):
        raise NotAllowed(_("Villages are kept by the county organization department."))
    village = Village.objects.select_for_update(of=("self",)).select_related("division").get(pk=village.pk)
    return _edit(village, _some(facts, VILLAGE), VILLAGE, "edit_village", by)


@transaction.atomic
def create_unit(facts, home, *, by, on):
    """Enters a dispatching unit at its home division; level and home agree.

    Effects in order: office, level and home are checked; the unit; one record line. Raises NotAllowed, Refused.
    """
    level = facts["level"]
    if level not in LEVELS.get(by.office, ()) or not home.code.startswith(by.area):
        raise NotAllowed(_("A unit is entered by the organization department of its own level."))
    if not home_fits(level, home.code):
        raise Refused(_("The level does not fit the home division."), fields={"level": _("Check the level.")})
    _name_is_free(facts["name"], home)
    unit = Unit.objects.create(home=home, level=level, **_some(facts, UNIT))
    record(by, "create_unit", unit, area=home.code, details={"facts": _plain(unit, (*UNIT, "level"))})
    return unit


@transaction.atomic
def edit_unit(unit, facts, *, by, on):
    """Corrects a unit: its department everything but level and home, the unit itself its Party committee and leader.

    Effects in order: the row is locked; the office is checked; the facts; one record line. Raises NotAllowed, Refused.
    """
    unit = Unit.objects.select_for_update(of=("self",)).select_related("home").get(pk=unit.pk)
    fields = may_edit(unit, by)
    if not fields:
        raise NotAllowed(_("A unit is kept by the organization department of its own level."))
    if "name" in fields and facts.get("name", unit.name) != unit.name:
        _name_is_free(facts["name"], unit.home)
    return _edit(unit, _some(facts, fields), fields, "edit_unit", by, area=unit.home.code)


def may_edit(unit, by):
    """The fields of a unit this actor may change: all, the unit's own, or none."""
    if by.office == Office.UNIT:
        return LEADER if unit.pk == by.unit_id else ()
    keeps = unit.level in LEVELS.get(by.office, ()) and department_code(unit.level, unit.home.code) == by.area
    return UNIT if keeps else ()


@transaction.atomic
def pair(unit, village, *, starts_on, by, on):
    """Pairs a unit with a village (二(一)).

    Effects in order: office, and any pairing that stands in the way, are checked; the pairing; one record line; the unit
    and the county are told. Raises NotAllowed, Conflict with the clause.
    """
    if by.office not in DEPARTMENTS or not by.covers(village.area):
        raise NotAllowed(_("Villages are paired by the organization department of the place."))
    Village.objects.select_for_update(of=("self",)).get(pk=village.pk)
    in_the_way = Pairing.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), village=village)
    if in_the_way.exists():
        rule = clause("pairing.kept_after_exit", village.area, on)
        raise Conflict(_("This village is already paired on that day, and a pairing is kept."), provision=rule)
    pairing = Pairing.objects.create(unit=unit, village=village, starts_on=starts_on)
    record(by, "pair", pairing, details={"unit": unit.pk, "village": village.area, "from": str(starts_on)})
    params, link = {"who": unit.name, "place": str(village)}, f"/villages/{village.pk}/"
    for whom, to in (
        ("unit", {"office": Office.UNIT, "unit_id": unit.pk}),
        ("county", {"office": Office.COUNTY, "area": village.area[:6]}),
    ):
        tell(kind="paired", params=params, key=f"pairing:{pairing.pk}:{whom}", link=link, **to)
    return pairing


@transaction.atomic
def end_pairing(pairing, *, ends_on, reason, by, on):
    """Ends a pairing once the policy's period is over and nobody serves through it any more.

    Effects in order: the row is locked; office, period (结对关系继续保留), dates and postings are checked; the end and its
    reason; one record line. Raises NotAllowed, Refused with the clause.
    """
    if by.office not in DEPARTMENTS or not by.covers(pairing.area):
        raise NotAllowed(_("Villages are paired by the organization department of the place."))
    pairing = Pairing.objects.select_for_update(of=("self",)).select_related("village__division").get(pk=pairing.pk)
    if rule := still_binding("pairing.kept_after_exit", pairing.area, ends_on):
        raise Refused(
            _("While the policy's period runs the pairing is kept, also after the village has exited poverty."),
            provision=rule,
        )
    if pairing.ends_on or not pairing.starts_on <= ends_on <= on:
        raise Refused(_("This day does not fit the pairing's dates."), fields={"ends_on": _("Check the day.")})
    _nobody_serves_through(pairing, ends_on, on)
    if not reason.strip():
        raise Refused(_("Say why."), fields={"reason": _("Required.")})
    pairing.ends_on, pairing.end_reason = ends_on, reason.strip()
    pairing.save(update_fields=["ends_on", "end_reason"])
    record(by, "end_pairing", pairing, note=reason, details={"ends_on": str(ends_on)})
    return pairing


def _nobody_serves_through(pairing, ends_on, on):
    """Ending a pairing is no back door to ending a posting, nor to leaving a team's second village."""
    if Team.objects.filter(second_village=pairing.village_id, disbanded_on__isnull=True).exists():
        rule = clause("team.no_withdrawal", pairing.area, on)
        raise Refused(_("A team still serves this village as its second one."), provision=rule)
    if Posting.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=ends_on), pairing=pairing).exists():
        rule = clause("selection.no_private_adjustment", pairing.area, on)
        raise Refused(_("Somebody still serves in this village from this unit."), provision=rule)


def _name_is_free(name, home):
    if Unit.objects.filter(name=name, home=home).exists():
        raise Refused(_("There is already a unit of this name here."), fields={"name": _("Check the name.")})


def _edit(thing, facts, fields, verb, by, **where):
    before = _plain(thing, fields)
    for key, value in facts.items():
        setattr(thing, key, value)
    thing.save()
    record(by, verb, thing, details=changed(before, _plain(thing, fields)), **where)
    return thing


def _some(facts, fields):
    return {key: facts[key] for key in fields if key in facts}


def _plain(thing, fields):
    values = {key: getattr(thing, key) for key in fields}
    return {key: str(value) if hasattr(value, "isoformat") else value for key, value in values.items()}
