"""The due list of an office and its sums: page, file, machine interface say the same."""

import io

import pytest
from openpyxl import load_workbook

from core.actions.dues import recompute
from core.models import DueItem
from tests.cast import TODAY
from tests.core.dues import due, of_cadre, of_unit


@pytest.fixture
def kept(cast, named):
    """The township owes two, one of them late; unit, cadre and county one each."""
    named += [due("late", days=-3, params={"place": "红卫"}), due("soon", days=5), of_unit(cast), of_cadre(cast)]
    named.append(due("county", office="county", area="630222", days=-1))
    recompute(on=TODAY)
    return cast


def keys(answer):
    return [DueItem.objects.get(pk=row["id"]).key for row in answer.json()["results"]]


def asked(client_of, who, query=""):
    return client_of(who).get(f"/api/v1/dues/?{query}")


def test_the_page_says_what_to_do_and_leads_there(kept, client_of):
    page = client_of("township").get("/dues/").content.decode()
    assert '<a href="/policy/">红卫: test it.</a>' in page
    assert "逾期3天" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["late", "soon"]),
        ("state=late", ["late"]),
        ("state=due", ["soon"]),
        ("state=done", []),
        ("whose=below", ["cadre"]),
        ("whose=all", ["late", "cadre", "soon"]),
        ("kind=testing&state=late", ["late"]),
        ("area=630222101", []),
        ("area=630222100200", []),
        ("q=红卫", ["late"]),
    ],
)
def test_a_township_narrows_its_list(kept, client_of, query, found):
    assert keys(asked(client_of, "township", query)) == found


def test_a_county_finds_a_unit_by_its_name(kept, client_of):
    assert keys(asked(client_of, "county", "whose=below&q=水务局")) == ["unit"]


def test_a_unit_sees_its_own_only(kept, client_of):
    assert keys(asked(client_of, "unit", "whose=all")) == ["unit"]


def test_what_is_done_is_shown_for_a_month(kept, client_of, named):
    named.clear()
    recompute(on=TODAY)
    assert sorted(keys(asked(client_of, "township", "state=done"))) == ["late", "soon"]


def test_another_county_sees_nothing(kept, client_of):
    assert keys(asked(client_of, "county2", "whose=all")) == []
    assert client_of("county2").get("/dues/sums/").context["kinds"] == []


def test_nonsense_is_named(kept, client_of):
    assert asked(client_of, "county", "state=lost").status_code == 422


def test_the_file_holds_what_the_page_shows(kept, client_of):
    file = client_of("county").get("/dues/file/?whose=below&state=late").content
    rows = list(load_workbook(io.BytesIO(file)).active.values)[1:]
    assert [row[4:6] for row in rows] == [("红卫: test it.", "川口镇 · 乡镇党委")]


def test_sums_count_by_place_and_kind(kept, client_of):
    sums = client_of("county").get("/api/v1/dues/sums/").json()
    assert sums["places"] == [{"code": "630222100", "name": "川口镇", "open": 5, "late": 2}]
    assert sums["kinds"] == [{"kind": "testing", "label": "Testing", "open": 5, "late": 2}]


def test_sums_lead_further_down(kept, client_of):
    page = client_of("prefecture").get("/dues/sums/?area=630222100").content.decode()
    assert "享堂村委会" in page
    assert "whose=all&amp;state=late" in page


def test_sums_outside_ones_own_area_are_refused(kept, client_of):
    assert client_of("county").get("/api/v1/dues/sums/?area=6301").status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_long_the_list(cast, named, client_of, django_assert_num_queries, count):
    named += [due(str(n), days=n) for n in range(count)]
    recompute(on=TODAY)
    client = client_of("township")
    client.get("/dues/")
    with django_assert_num_queries(7):
        client.get("/dues/")
