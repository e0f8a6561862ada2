"""Pairings of units and villages handed in by a department (A4)."""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext_lazy as _

from core.imports.kinds import Column, Kind, register
from core.models import SheetRow, Unit
from core.offices import DEPARTMENTS
from core.sheets import cells
from teams import actions
from teams.imports.places import COLUMNS as PLACE
from teams.imports.places import Places, folded, once
from teams.models import Pairing, Village
from teams.provisions import clause

UNKNOWN_UNIT = _("This unit is not in your jurisdiction or not known.")
COLUMNS = (
    Column(
        "unit",
        _("Dispatching unit"),
        ("结对单位", "单位名称", "单位", "帮扶单位", "结对帮扶单位", "派出单位", "选派单位"),
        cells.at_most(80),
        required=True,
        sample="海东市水务局",
    ),
    Column(
        "unit_home",
        _("Unit's home"),
        ("单位所在地", "单位所属地区", "单位驻地"),
        cells.text,
        words=_("Needed where several units bear the name."),
        sample="海东市",
    ),
    *PLACE,
    Column(
        "starts_on",
        _("From"),
        ("结对时间", "结对日期", "起始时间", "开始时间", "结对起始时间"),
        cells.day,
        required=True,
        sample="2025-08-01",
    ),
)


def judge(sheet, drafts, by, on):
    """Unit and village inside one's jurisdiction, then whether the village is free on the day."""
    places, units, seen = Places(by.area), _units(by), {}
    villages = {row.area: row.pk for row in Village.objects.visible_to(by)}
    held = defaultdict(list)
    for pairing in Pairing.objects.filter(village__area__startswith=by.area):
        held[pairing.village_id].append(pairing)
    for draft in drafts:
        unit, village = _unit(draft, units), _village(draft, places, villages)
        if unit is None or village is None or not once(draft, seen, village, "village"):
            continue
        draft.values |= {"unit_pk": unit, "village_pk": village}
        if starts_on := draft.values.get("starts_on"):
            _free(draft, held[village], unit, date.fromisoformat(starts_on), by.area, on)


def _units(by):
    named = defaultdict(list)
    for pk, name, home in Unit.objects.visible_to(by).values_list("pk", "name", "home__full_name"):
        named[folded(name)].append((pk, home))
    return named


def _unit(draft, units):
    asked, home = draft.values.get("unit"), folded(draft.values.get("unit_home"))
    if asked is None:
        return None
    found = [(pk, path) for pk, path in units.get(folded(asked), ()) if not home or home in folded(path)]
    if len(found) > 1:
        homes = ";".join(path for _pk, path in found)
        draft.problem("unit", _("Several units bear this name: %(homes)s. Add the home.") % {"homes": homes})
    elif not found:
        draft.problem("unit", UNKNOWN_UNIT)
    return found[0][0] if len(found) == 1 else None


def _village(draft, places, villages):
    code = places.find(draft)
    if code is None:
        return None
    draft.values["code"] = code
    if code not in villages:
        draft.problem("village", _("This village is not in the list of villages yet: the county adds it first."))
    return villages.get(code)


def _free(draft, pairings, unit, starts_on, area, on):
    """The same pairing is unchanged; any other that reaches the day stands in the way."""
    in_the_way = [one for one in pairings if one.ends_on is None or one.ends_on >= starts_on]
    same = [one for one in in_the_way if one.unit_id == unit and one.starts_on == starts_on and one.ends_on is None]
    if same:
        draft.target, draft.verdict = same[0].pk, SheetRow.Verdict.SAME
    elif in_the_way:
        rule = clause("pairing.kept_after_exit", draft.values["code"], on)
        draft.problem("village", _("This village is already paired on that day, and a pairing is kept."), rule)


def enter(sheet, row, values, by, on):
    """Pairs the village."""
    unit, village = (
        Unit.objects.get(pk=values["unit_pk"]),
        Village.objects.select_related("division").get(pk=values["village_pk"]),
    )
    made = actions.pair(unit, village, starts_on=date.fromisoformat(values["starts_on"]), by=by, on=on)
    return made.pk, {"made": True}


def undo(sheet, row, by, on):
    """Removes the pairing that was entered, while nothing has come of it."""
    actions.remove_pairing(Pairing.objects.select_related("village__division", "unit").get(pk=row.target), by=by, on=on)


register(Kind("pairings", _("Pairings"), DEPARTMENTS, COLUMNS, judge, enter, undo, back=("villages", _("Villages"))))
