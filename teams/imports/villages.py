"""Villages handed in by the county: what it knows of them (A2)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core.imports.kinds import Column, Kind, register
from core.models import Division, SheetRow
from core.offices import Office
from core.sheets import cells
from teams import actions
from teams.imports.changing import compare, still_as_entered
from teams.imports.places import COLUMNS as PLACE
from teams.imports.places import Places, folded, once
from teams.languages import spoken_names
from teams.models import Village
from teams.provisions import policy_at

NEEDS = {
    "party_building": ("党建", "基层党建", "党的建设", "党组织建设", "组织软弱涣散", "party_building"),
    "economy": ("产业和集体经济", "产业", "集体经济", "经济", "产业发展", "economy"),
    "governance": ("社会治理", "治理", "矛盾纠纷", "governance"),
}
LANGUAGES = {
    "bo": ("藏语", "藏文", "藏", "bo"),
    "mn": ("蒙古语", "蒙语", "蒙", "mn"),
    "mjg": ("土族语", "土语", "mjg"),
    "slr": ("撒拉语", "撒拉", "slr"),
    "kk": ("哈萨克语", "哈语", "kk"),
    "zh": ("汉语", "普通话", "国家通用语言", "汉", "zh"),
}
FACTS = ("categories", "needs", "poverty_exit_on", "ethnic_area", "languages")


def _words(value):
    """Words parted by 、 or commas, meant as the policy of the place says it; see `_categories`."""
    return [word for word in cells.PARTS.split(cells.text(value)) if word.strip()]


COLUMNS = (
    *PLACE,
    Column(
        "categories",
        _("Categories"),
        ("村类别", "类别", "村类型", "派驻村类别"),
        _words,
        words=_("As the policy names them; several are parted by 、."),
        sample="建档立卡贫困村、党组织软弱涣散村",
    ),
    Column(
        "needs",
        _("Needs"),
        ("帮扶需求", "需求", "村需求"),
        cells.several(NEEDS),
        show=lambda keys: "、".join(str(Village.Need(key).label) for key in keys),
        words="、".join(ways[0] for ways in NEEDS.values()),
        sample="党建、社会治理",
    ),
    Column(
        "poverty_exit_on",
        _("Exit from poverty"),
        ("脱贫退出时间", "脱贫时间", "退出时间", "出列时间", "脱贫日期", "脱贫出列时间"),
        cells.day,
        sample="2019-12-31",
    ),
    Column(
        "ethnic_area",
        _("Ethnic area"),
        ("民族地区", "是否民族地区"),
        cells.yes_no,
        words=_("是 or 否; left empty, the county's own nature counts."),
        sample="是",
    ),
    Column(
        "languages",
        _("Working languages"),
        ("工作语言", "语言", "使用语言", "通用语言"),
        cells.several(LANGUAGES),
        show=lambda codes: "、".join(spoken_names(codes)),
        words="、".join(ways[0] for ways in LANGUAGES.values()),
        sample="藏语、汉语",
    ),
)


def judge(sheet, drafts, by, on):
    """Finds each village inside the county, its categories by the policy's words, and what would change."""
    places, words, seen = Places(by.area), _category_words(policy_at(by.area, on)), {}
    held = {row.area: row for row in Village.objects.visible_to(by)}
    for draft in drafts:
        _categories(draft, words)
        code = places.find(draft)
        if code is None or not once(draft, seen, code, "village" if "village" in draft.cells else "code"):
            continue
        draft.values["code"] = code
        if code in held:
            compare(draft, held[code], FACTS)


def _category_words(policy):
    rule = policy.get("village.categories")
    said = {key: (key, *rule.words.get(key, {}).values()) for key in rule.value} if rule else {}
    return {folded(word).lower(): key for key, ways in said.items() for word in ways}


def _categories(draft, words):
    """The policy's keys for the words of the cell; a part of a category's name is enough while it is the only one."""
    found = []
    for written in draft.values.get("categories", ()):
        asked = folded(written).lower()
        exact = words.get(asked)
        keys = {exact} if exact else {key for word, key in words.items() if len(asked) > 2 and asked in word}
        if len(keys) != 1:
            draft.problem("categories", _("“%(word)s” is no category of the policy in force.") % {"word": written[:30]})
            return
        found.extend(keys)
    if "categories" in draft.values:
        draft.values["categories"] = list(dict.fromkeys(found))


def enter(sheet, row, values, by, on):
    """Adds the village, or corrects the facts that the row fills in."""
    facts = _facts(values)
    if row.verdict == SheetRow.Verdict.NEW:
        division = Division.objects.current().get(code=values["code"])
        known = {"ethnic_area": division.ethnic_area, "languages": division.languages}
        return actions.add_village(division, known | facts, by=by, on=on).pk, {"made": True}
    actions.edit_village(Village(pk=row.target, area=values["code"]), facts, by=by, on=on)
    return row.target, {key: old for key, (old, _new) in row.changes.items()}


def _facts(values):
    facts = {key: values[key] for key in FACTS if key in values}
    if facts.get("poverty_exit_on"):
        facts["poverty_exit_on"] = date.fromisoformat(facts["poverty_exit_on"])
    return facts


def undo(sheet, row, by, on):
    """Removes a village that was added, or puts its facts back."""
    village = Village.objects.select_for_update(of=("self",)).get(pk=row.target)
    if row.before.get("made"):
        actions.remove_village(village, by=by, on=on)
        return
    still_as_entered(row, village)
    actions.edit_village(village, _facts(row.before), by=by, on=on)


register(
    Kind("villages", _("Villages"), (Office.COUNTY,), COLUMNS, judge, enter, undo, back=("villages", _("Villages")))
)
