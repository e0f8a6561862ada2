"""The numbers of the home page for machines."""

import pytest
from django.urls import reverse

from tests.cast import OFFICES


def test_the_numbers_are_those_of_the_page(client_of):
    client = client_of("county")
    said, page = client.get(reverse("api-home")).json(), client.get(reverse("home"))
    assert [row["code"] for row in said["places"]] == [row["code"] for row in page.context["places"]]
    assert {queue["kind"] for queue in said["queues"]} == {
        "nominations",
        "assessments",
        "training",
        "leaves",
        "recalls",
        "discrepancies",
        "objections",
        "ballots",
        "result-objections",
        "uses",
    }


@pytest.mark.parametrize("name", [*OFFICES, "cadre"])
def test_every_office_has_its_numbers(name, client_of):
    assert client_of(name).get(reverse("api-home")).status_code == 200


def test_a_place_outside_is_a_problem(client_of):
    answer = client_of("county").get(reverse("api-home"), {"area": "630202"})
    assert answer.status_code in (400, 404, 422)
    assert answer["Content-Type"].startswith("application/problem+json")
