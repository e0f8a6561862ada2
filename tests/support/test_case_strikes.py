"""A difficulty or an injury entered by mistake is struck with the reason; both lists leave as Excel, in scope, without formulas."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.dues import SOURCES
from core.models import Record
from core.refusals import Conflict, NotAllowed, Refused
from support.actions import cases, lines
from support.models import Difficulty, Injury, InjuryStep
from tests.support.test_cases import hurt, trouble


def strike(cast, case, by="county", why="误登"):
    return lines.strike(case, why=why, by=cast.actors[by], on=cast.today)


@pytest.mark.parametrize("name", ["unit", "county_b"])
def test_whoever_entered_it_or_the_county_strikes_a_difficulty(name, cast):
    assert strike(cast, trouble(cast), by=name).struck_on == cast.today


def test_a_cadre_strikes_what_they_entered_themselves(cast):
    assert strike(cast, trouble(cast, by="cadre"), by="cadre").struck_why == "误登"


@pytest.mark.parametrize("name", ["township", "cadre", "unit2", "county2", "prefecture"])
def test_nobody_else_strikes_it(name, cast):
    with pytest.raises(NotAllowed):
        strike(cast, trouble(cast), by=name)


@pytest.mark.parametrize("enter", [trouble, hurt])
def test_it_is_struck_once_and_with_a_reason(enter, cast):
    case = enter(cast)
    with pytest.raises(Refused):
        strike(cast, case, why=" ")
    strike(cast, case)
    with pytest.raises(Conflict):
        strike(cast, case)


def test_the_record_says_why_an_injury_was_struck_and_nothing_of_a_difficulty(cast):
    strike(cast, hurt(cast), why="并非因公")
    strike(cast, trouble(cast), why="父亲已出院")
    notes = list(Record.objects.filter(verb="strike_line").order_by("pk").values_list("note", flat=True))
    assert notes == ["并非因公", ""]


def test_nothing_of_a_struck_injury_is_owed_or_done_any_more(cast):
    strike(cast, hurt(cast))
    assert not list(SOURCES["injury_step"].find(cast.today))
    step = InjuryStep.objects.first()
    with pytest.raises(Conflict):
        cases.do_step(step, evidence="已住院", done_on=cast.today, by=cast.actors["unit"], on=cast.today)


def test_no_help_is_entered_for_a_struck_difficulty_and_none_is_due(cast):
    case = strike(cast, trouble(cast))
    assert not list(SOURCES["difficulty"].find(cast.today))
    with pytest.raises(Conflict):
        cases.help_with(case, what="慰问", day=cast.today, by=cast.actors["unit"], on=cast.today)


@pytest.mark.parametrize(("enter", "model", "name"), [(trouble, Difficulty, "difficulty"), (hurt, Injury, "injury")])
def test_struck_on_its_page_it_leaves_the_list_until_it_is_asked_for(enter, model, name, cast, client_of):
    case, county = enter(cast), client_of("county")
    page = reverse(name, args=[case.pk])
    assert "误登记" in county.get(page).content.decode()
    county.post(f"{page}strike/", {"why": "登错人"})
    assert model.objects.get().struck_why == "登错人"
    assert "登错人" in county.get(page).content.decode()
    listed = reverse("difficulties" if name == "difficulty" else "injuries")
    assert not county.get(listed).context["page"].object_list
    assert "登错人" in county.get(f"{listed}?struck=on").content.decode()


def test_a_strike_without_a_reason_shows_the_page_again(cast, client_of):
    case = hurt(cast)
    assert client_of("county").post(f"/injuries/{case.pk}/strike/", {"why": ""}).status_code == 422
    assert Injury.objects.get().struck_on is None


@pytest.mark.parametrize(("enter", "kind"), [(trouble, "difficulties"), (hurt, "injuries")])
def test_machines_strike_it_once(enter, kind, cast, client_of):
    path, said = f"/api/v1/{kind}/{enter(cast).pk}/strike/", {"why": "误登"}
    answer = client_of("county").post(path, said, content_type="application/json")
    assert answer.json()["struck_why"] == "误登"
    assert client_of("county").post(path, said, content_type="application/json").status_code == 409
    assert client_of("county").get(f"/api/v1/{kind}/").json()["count"] == 0
    assert client_of("county").get(f"/api/v1/{kind}/?struck=true").json()["count"] == 1


def sheet(client, path):
    """The lines of an Excel file."""
    book = load_workbook(io.BytesIO(client.get(path).content))
    return [[cell for cell in row if cell is not None] for row in book.active.iter_rows(values_only=True)]


@pytest.mark.parametrize(("enter", "kind"), [(trouble, "difficulties"), (hurt, "injuries")])
def test_the_list_leaves_as_excel_with_its_conditions_above_the_head(enter, kind, cast, client_of):
    enter(cast)
    enter(cast, who="town", by="county")
    lines_of = sheet(client_of("county"), f"/{kind}.xlsx?state=open&q=队长")
    assert lines_of[1:3] == [["姓名: 队长"], ["状态: 进行中"]]
    assert [line[0] for line in lines_of[5:]] == ["队长甲"]


def test_no_cell_of_it_becomes_a_formula(cast, client_of):
    hurt(cast, what="=HYPERLINK(1)")
    cells = [cell for line in sheet(client_of("county"), "/injuries.xlsx") for cell in line]
    assert "'=HYPERLINK(1)" in cells


def test_the_file_holds_no_more_than_the_list(cast, client_of):
    trouble(cast)
    hurt(cast)
    assert client_of("prefecture").get("/difficulties.xlsx").status_code == 403
    for name in ("unit2", "county2"):
        assert not any("队长甲" in line for line in sheet(client_of(name), "/difficulties.xlsx"))
        assert not any("队长甲" in line for line in sheet(client_of(name), "/injuries.xlsx"))


def test_what_troubles_a_family_is_not_in_the_file(cast, client_of):
    trouble(cast)
    assert "父亲住院" not in str(sheet(client_of("county"), "/difficulties.xlsx"))
