"""Search finds what lies in the jurisdiction, and nothing else."""

import pytest
from django.urls import reverse

from core.pinyin import initials_of_person
from teams.models import Cadre


def found(client, words):
    page = client.get(reverse("search"), {"q": words})
    return {name: [str(row) for row in rows] for _label, name, rows in page.context["groups"]}


def test_a_person_is_found_by_a_part_of_the_name(client_of):
    assert found(client_of("county"), "队长") == {"cadre": ["队长甲"]}


def test_a_village_is_found_by_name_and_by_code(client_of):
    assert found(client_of("county"), "享堂")["village"] == ["享堂村委会"]
    assert found(client_of("county"), "630222100201")["team"] == ["享堂村委会"]


def test_a_village_is_found_by_pinyin_initials(cast, client_of):
    cast.places["630222100201"].initials = "xtcwh"
    cast.places["630222100201"].save()
    assert found(client_of("county"), "XTC")["village"] == ["享堂村委会"]


def test_several_words_narrow_it_down(client_of):
    assert found(client_of("prefecture"), "川口镇 享堂")["village"] == ["享堂村委会"]
    assert found(client_of("prefecture"), "乐都区 享堂") == {}


def test_a_unit_is_found(client_of):
    assert found(client_of("county"), "水务")["unit"] == ["海东市水务局"]


@pytest.mark.parametrize("words", ["队长", "享堂", "630222", "水务", "红卫"])
def test_the_neighbour_finds_nothing_of_ours(words, client_of):
    assert found(client_of("county2"), words) == {}


@pytest.mark.parametrize("words", ["", "   ", "%", "_", "'; DROP TABLE", "\\"])
def test_odd_words_find_nothing(words, client_of):
    assert found(client_of("county"), words) == {}


@pytest.mark.parametrize("words", ["x" * 61, "队" * 61])
def test_impossible_words_are_refused(words, client_of):
    assert client_of("county").get(reverse("search"), {"q": words}).status_code == 422


@pytest.mark.parametrize("name", ["sysadmin", "auditor"])
def test_who_sees_no_personnel_cannot_search(name, client_of):
    assert client_of(name).get(reverse("search"), {"q": "队"}).status_code == 403


def test_search_takes_at_most_twelve_queries(client_of, django_assert_max_num_queries):
    client = client_of("province")
    client.get(reverse("search"))
    with django_assert_max_num_queries(12):
        client.get(reverse("search"), {"q": "村"})


def test_machines_find_the_same_as_people(client_of):
    client = client_of("county")
    hits = client.get(reverse("api-search"), {"q": "享堂"}).json()
    assert [(hit["kind"], hit["name"]) for hit in hits] == [("villages", "享堂村委会"), ("teams", "享堂村委会")]


def quick(client, words):
    page = client.get(reverse("search-quick"), {"q": words})
    assert page.status_code == 200
    return {name: [str(row) for row in rows] for _label, name, rows in page.context["groups"]}


def test_people_and_units_are_found_by_pinyin_initials(client_of):
    assert found(client_of("county"), "dzj") == {"cadre": ["队长甲"]}
    assert found(client_of("county"), "HDSSW")["unit"] == ["海东市水务局"]


@pytest.mark.parametrize(("name", "letters"), [("曾国强", "zgq"), ("单小红", "sxh"), ("任红", "rh"), ("Ли 李", "l")])
def test_family_names_are_read_as_family_names(name, letters):
    assert initials_of_person(name) == letters


def test_initials_follow_the_name(cast):
    one = cast.cadres["first"]
    one.name = "马得福"
    one.save()
    assert Cadre.objects.get(pk=one.pk).initials == "mdf"


def test_hits_appear_while_one_types(client_of):
    assert quick(client_of("county"), "享堂") == {"village": ["享堂村委会"], "team": ["享堂村委会"]}
    assert quick(client_of("county"), "队") == {"cadre": ["队员乙", "队长甲"]}


@pytest.mark.parametrize("words", ["队长", "dzj", "享堂", "630222", "水务", "hdssw", "红卫"])
def test_the_neighbour_is_offered_nothing_of_ours(words, client_of):
    assert quick(client_of("county2"), words) == {}


@pytest.mark.parametrize("name", ["province", "county", "township", "clerk", "unit", "cadre", "leadership"])
def test_what_is_offered_is_what_the_search_finds(name, client_of):
    client = client_of(name)
    for words in ("队", "村", "局", "d", "6302"):
        assert quick(client, words) == {kind: rows[:5] for kind, rows in found(client, words).items()}


def test_a_hit_of_a_person_leads_to_the_dossier(cast, client_of):
    page = client_of("county").get(reverse("search-quick"), {"q": "dzj"}).content.decode()
    assert reverse("dossier", args=[cast.cadres["first"].pk]) in page


def test_too_many_words_are_refused_while_one_types(client_of):
    assert client_of("county").get(reverse("search-quick"), {"q": "x" * 61}).status_code == 422
