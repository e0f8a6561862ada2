"""The roster 花名册 in Excel: the offices' own column heads, own people only, nothing a spreadsheet would run."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.models import Record
from teams.actions import cadres as deeds
from teams.roster import SENT, SERVING, plain


def sheet(answer):
    return [list(row) for row in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)]


@pytest.mark.parametrize(("kind", "heads"), [("sent", SENT), ("serving", SERVING)])
def test_the_heads_are_the_offices_own(client_of, kind, heads):
    rows = sheet(client_of("county").get(f"/teams/roster/{kind}.xlsx"))
    assert rows[0] == list(heads)
    assert len(rows) == 4


def test_a_line_of_the_roster_by_place(client_of):
    rows = sheet(client_of("county").get("/teams/roster/serving.xlsx"))
    line = dict(zip(rows[0], next(row for row in rows if "队长甲" in row), strict=True))
    assert (line["所属县、区"], line["年龄"], line["是否担任第一书记"]) == ("民和回族土族自治县", 41, "是")


def test_numbers_are_masked(client_of):
    assert "13800000000" not in str(sheet(client_of("county").get("/teams/roster/sent.xlsx")))


def test_the_neighbours_are_not_on_it(client_of):
    rows = sheet(client_of("county2").get("/teams/roster/sent.xlsx"))
    assert [row[1] for row in rows[1:]] == ["外县壬"]


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t"])
def test_no_cell_is_a_formula(client_of, cast, lead):
    cast.cadres["first"].job_title = f"{lead}1+1"
    cast.cadres["first"].save()
    assert f"'{lead}1+1" in str(sheet(client_of("county").get("/teams/roster/sent.xlsx"))).replace("\\t", "\t")


def test_plain_values_stay():
    assert [plain(value) for value in ("张三", 41, "")] == ["张三", 41, ""]


def test_handing_it_out_is_recorded(client_of):
    client_of("county").get("/teams/roster/sent.xlsx")
    assert Record.objects.filter(verb="export_roster", details={"form": "sent", "rows": 3}).count() == 1


def test_ten_an_hour(client_of, monkeypatch):
    monkeypatch.setitem(deeds.PER_HOUR, "export_roster", 0)
    assert client_of("county").get("/teams/roster/sent.xlsx").status_code == 429


@pytest.mark.parametrize("office", ["clerk", "cadre", "sysadmin", "auditor"])
def test_not_every_office_takes_it_home(client_of, office):
    assert client_of(office).get("/teams/roster/sent.xlsx").status_code == 403
