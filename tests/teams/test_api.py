"""The first floor for machines: the same deeds, the same jurisdiction, problems with the clause."""

import pytest

from teams.models import Cadre
from tests.teams.test_cadres import NUMBER

EMPTY, FULL, UNPAIRED = "630222100200", "630222100201", "630222100202"
LISTS = ["villages", "units", "pairings", "teams", "postings", "cadres"]


def send(client, path, body, method="post"):
    return getattr(client, method)(f"/api/v1/{path}", body, content_type="application/json")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("office", ["province", "county", "township", "unit"])
def test_lists_answer_in_few_queries(client_of, cast, name, office, django_assert_max_num_queries):
    client = client_of(office)
    with django_assert_max_num_queries(12):
        assert client.get(f"/api/v1/{name}/").status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_the_own_rows_only(client_of, cast, name):
    ours = {row["id"] for row in client_of("county").get(f"/api/v1/{name}/").json()["results"]}
    theirs = {row["id"] for row in client_of("county2").get(f"/api/v1/{name}/").json()["results"]}
    shared = {cast.units["青海省林草局"].pk} if name == "units" else set()
    assert ours
    assert ours & theirs == shared


@pytest.mark.parametrize("name", LISTS)
def test_an_unknown_filter_is_told(client_of, name):
    assert client_of("county").get(f"/api/v1/{name}/?colour=red").status_code == 422


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["page=99999", "page=x", "area=%27", "q=%25"])
def test_odd_queries_break_nothing(client_of, name, query):
    assert client_of("county").get(f"/api/v1/{name}/?{query}").status_code in (200, 404, 422)


def test_a_team_says_what_it_lacks(client_of, cast):
    team = client_of("county").get(f"/api/v1/teams/{cast.teams[EMPTY].pk}/").json()
    assert (team["short_since"], team["must_act"]) == ("2025-09-01", ["unit", "township"])


def test_a_whole_team_names_its_holders(client_of, cast):
    team = client_of("county").get(f"/api/v1/teams/{cast.teams[FULL].pk}/").json()
    assert [seat["holder"] for seat in team["seats"]] == ["队长甲", "队员乙", "乡员丙"]


def test_withdrawing_a_team_is_refused_with_the_clause(client_of, cast):
    body = {"disbanded_on": "2026-07-20", "reason": "x"}
    answer = send(client_of("county"), f"teams/{cast.teams[EMPTY].pk}/disband/", body)
    assert answer.status_code == 422
    assert "不得撤离" in answer.json()["provision"]["quote"]


def test_a_village_is_paired_and_gets_its_team(client_of, cast):
    client, village = client_of("prefecture"), cast.villages[UNPAIRED].pk
    body = {"unit": cast.units["海东市水务局"].pk, "starts_on": "2026-07-20"}
    assert send(client, f"villages/{village}/pair/", body).status_code == 201
    assert send(client, f"villages/{village}/team/", {"formed_on": "2026-07-20"}).status_code == 201


def test_a_second_pairing_is_a_conflict(client_of, cast):
    body = {"unit": cast.units["海东市水务局"].pk, "starts_on": "2026-07-20"}
    assert send(client_of("prefecture"), f"villages/{cast.villages[FULL].pk}/pair/", body).status_code == 409


def test_a_unit_out_of_sight_cannot_be_paired(client_of, cast):
    body = {"unit": cast.units["海东市水务局"].pk, "starts_on": "2026-07-20"}
    answer = send(client_of("prefecture2"), f"villages/{cast.villages['630121100200'].pk}/pair/", body)
    assert answer.status_code == 422
    assert "unit" in answer.json()["errors"]


def test_a_cadre_is_entered_and_comes_back_masked(client_of):
    body = {"name": "新人", "id_number": NUMBER, "phone": "13900001111", "party": "none", "rank": "staff"}
    answer = send(client_of("unit"), "cadres/", body)
    assert answer.status_code == 201
    assert answer.json()["id_number"] == "0000**********" + NUMBER[-4:]


@pytest.mark.parametrize("office", ["county", "clerk"])
def test_others_enter_no_cadres(client_of, office):
    body = {"name": "新人", "id_number": NUMBER, "party": "none", "rank": "staff"}
    assert send(client_of(office), "cadres/", body).status_code == 403


def test_what_is_not_a_fact_is_not_changed(client_of, cast):
    body = {"name": "甲", "party": "none", "rank": "staff", "area": "630202", "unit": 1, "account": 1, "seal": "x"}
    who = cast.cadres["pool"]
    assert send(client_of("unit"), f"cadres/{who.pk}/", body, "put").status_code == 200
    again = Cadre.objects.get(pk=who.pk)
    assert (again.name, again.area, again.unit, again.account) == ("甲", who.area, who.unit, None)


def test_a_number_is_found_in_the_jurisdiction_only(client_of):
    body = {"name": "新人", "id_number": NUMBER, "party": "none", "rank": "staff"}
    send(client_of("unit"), "cadres/", body)
    assert len(send(client_of("unit"), "cadres/find/", {"id_number": NUMBER}).json()) == 1
    assert send(client_of("unit2"), "cadres/find/", {"id_number": NUMBER}).json() == []


def test_a_full_number_needs_a_reason(client_of, cast):
    path = f"cadres/{cast.cadres['first'].pk}/reveal/"
    assert send(client_of("county"), path, {"what": "phone"}).status_code == 422
    assert send(client_of("county"), path, {"what": "phone", "reason": "x"}).json() == {"number": "13800000000"}


@pytest.mark.parametrize("body", [[], '"x"', 7, {"name": {}}, {"name": ["a"]}, {"id_number": 1.5, "name": None}])
def test_a_body_of_the_wrong_shape_is_told(client_of, body):
    assert send(client_of("unit"), "cadres/", body).status_code == 422


@pytest.mark.parametrize("unit", [-1, 0, 10**30, "x", None])
def test_an_impossible_unit_is_told(client_of, cast, unit):
    body = {"unit": unit, "starts_on": "2026-07-20"}
    assert send(client_of("prefecture"), f"villages/{cast.villages[UNPAIRED].pk}/pair/", body).status_code == 422
