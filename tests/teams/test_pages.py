"""Every page of the floor: it opens for whom it should, in few queries whatever the number of rows."""

from datetime import date

import pytest

from core.models import Record
from teams.models import Cadre, Village

LISTS = ["/villages/", "/units/", "/teams/", "/cadres/"]
FULL = "630222100201"


def pages(cast):
    return {
        "village": f"/villages/{cast.villages[FULL].pk}/",
        "unit": f"/units/{cast.units['海东市水务局'].pk}/",
        "team": f"/teams/{cast.teams[FULL].pk}/",
        "cadre": f"/cadres/{cast.cadres['first'].pk}/",
    }


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("office", ["province", "prefecture", "county", "township", "clerk", "leadership", "unit"])
def test_lists_open_for_every_office(client_of, path, office):
    assert client_of(office).get(path).status_code == 200


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("office", ["province", "county", "unit"])
def test_lists_take_few_queries(client_of, cast, path, office, django_assert_max_num_queries):
    client = client_of(office)
    client.get(path)
    with django_assert_max_num_queries(12):
        client.get(path)


@pytest.mark.parametrize("path", LISTS)
def test_more_rows_take_no_more_queries(client_of, cast, path, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    few, many = client_of("county2"), client_of("province")
    few.get(path), many.get(path)
    with CaptureQueriesContext(connection) as seen:
        few.get(path)
    with django_assert_num_queries(len(seen)):
        many.get(path)


@pytest.mark.parametrize("page", ["village", "unit", "team", "cadre"])
@pytest.mark.parametrize("office", ["county", "township", "unit", "prefecture"])
def test_pages_take_few_queries(client_of, cast, page, office, django_assert_max_num_queries):
    client = client_of(office)
    with django_assert_max_num_queries(12):
        assert client.get(pages(cast)[page]).status_code == 200


@pytest.mark.parametrize("page", ["village", "team", "cadre"])
@pytest.mark.parametrize("office", ["county2", "prefecture2", "leadership2", "township2", "clerk2", "unit2"])
def test_neighbours_find_nothing(client_of, cast, page, office):
    assert client_of(office).get(pages(cast)[page]).status_code == 404


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("office", ["sysadmin", "auditor"])
def test_who_decides_no_personnel_sees_none(client_of, path, office):
    assert client_of(office).get(path).status_code == 403


def test_the_neighbours_list_does_not_hold_ours(client_of, cast):
    page = client_of("county2").get("/cadres/").content.decode()
    assert "队长甲" not in page
    assert "外县壬" in page


def test_opening_a_file_leaves_a_line(client_of, cast):
    client_of("county").get(pages(cast)["cadre"])
    lines = Record.objects.about(cast.cadres["first"]).filter(kind=Record.Kind.SIGHT)
    assert [(line.verb, line.user) for line in lines] == [("open", cast.users["county"])]


def test_a_cadre_sees_the_own_file_only(client_of, cast):
    client = client_of("cadre")
    assert client.get(pages(cast)["cadre"]).status_code == 200
    assert client.get(f"/cadres/{cast.cadres['member'].pk}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [("paired=no", 1), ("paired=yes", 3), ("need=governance", 0), ("area=630222101", 1), ("exited=yes", 1)],
)
def test_villages_are_narrowed(client_of, cast, query, count):
    Village.objects.filter(area=FULL).update(poverty_exit_on=date(2019, 12, 31))
    assert len(client_of("county").get(f"/villages/?{query}").context["page"].object_list) == count


@pytest.mark.parametrize(
    ("query", "count"), [("complete=yes", 1), ("complete=no", 1), ("lacks=township", 1), ("lacks=unit", 1)]
)
def test_teams_are_narrowed(client_of, query, count):
    assert len(client_of("county").get(f"/teams/?{query}").context["page"].object_list) == count


@pytest.mark.parametrize("query", ["area=x", "need=x", "paired=x"])
def test_a_wrong_filter_is_told(client_of, query):
    assert client_of("county").get(f"/villages/?{query}").status_code == 422


def test_sorting_knows_its_keys_only(client_of):
    assert client_of("county").get("/cadres/?sort=password&page=x").status_code == 200


def test_the_youngest_come_first(client_of):
    page = client_of("unit").get("/cadres/?sort=born").context["page"]
    assert page[0].name == "年长己"


def test_a_short_team_says_since_when_and_who(client_of, cast):
    page = client_of("county").get(f"/teams/{cast.teams['630222100200'].pk}/").content.decode()
    assert "2025-09-01" in page


def test_numbers_are_masked(client_of, cast):
    page = client_of("unit").get(pages(cast)["cadre"]).content.decode()
    assert "138****0000" in page
    assert "13800000000" not in page
    assert Cadre.objects.get(name="队长甲").id_number not in page
