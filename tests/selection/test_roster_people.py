"""Whom a row speaks of: found again, new, somebody else's, or somebody that cannot be."""

from datetime import date

import pytest

from core.models import SheetRow
from teams.models import Cadre
from tests.rosters.files import by_excel
from tests.rosters.handing import (
    checked,
    entered,
    hinted,
    only_row,
    taken_back,
    told,
    without_children,  # noqa: F401
)
from tests.rosters.people import Somebody, id_of, short
from tests.rosters.shapes import CITY, SENT, SERVING, table

pytestmark = pytest.mark.usefixtures("without_children")


def judged(cast, *people, shape=CITY, who="unit", **changed):
    return checked(cast, by_excel(table(shape, people or [Somebody()], **changed)), who)


@pytest.fixture
def known(cast):
    """Somebody of the unit's own with a true ID number."""
    cadre = cast.cadres["pool"]
    cadre.put_id_number(id_of())
    cadre.put_phone("13900000001")
    cadre.save()
    return cadre


@pytest.fixture
def foreign(cast):
    """Somebody of another unit."""
    cadre = cast.cadres["elsewhere"]
    cadre.put_id_number(id_of())
    cadre.save()
    return cadre


def test_the_id_number_finds_a_person_again_and_shows_old_and_new(cast, known):
    row = only_row(judged(cast, Somebody(name="人选丁", rank="县处级正职")))
    assert (row.verdict, row.target, row.changes) == ("changed", known.pk, {"rank": ["deputy_division", "division"]})


def test_what_a_known_person_has_already_is_unchanged(cast, known):
    assert only_row(judged(cast, Somebody(name="人选丁"))).verdict == "same"


def test_a_telephone_that_changes_in_the_middle_is_a_change(cast, known):
    row = only_row(judged(cast, Somebody(name="人选丁", phone="13977770001")))
    assert row.changes == {"phone": ["139****0001", "139****0001"]}
    entered(cast, row.sheet)
    known.refresh_from_db()
    assert known.phone == "13977770001"


def test_taking_back_puts_the_facts_and_the_number_back(cast, known):
    sheet = judged(cast, Somebody(name="人选丁", rank="县处级正职", phone="13977770001"))
    taken_back(cast, entered(cast, sheet))
    known.refresh_from_db()
    assert (known.rank, known.phone) == ("deputy_division", "13900000001")


def test_what_was_changed_since_is_not_overwritten_by_taking_back(cast, known):
    sheet = entered(cast, judged(cast, Somebody(name="人选丁", rank="县处级正职")))
    Cadre.objects.filter(pk=known.pk).update(job_title="局长")
    sheet = taken_back(cast, sheet)
    assert (sheet.state, "人选丁" in sheet.error) == ("applied", True)


def test_a_foreign_persons_number_tells_nothing(cast, foreign):
    row = only_row(judged(cast))
    assert told(row)["id_number"] == "此身份证号码不能在此使用,请咨询组织部门。"
    assert foreign.name not in str(row.values) + str(row.problems)


@pytest.mark.parametrize("unit", ["青海省林草局", "民和县水务局", "无此单位"])
def test_a_row_of_another_unit_is_refused_and_looked_up_nowhere(cast, foreign, unit):
    row = only_row(judged(cast, 单位名称=unit))
    assert [*told(row)] == ["unit"]


@pytest.mark.parametrize("unit", ["海东市水务局", "水务局", "中共海东市水务局", " 海东市 水务局"])
def test_ones_own_unit_may_be_shortened(cast, unit):
    assert only_row(judged(cast, 单位名称=unit)).verdict == "new"


@pytest.mark.parametrize("unit", ["川口镇", "川口镇人民政府", "民和回族土族自治县川口镇", "川口镇党委"])
def test_a_township_hands_in_its_own(cast, unit):
    assert only_row(judged(cast, who="township", 单位名称=unit)).verdict == "new"


def test_a_township_cannot_enter_the_people_of_a_unit(cast):
    assert [*told(only_row(judged(cast, who="township")))] == ["unit"]


@pytest.mark.parametrize(
    ("head", "cell", "key"),
    [("性别", "女", "sex"), ("出生年月", "1985.07", "born"), ("出生年月", "1985-06-16", "born"), ("年龄", 35, "age")],
)
def test_what_contradicts_the_id_number_is_marked_at_its_cell(cast, head, cell, key):
    assert [*told(only_row(judged(cast, **{head: cell})))] == [key]


