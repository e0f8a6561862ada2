"""Villages from a table: new, changed, unchanged, and what stands in the way of a row."""

from datetime import date

import pytest

from core.imports import deeds
from core.models import Record
from teams.models import Village
from tests.imports.conftest import EMPTY, FULL, OUTSIDE, UNPAIRED, VILLAGES, xlsx


def rows_of(sheet):
    return {row.number: row for row in sheet.rows.all()}


def one_row(sheet):
    return sheet.rows.get()


@pytest.fixture
def three(handed_in):
    """One new village, one changed, one unchanged."""
    Village.objects.filter(area=UNPAIRED).delete()
    return handed_in(
        "villages",
        xlsx(
            VILLAGES,
            (UNPAIRED, None, "建档立卡贫困村", "产业", None),
            (FULL, "享堂村", None, "党建、社会治理", date(2019, 12, 31)),
            (EMPTY, None, None, "产业", None),
        ),
    )


def test_rows_are_told_apart(three):
    assert three.counts == {"new": 1, "changed": 1, "same": 1}


def test_nothing_is_entered_by_the_check(three):
    assert not Village.objects.filter(area=UNPAIRED).exists()


def test_what_changes_is_shown_old_and_new(three):
    assert rows_of(three)[4].changes == {
        "needs": [["economy"], ["party_building", "governance"]],
        "poverty_exit_on": [None, "2019-12-31"],
    }


def test_good_rows_are_entered_together(three, worked):
    assert worked(deeds.enter, three).state == "applied"
    assert Village.objects.get(area=UNPAIRED).needs == ["economy"]
    assert Village.objects.get(area=FULL).poverty_exit_on == date(2019, 12, 31)


def test_a_new_village_takes_the_nature_of_its_division(three, worked, cast):
    cast.places[UNPAIRED].ethnic_area = True
    cast.places[UNPAIRED].save()
    worked(deeds.enter, three)
    assert Village.objects.get(area=UNPAIRED).ethnic_area


def test_every_village_entered_leaves_its_own_record(three, worked):
    worked(deeds.enter, three)
    assert Record.objects.filter(verb="add_village").count() == Record.objects.filter(verb="edit_village").count() == 1


def test_taking_back_restores_everything(three, worked):
    worked(deeds.enter, three)
    assert worked(deeds.take_back, three).state == "undone"
    assert not Village.objects.filter(area=UNPAIRED).exists()
    again = Village.objects.get(area=FULL)
    assert (again.needs, again.poverty_exit_on) == (["economy"], None)


def test_taking_back_is_refused_as_a_whole_when_one_row_was_built_upon(three, worked, cast):
    worked(deeds.enter, three)
    Village.objects.filter(area=FULL).update(needs=["economy"])
    sheet = worked(deeds.take_back, three)
    assert (sheet.state, Village.objects.filter(area=UNPAIRED).exists()) == ("applied", True)
    assert "4" in sheet.error


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ((OUTSIDE, None, None, None, None), "code"),  # the neighbour's
        (("630222100999", None, None, None, None), "code"),  # nobody's
        (("63022210020", None, None, None, None), "code"),  # eleven digits
        ((None, "深沟", None, None, None), "village"),  # the neighbour's, by name
        ((FULL, "红卫村", None, None, None), "village"),  # code and name of two villages
        ((FULL, None, "富裕村", None, None), "categories"),
        ((FULL, None, None, "养老", None), "needs"),
        ((FULL, None, None, None, "2019年"), "poverty_exit_on"),
        ((None, None, "建档立卡贫困村", None, None), "village"),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(handed_in, row, key):
    bad = one_row(handed_in("villages", xlsx(VILLAGES, row)))
    assert (bad.verdict, [one["key"] for one in bad.problems]) == ("bad", [key])


def test_the_neighbours_village_looks_like_none(handed_in):
    sheet = handed_in("villages", xlsx(VILLAGES, (OUTSIDE, *[None] * 4), ("630222100999", *[None] * 4)))
    assert len({row.problems[0]["text"] for row in sheet.rows.all()}) == 1


def test_the_same_village_twice_in_one_file_is_told_with_the_first_row(handed_in):
    sheet = handed_in("villages", xlsx(VILLAGES, (FULL, *[None] * 4), (None, "享堂村", *[None] * 3)))
    assert [row.verdict for row in sheet.rows.order_by("number")] == ["same", "bad"]


@pytest.mark.parametrize("name", ["享堂", "享堂村", "享堂村委会", "享堂牧委会", "享堂村民委员会", "享 堂 村"])
def test_a_village_is_known_by_the_stem_of_its_name(handed_in, name):
    assert one_row(handed_in("villages", xlsx(VILLAGES, (None, name, *[None] * 3)))).values["code"] == FULL


@pytest.fixture
def namesake(cast):
    """Another 享堂 in the township next door."""
    place = cast.places["630222101200"]
    place.name = "享堂牧委会"
    place.save()


def test_a_name_that_several_bear_is_refused_with_the_candidates(handed_in, namesake):
    bad = one_row(handed_in("villages", xlsx(VILLAGES, (None, "享堂", *[None] * 3))))
    assert "川口镇" in bad.problems[0]["text"]
    assert "古鄯镇" in bad.problems[0]["text"]


def test_the_township_tells_namesakes_apart(handed_in, namesake):
    heads = ("所属县、区", "所属乡、镇", "村")
    rows = [("民和县", "川口", "享堂"), ("民和回族土族自治县", "古鄯镇", "享堂村")]
    sheet = handed_in("villages", xlsx(heads, *rows))
    assert [row.values["code"] for row in sheet.rows.order_by("number")] == [FULL, "630222101200"]
