"""Counted ballots for machines."""

import pytest
from django.urls import reverse

from assessment.models import BallotBatch
from tests.assessment.balloting import FIGURES, FULL, confirmed, entered

GRADES = ("satisfied", "partly", "dissatisfied", "unknown")


def at(cast):
    return reverse("api-ballot-enter", args=[cast.teams[FULL].pk])


def said(paper, votes=(24, 3, 1, 2), **more):
    lines = [
        {"case": one["case"], "item": item, "votes": dict(zip(paper["grades"], votes, strict=True))}
        for one in paper["subjects"]
        for item in one["items"]
    ]
    return {"kind": "villagers", "held_on": "2026-07-20", "place": "村委会", **FIGURES, "votes": lines, **more}


def post(client, address, data):
    return client.post(address, data, content_type="application/json")


def test_the_whole_way_by_machine(cast, opened, client_of):
    client, second = client_of("county"), client_of("county_b")
    paper = client.get(at(cast)).json()
    assert (paper["grades"], len(paper["subjects"])) == ([*GRADES], 4)
    made = post(client, at(cast), said(paper)).json()
    assert (made["state"], made["version"]) == ("entered", 1)
    edit, step = (reverse(name, args=[made["id"]]) for name in ("api-ballot-edit", "api-ballot-step"))
    changed = post(client, edit, said(paper, votes=(30, 0, 0, 0), version=1)).json()
    done = post(second, step, {"verb": "confirm", "version": changed["version"]}).json()
    assert (done["state"], done["subjects"][0]["result"]["value"]) == ("confirmed", "1.0000")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"issued": 41}, "issued"),
        ({"returned": 39}, "returned"),
        ({"valid": 37}, "valid"),
        ({"eligible": -1}, "eligible"),
        ({"held_on": "2026-07-21"}, "held_on"),
        ({"kind": "ballot"}, "kind"),
    ],
)
def test_bad_figures_are_a_problem_by_field(cast, opened, client_of, more, field):
    client = client_of("county")
    answer = post(client, at(cast), said(client.get(at(cast)).json(), **more))
    assert answer.status_code == 422
    assert field in answer.json()["errors"]


def test_a_grade_off_the_paper_is_a_problem(cast, opened, client_of):
    client = client_of("county")
    body = said(client.get(at(cast)).json())
    body["votes"][0]["votes"] = {"superb": 30}
    assert post(client, at(cast), body).status_code == 422


def test_the_slower_machine_is_told_of_the_conflict(cast, opened, client_of):
    client = client_of("county")
    body = said(client.get(at(cast)).json())
    assert [post(client, at(cast), body).status_code for _ in range(2)] == [201, 409]
    assert BallotBatch.objects.count() == 1


def test_a_step_on_another_version_is_a_conflict(cast, opened, client_of):
    step = reverse("api-ballot-step", args=[entered(cast).pk])
    assert post(client_of("county_b"), step, {"verb": "confirm", "version": 2}).status_code == 409


def test_villages_say_what_is_missing(cast, opened, client_of):
    batch = confirmed(cast)
    rows = client_of("county").get(reverse("api-ballot-villages")).json()["results"]
    assert [[cell["batch"] for cell in row["ballots"]] for row in rows] == [[None, None], [batch.pk, None]]


def test_nothing_of_another_county_exists(cast, opened, client_of):
    batch, client = confirmed(cast), client_of("county2")
    assert client.get(reverse("api-ballots")).json()["results"] == []
    assert client.get(reverse("api-ballot", args=[batch.pk])).status_code == 404
    assert client.get(at(cast)).status_code == 404


def test_the_paper_is_a_word_file_for_machines_too(cast, opened, client_of):
    answer = client_of("county").get(reverse("api-ballot-paper-word", args=[cast.teams[FULL].pk]), {"of": "tally"})
    assert answer["Content-Type"].endswith("wordprocessingml.document")