@pytest.mark.parametrize("born", ["1985.06", "1985年6月", "1985-06-15", "19850615", 198506, 1985.06, date(1985, 6, 1)])
def test_a_birthday_in_any_shape_agrees(cast, born):
    assert only_row(judged(cast, 出生年月=born)).verdict == "new"


@pytest.mark.parametrize("age", [40, 41, 42])
def test_an_age_a_birthday_off_is_let_pass(cast, age):
    assert only_row(judged(cast, 年龄=age)).verdict == "new"


@pytest.mark.parametrize("born", [date(1985, 10, 2), date(1985, 1, 2)])
def test_the_number_1985_1_may_be_january_or_october(cast, born):
    assert only_row(judged(cast, Somebody(born=born), 出生年月=1985.1)).verdict == "new"


def test_fifteen_places_stored_as_a_number_are_one_and_the_same(cast, known):
    row = only_row(judged(cast, Somebody(name="人选丁"), 身份证号=int(short(id_of()))))
    assert row.target == known.pk


def test_eighteen_places_rounded_by_excel_are_refused_with_the_way_to_mend_it(cast):
    row = only_row(judged(cast, Somebody(serial=0), 身份证号=632222198506150000))
    assert "文本" in told(row)["id_number"]


def test_full_width_digits_are_digits(cast, known):
    wide = id_of().translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})
    assert only_row(judged(cast, Somebody(name="人选丁"), 身份证号=wide)).target == known.pk


def test_a_slip_in_the_number_is_named(cast):
    wrong = id_of()[:-1] + ("1" if id_of()[-1] != "1" else "2")
    assert [*told(only_row(judged(cast, 身份证号=wrong)))] == ["id_number"]


def test_the_same_person_twice_in_a_file_is_noted_at_the_second(cast):
    first, second = judged(cast, Somebody(), Somebody(name="另名", phone="13900000002")).rows.order_by("number")
    assert (first.verdict, [*told(second)]) == ("new", ["id_number"])


def test_the_same_telephone_twice_is_noted_at_the_second(cast):
    first, second = judged(cast, Somebody(), Somebody(name="新人乙", serial=2)).rows.order_by("number")
    assert (first.verdict, [*told(second)]) == ("new", ["phone"])


def test_namesakes_need_the_number(cast):
    for serial in (1, 2):
        cadre = Cadre(
            name="同名人",
            unit=cast.units["海东市水务局"],
            area="6302",
            sex="male",
            born_on="1985-06-15",
            party="none",
            rank="staff",
        )
        cadre.put_id_number(id_of(serial=serial))
        cadre.save()
    assert [*told(only_row(judged(cast, Somebody(name="同名人"), shape=SERVING, 住所="")))] == ["name"]


def test_somebody_entered_by_month_gets_the_number_later(cast):
    entered(cast, judged(cast, shape=SENT))
    made = Cadre.objects.get(name="新人甲")
    assert (made.born_on, made.id_index) == (date(1985, 6, 1), None)
    row = only_row(judged(cast))
    assert (row.target, row.changes["id_number"][0]) == (made.pk, "")
    entered(cast, row.sheet)
    made.refresh_from_db()
    assert (made.born_on, made.id_number) == (date(1985, 6, 15), id_of())


def test_no_full_number_is_stored_in_the_open(cast):
    row = only_row(judged(cast))
    stored = str(SheetRow.objects.filter(pk=row.pk).values())
    assert id_of() not in stored
    assert "13900000001" not in stored


def test_a_rank_above_the_list_is_refused_with_the_known_words(cast):
    words = told(only_row(judged(cast, Somebody(rank="厅局级副职"))))["rank"]
    assert ("县处级正职" in words, "科员级" in words) == (True, True)


@pytest.mark.parametrize(
    ("word", "party"),
    [
        ("01", "full_member"),
        (1, "full_member"),
        ("中共预备党员", "probationary"),
        ("九三学社社员", "none"),
        ("13", "none"),
    ],
)
def test_party_membership_by_word_or_code(cast, word, party):
    entered(cast, judged(cast, 政治面貌=word))
    assert Cadre.objects.get(name="新人甲").party == party


def test_a_level_recorded_otherwise_is_only_remarked(cast):
    row = only_row(judged(cast, 隶属关系="02"))
    assert (row.verdict, "level" in hinted(row)) == ("new", True)


def test_a_person_without_number_and_birthday_cannot_be_entered(cast):
    assert "id_number" in told(only_row(judged(cast, shape=SERVING, 住所="")))
