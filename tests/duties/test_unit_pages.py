"""Pages of a unit's duties: its leader filled in, three registers with Excel, few statements however many rows."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from duties.models import Hearing, LeaderVisit, PairedWork
from tests.duties.unit_records import FULL, heard, paired, visited

REGISTERS = [("hearings", heard), ("unit-visits", visited), ("paired-work", paired)]
COUNTS = {"staff": "3", "households": "9", "visits": "20", "helped": "4"}


@pytest.mark.parametrize("name", ["hearings", "unit-visits"])
def test_the_designated_leader_is_filled_in(client_of, name):
    assert 'value="领导甲"' in client_of("unit").get(f"/duties/{name}/new/").content.decode()


def test_a_unit_records_from_its_pages(cast, client_of):
    client, village = client_of("unit"), cast.villages[FULL].pk
    hearing = {"day": "2026-07-20", "led_by": "领导甲", "teams": [cast.teams[FULL].pk], "decided": "落实资金"}
    assert client.post("/duties/hearings/new/", hearing).status_code == 302
    visit = {"village": village, "day": "2026-07-20", "leader": "领导甲", "settled": "协调修路"}
    assert client.post("/duties/unit-visits/new/", visit).status_code == 302
    assert client.post("/duties/paired-work/new/", {"village": village, "year": "2026", **COUNTS}).status_code == 302
    assert [model.objects.count() for model in (Hearing, LeaderVisit, PairedWork)] == [1, 1, 1]


def test_a_unit_is_offered_only_its_own_villages(cast, client_of):
    page = client_of("unit").get("/duties/unit-visits/new/").content.decode()
    assert "享堂" in page
    assert "深沟" not in page


def test_negative_counts_come_back_at_their_field(cast, client_of):
    body = {"village": cast.villages[FULL].pk, "year": "2026", **COUNTS, "visits": "-1"}
    assert client_of("unit").post("/duties/paired-work/new/", body).status_code == 422
    assert not PairedWork.objects.exists()


@pytest.mark.parametrize(("name", "made"), REGISTERS)
def test_county_and_township_read_and_strangers_do_not(cast, client_of, name, made):
    row = made(cast)
    for reader in ("county", "township", "leadership", "prefecture", "unit"):
        assert client_of(reader).get(f"/duties/{name}/{row.pk}/").status_code == 200, reader
    for stranger in ("county2", "township2", "unit2"):
        assert client_of(stranger).get(f"/duties/{name}/{row.pk}/").status_code == 404, stranger


def test_a_county_sees_of_a_hearing_only_its_own_teams(cast, client_of):
    forest = cast.units["青海省林草局"]
    row = Hearing.objects.create(
        unit=forest, day=cast.today, led_by="领导乙", decided="好", made_by=cast.users["unit2"]
    )
    other = cast.teams["630202101200"]
    row.teams.set([other, cast.teams[FULL]])
    assert "深沟" not in client_of("county").get(f"/duties/hearings/{row.pk}/").content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("name", "made"), REGISTERS)
def test_every_page_of_a_register_speaks_both_languages(cast, client_of, name, made, language):
    client, row = client_of("unit"), made(cast)
    client.cookies["language"] = language
    for path in ("", "new/", f"{row.pk}/", f"{row.pk}/edit/", "excel/"):
        assert client.get(f"/duties/{name}/{path}").status_code == 200, path


@pytest.mark.parametrize(("name", "made"), REGISTERS)
def test_a_register_goes_out_as_excel(cast, client_of, name, made):
    made(cast)
    sheet = load_workbook(io.BytesIO(client_of("county").get(f"/duties/{name}/excel/").content)).active
    assert [cell.value for cell in sheet["A"]][1:] == ["海东市水务局"]


def test_the_township_confirms_with_one_button(cast, client_of):
    visit, client = visited(cast), client_of("township")
    assert f"/duties/unit-visits/{visit.pk}/confirm/" in client.get(f"/duties/unit-visits/{visit.pk}/").content.decode()
    client.post(f"/duties/unit-visits/{visit.pk}/confirm/")
    assert LeaderVisit.objects.get().confirmed_on == cast.today


@pytest.mark.parametrize(("name", "made"), REGISTERS[:2])
def test_a_register_takes_as_many_statements_for_three_rows_as_for_one(
    cast, client_of, name, made, django_assert_max_num_queries
):
    client = client_of("county")
    made(cast)
    with django_assert_max_num_queries(40) as one:
        client.get(f"/duties/{name}/")
    for back in (1, 2):
        made(cast, day=cast.today - timedelta(days=back))
    with django_assert_max_num_queries(len(one)):
        client.get(f"/duties/{name}/")


def test_machines_do_what_the_pages_do(cast, client_of):
    client, json, village = client_of("unit"), {"content_type": "application/json"}, cast.villages[FULL].pk
    hearing = {"day": "2026-07-20", "led_by": "领导甲", "teams": [cast.teams[FULL].pk], "decided": "落实资金"}
    made = client.post("/api/v1/hearings/", hearing, **json).json()
    at = f"/api/v1/hearings/{made['id']}/"
    assert client.put(at, hearing | {"decided": "再议"}, **json).json()["decided"] == "再议"
    assert client.post(at + "remove/", {"reason": "重复"}, **json).status_code == 204
    work = client.post("/api/v1/paired-work/", {"village": village, "year": 2026, **COUNTS}, **json).json()
    body = {"village": village, "year": 2026, **COUNTS, "visits": 40}
    assert client.put(f"/api/v1/paired-work/{work['id']}/", body, **json).json()["visits"] == 40


def test_a_machine_of_the_township_confirms_a_visit(cast, client_of):
    answer = client_of("township").post(f"/api/v1/unit-visits/{visited(cast).pk}/confirm/")
    assert answer.json()["confirmed_on"] == "2026-07-20"
