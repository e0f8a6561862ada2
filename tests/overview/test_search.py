"""Search finds what lies in the jurisdiction, and nothing else."""

import pytest
from django.urls import reverse


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
