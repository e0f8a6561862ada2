"""Dispatching units handed in by the organization department of their level (A3)."""

from django.utils.translation import gettext_lazy as _

from core.imports.kinds import Column, Kind, register
from core.models import Division, SheetRow, Unit
from core.offices import DEPARTMENTS
from core.sheets import cells
from teams import actions
from teams.imports.changing import compare, still_as_entered
from teams.imports.places import UNKNOWN, Places, folded, once

LEVELS = {
    "central": ("中央", "中央驻青", "中直", "01", "central"),
    "provincial": ("省", "省直", "省级", "省属", "02", "provincial"),
    "prefecture": ("市", "市州", "市直", "市级", "州", "州直", "州级", "市(州)", "地市", "03", "prefecture"),
    "county": ("县", "县直", "县级", "区", "区直", "区级", "县区", "04", "county"),
    "township": ("乡镇", "乡", "镇", "乡级", "街道", "05", "township"),
}
KINDS = {
    "organ": ("机关", "国家机关", "党政机关", "行政机关", "行政单位", "社会团体", "organ"),
    "enterprise": ("企业", "国有企业", "国企", "央企", "enterprise"),
    "institution": ("事业单位", "事业", "高等院校", "学校", "医院", "科研院所", "institution"),
}
FACTS = ("kind", "party_committee", "leader_name", "leader_title")
_short = cells.at_most

COLUMNS = (
    Column("name", _("Unit's name"), ("单位名称", "单位", "派出单位", "选派单位", "帮扶单位"), _short(80), required=True, sample="海东市水务局"),
    Column(
        "level",
        _("Level"),
        ("单位隶属关系", "隶属关系", "单位级别", "级别", "层级"),
        cells.choice(LEVELS),
        show=lambda key: str(Unit.Level(key).label),
        words=";".join("、".join(ways[:3]) for ways in LEVELS.values()),
        sample="市",
    ),
    Column(
        "kind",
        _("Kind"),
        ("单位性质", "性质", "单位类型", "单位类别"),
        cells.choice(KINDS),
        show=lambda key: str(Unit.Kind(key).label),
        words="、".join(ways[0] for ways in KINDS.values()),
        sample="机关",
    ),
    Column(
        "township",
        _("Township"),
        ("所在乡镇", "所属乡镇", "所属乡、镇", "乡镇名称"),
        cells.text,
        words=_("Only for a unit of township level."),
    ),
    Column("party_committee", _("Party committee"), ("党组织", "党委(党组)", "党委", "党组", "党组织名称", "单位党委"), _short(80), sample="海东市水务局党组"),
    Column("leader_name", _("Designated leader"), ("分管领导", "专责领导", "联系领导", "负责领导", "指定领导", "领导姓名"), _short(40)),
    Column("leader_title", _("Leader's title"), ("领导职务", "分管领导职务", "职务"), _short(60)),
)  # fmt: skip


def judge(sheet, drafts, by, on):
    """Level and home inside one's own area, then whether the unit is there already and what would change."""
    levels = [str(level) for level in actions.LEVELS.get(by.office, ())]
    places, seen = Places(by.area), {}
    held = {(row.home.code, folded(row.name)): row for row in _own_units(by, levels)}
    for draft in drafts:
        home = _home(draft, levels, places, by)
        name = draft.values.get("name")
        if home is None or name is None or not once(draft, seen, (home, folded(name)), "name"):
            continue
        draft.values["home"] = home
        standing = held.get((home, folded(name)))
        if standing is None:
            _complete(draft)
        elif standing.level != draft.values["level"]:
            draft.problem("level", _("This unit stands at another level; its level stays."))
        else:
            compare(draft, standing, FACTS)


def _own_units(by, levels):
    return Unit.objects.visible_to(by).filter(level__in=levels, home__code__startswith=by.area).select_related("home")


def _home(draft, levels, places, by):
    """The home division's code, or None after noting the problem; the level is filled in where there is only one."""
    if "level" not in draft.cells and len(levels) == 1:
        draft.values["level"] = levels[0]
    level = draft.values.get("level")
    if level is None:
        if "level" not in draft.cells:
            draft.problem("level", _("Fill in “%(head)s”.") % {"head": _("Level")})
        return None
    if level not in levels:
        draft.problem("level", _("A unit is entered by the organization department of its own level."))
        return None
    if level != Unit.Level.TOWNSHIP:
        return by.area
    code = places.township(draft.values.get("township")) if draft.values.get("township") else None
    if code is None:
        draft.problem("township", UNKNOWN if draft.values.get("township") else _("Choose the township."))
    return code


def _complete(draft):
    for key, words in (("kind", _("Kind")), ("party_committee", _("Party committee"))):
        if key not in draft.cells:
            draft.problem(key, _("Fill in “%(head)s”.") % {"head": words})


def enter(sheet, row, values, by, on):
    """Enters the unit, or corrects what the row fills in."""
    facts = {key: values[key] for key in FACTS if key in values}
    if row.verdict == SheetRow.Verdict.NEW:
        home = Division.objects.current().get(code=values["home"])
        blank = {"leader_name": "", "leader_title": ""}
        new = {**blank, **facts, "name": values["name"], "level": values["level"]}
        return actions.create_unit(new, home, by=by, on=on).pk, {"made": True}
    actions.edit_unit(Unit(pk=row.target), facts, by=by, on=on)
    return row.target, {key: old for key, (old, _new) in row.changes.items()}


def undo(sheet, row, by, on):
    """Removes a unit that was entered, or puts its facts back."""
    unit = Unit.objects.select_for_update(of=("self",)).select_related("home").get(pk=row.target)
    if row.before.get("made"):
        actions.remove_unit(unit, by=by, on=on)
        return
    still_as_entered(row, unit)
    actions.edit_unit(unit, row.before, by=by, on=on)


register(
    Kind(
        "units",
        _("Dispatching units"),
        DEPARTMENTS,
        COLUMNS,
        judge,
        enter,
        undo,
        back=("units", _("Dispatching units")),
    )
)
