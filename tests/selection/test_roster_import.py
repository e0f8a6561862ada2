"""A roster in any shape enters people and nominates them, once, and can be taken back as a whole."""

import pytest

from selection.models import Nomination
from teams.models import Cadre
from tests.rosters.files import by_csv, by_excel, by_wps
from tests.rosters.handing import checked, entered, nominating, taken_back, told
from tests.rosters.people import Somebody
from tests.rosters.shapes import REGISTRATION, SERVING, SHAPES, WHOLE, table

WRITERS = {"excel": by_excel, "wps": by_wps, "csv": by_csv}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_one_file_enters_a_person_and_nominates(cast, write):
    sheet = entered(cast, nominating(cast, write(table(WHOLE, [Somebody()]))))
    case = Nomination.objects.get()
    assert (sheet.state, case.cadre.name, case.seat, case.state) == (
        "applied",
        "新人甲",
        "first_secretary",
        "submitted",
    )


@pytest.mark.parametrize("shape", ["registration", "sent", "city", "whole"])
def test_every_shape_enters_a_person(cast, shape):
    entered(cast, checked(cast, by_excel(table(SHAPES[shape], [Somebody()]))))
    assert Cadre.objects.filter(name="新人甲", sex="male", born_on__year=1985, born_on__month=6).count() == 1


def test_a_shape_with_an_age_only_finds_known_people(cast):
    sheet = checked(
        cast, by_excel(table(SERVING, [Somebody(name="人选丁"), Somebody(name="新人乙", serial=2, phone="")]))
    )
    known, new = sheet.rows.order_by("number")
    assert (known.verdict, known.target) == ("changed", cast.cadres["pool"].pk)
    assert "id_number" in told(new)


def test_the_registration_form_nominates_for_the_village_beside_it(cast):
    people = [Somebody(), Somebody(name="新人乙", serial=2, phone="13900000002", first=False)]
    team = cast.teams["630222100200"].pk
    sheet = nominating(cast, by_excel(table(REGISTRATION, people)), team=team)
    assert [row.problems for row in sheet.rows.all()][1] == []


def test_taking_it_back_leaves_nothing(cast):
    before = set(Cadre.objects.values_list("pk", flat=True))
    sheet = entered(cast, nominating(cast, by_excel(table(WHOLE, [Somebody()]))))
    assert taken_back(cast, sheet).state == "undone"
    assert set(Cadre.objects.values_list("pk", flat=True)) == before
    assert not Nomination.objects.exists()
