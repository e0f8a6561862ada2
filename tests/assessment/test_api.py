"""The assessment for machines."""

import pytest
from django.urls import reverse


def post(client, name, *args, **data):
    return client.post(reverse(name, args=args), data, content_type="application/json")


def test_the_whole_way_by_machine(cast, client_of):
    assert post(client_of("county"), "api-assessments-open", year=2026).json() == {"opened": 5}
    (first, *_rest) = (
        client_of("township").get(reverse("api-assessments"), {"waiting": "true", "whose": "people"}).json()["results"]
    )
    said = {"verb": "propose", "grade": "excellent", "opinion": "好"}
    assert post(client_of("township"), "api-assessment-step", first["id"], **said).json()["state"] == "proposed"
    done = post(client_of("county"), "api-assessment-step", first["id"], verb="set", grade="excellent").json()
    assert (done["state"], done["grade"], done["facts"]["unexcused_absences"]) == ("set", "excellent", 0)


def test_a_refusal_is_a_problem_with_the_clause(proposed, rule, client_of):
    rule("assessment.excellent_share", {"share": 0, "pools": ["everybody"], "rounding": "down"})
    answer = post(client_of("county"), "api-assessment-step", proposed["first"].pk, verb="set", grade="excellent")
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("data", [{"verb": "fly"}, {"verb": "set", "grade": "superb"}, {}])
def test_nonsense_is_a_problem(data, proposed, client_of):
    assert post(client_of("county"), "api-assessment-step", proposed["first"].pk, **data).status_code == 422


def test_ids_of_another_county_do_not_exist(proposed, client_of):
    pk = proposed["first"].pk
    assert client_of("county2").get(reverse("api-assessment", args=[pk])).status_code == 404
    assert post(client_of("county2"), "api-assessment-step", pk, verb="set", grade="excellent").status_code == 404


def test_list_page_and_api_show_a_unit_the_same(cast, final, client_of):
    client = client_of("unit")
    shown = [case.pk for case in client.get(reverse("assessments")).context["page"]]
    assert (
        [row["id"] for row in client.get(reverse("api-assessments")).json()["results"]]
        == shown
        == [final["first"].pk, final["member"].pk]
    )
