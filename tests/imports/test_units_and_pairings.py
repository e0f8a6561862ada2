"""Units and pairings from tables of departments."""

from datetime import date

import pytest

from core.imports import deeds
from core.models import Notice, Unit
from teams import actions
from teams.models import Pairing
from tests.imports.conftest import FULL, OUTSIDE, UNPAIRED, xlsx

UNITS = ("单位名称", "单位隶属关系", "单位性质", "党组织", "分管领导")
PAIRS = ("结对单位", "村代码", "结对时间")
WATER, FOREST = "海东市水务局", "青海省林草局"


def verdicts(sheet):
    return [row.verdict for row in sheet.rows.order_by("number")]


def problem(sheet):
    (row,) = sheet.rows.all()
    return [one["key"] for one in row.problems]


@pytest.fixture
def units(handed_in):
    rows = [
        ("海东市教育局", "市", "机关", "党组", "甲"),
        (WATER, "市", None, None, "新领导"),
        (WATER + " ", "市", *[None] * 3),
    ]
    return handed_in("units", xlsx(UNITS, *rows), office="prefecture")


def test_new_changed_and_twice_are_told_apart(units):
    assert verdicts(units) == ["new", "changed", "bad"]


def test_good_units_are_entered_and_bad_ones_left(units, worked):
    worked(deeds.enter, units, office="prefecture")
    assert Unit.objects.get(name="海东市教育局").home.code == "6302"
    assert Unit.objects.get(name=WATER).leader_name == "新领导"


def test_units_are_taken_back(units, worked):
    worked(deeds.enter, units, office="prefecture")
    assert worked(deeds.take_back, units, office="prefecture").state == "undone"
    assert not Unit.objects.filter(name="海东市教育局").exists()
    assert Unit.objects.get(name=WATER).leader_name == "领导甲"


def test_a_unit_that_has_cadres_is_not_taken_back(units, worked, cast):
    worked(deeds.enter, units, office="prefecture")
    cast.cadres["pool"].unit = Unit.objects.get(name="海东市教育局")
    cast.cadres["pool"].save()
    assert worked(deeds.take_back, units, office="prefecture").state == "applied"
    assert Unit.objects.get(name=WATER).leader_name == "新领导"


@pytest.mark.parametrize(
    ("row", "keys"),
    [
        (("某局", "省直", "机关", "党组", None), ["level"]),
        (("某局", "04", "机关", "党组", None), ["level"]),
        (("某局", "市州", "学会", "党组", None), ["kind"]),
        (("某局", "市", None, None, None), ["kind", "party_committee"]),
        ((None, "市", "机关", "党组", None), ["name"]),
        (("局" * 81, "市", "机关", "党组", None), ["name"]),
    ],
)
def test_what_is_wrong_with_a_unit_is_said(handed_in, row, keys):
    assert problem(handed_in("units", xlsx(UNITS, row), office="prefecture")) == keys


def test_a_townships_unit_is_at_home_in_its_township(handed_in, worked):
    heads = (*UNITS, "所在乡镇")
    rows = [
        ("川口镇农技站", "乡镇", "事业单位", "党支部", None, "川口镇"),
        ("站", "乡镇", "事业单位", "党支部", None, "雨润镇"),
    ]
    sheet = handed_in("units", xlsx(heads, *rows))
    assert verdicts(sheet) == ["new", "bad"]
    worked(deeds.enter, sheet)
    assert Unit.objects.get(name="川口镇农技站").home.code == "630222100"


@pytest.fixture
def pairings(handed_in):
    rows = [(WATER, UNPAIRED, date(2026, 8, 1)), (WATER, FULL, "2025.8.1"), (WATER, "630222100200", "2025年9月1日")]
    return handed_in("pairings", xlsx(PAIRS, *rows), office="prefecture")


def test_a_pairing_is_new_unchanged_or_in_the_way(pairings):
    assert verdicts(pairings) == ["new", "same", "bad"]


def test_what_stands_in_the_way_is_told_with_the_clause(pairings):
    bad = pairings.rows.get(verdict="bad")
    assert "结对关系继续保留" in bad.problems[0]["provision"]["quote"]


def test_a_pairing_is_entered_and_taken_back_and_the_unit_is_told_both(pairings, worked, cast):
    worked(deeds.enter, pairings, office="prefecture")
    assert Pairing.objects.get(village=cast.villages[UNPAIRED]).starts_on == date(2026, 8, 1)
    assert worked(deeds.take_back, pairings, office="prefecture").state == "undone"
    assert not Pairing.objects.filter(village=cast.villages[UNPAIRED]).exists()
    told = Notice.objects.filter(unit=cast.units[WATER]).values_list("kind", flat=True)
    assert {"paired", "pairing_removed"} <= set(told)


def test_a_pairing_through_which_a_team_was_formed_is_not_taken_back(pairings, worked, cast):
    worked(deeds.enter, pairings, office="prefecture")
    actions.form_team(cast.villages[UNPAIRED], formed_on=date(2026, 8, 1), by=cast.actors["county"], on=cast.today)
    sheet = worked(deeds.take_back, pairings, office="prefecture")
    assert sheet.state == "applied"
    assert "3" in sheet.error


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (("没有的局", UNPAIRED, "2026-08-01"), "unit"),
        ((FOREST, "630121100200", "2026-08-01"), "code"),
        ((WATER, UNPAIRED, "八月"), "starts_on"),
        ((WATER, UNPAIRED, None), "starts_on"),
    ],
)
def test_what_is_wrong_with_a_pairing_is_said(handed_in, row, key):
    assert problem(handed_in("pairings", xlsx(PAIRS, row), office="prefecture")) == [key]


def test_a_unit_beyond_ones_sight_looks_like_none(handed_in):
    """The county sees no provincial unit that is paired elsewhere only."""
    Pairing.objects.filter(village__area__startswith="630222", unit__name=FOREST).delete()
    sheet = handed_in("pairings", xlsx(PAIRS, (FOREST, UNPAIRED, "2026-08-01"), ("没有的局", OUTSIDE, "2026-08-01")))
    texts = [row.problems[0]["text"] for row in sheet.rows.order_by("number")]
    assert texts[0] == texts[1]
