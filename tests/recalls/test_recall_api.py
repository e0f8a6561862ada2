"""Everything the pages of recalls do, machines do: with the same refusals, clause and field named."""

import pytest
from django.urls import reverse

from assessment.models import Recall
from tests.recalls.recalls import decided, form, propose


def send(client, name, case=None, **said):
    address = reverse(name, args=[case.pk] if case else [])
    return client.post(address, said, content_type="application/json")


def test_from_proposal_to_duty_by_machine(cast, client_of):
    county, prefecture = client_of("county"), client_of("prefecture")
    made = send(county, "api-recalls", posting=cast.postings["first"].pk, **form())
    assert made.status_code == 201
    case = Recall.objects.get(pk=made.json()["id"])
    heard = send(prefecture, "api-recall-hear", case, statement="愿意改正", heard_on="2026-07-19").json()
    assert heard["heard_on"] == "2026-07-19"
    whole = send(prefecture, "api-recall-step", case, verb="approve", decision_number="3号").json()
    assert (whole["state"], len(whole["duties"])) == ("decided", 4)
    done = send(prefecture, "api-recall-duty", case, duty="unit_interviewed", evidence="已约谈").json()
    assert {one["kind"]: one["done_on"] for one in done["duties"]}["unit_interviewed"] == "2026-07-20"


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"ground": "lazy"}, "ground"), ({"leaves_on": "2026-07-01"}, "leaves_on"), ({"reason": ""}, "reason")],
)
def test_a_bad_charge_names_its_field(cast, client_of, changed, field):
    answer = send(client_of("county"), "api-recalls", posting=cast.postings["first"].pk, **form(**changed))
    assert answer.status_code == 422
    assert field in answer.json()["errors"]
    assert not Recall.objects.exists()


def test_a_grave_case_by_criticism_is_refused_with_the_clause(cast, client_of):
    said = form(ground="fraud", kind="criticism")
    answer = send(client_of("county"), "api-recalls", posting=cast.postings["first"].pk, **said)
    assert "失职渎职" in str(answer.json())


def test_deciding_an_unexamined_grave_case_is_refused(cast, client_of):
    case = propose(cast, ground="fraud")
    answer = send(client_of("prefecture"), "api-recall-step", case, verb="approve", decision_number="3号")
    assert answer.status_code in (403, 409)


def test_a_case_that_has_moved_is_a_conflict(cast, client_of):
    case = decided(cast)
    answer = send(client_of("prefecture"), "api-recall-step", case, verb="return", note="x", state="proposed")
    assert answer.status_code == 409


def test_mended_by_machine(cast, client_of):
    case = propose(cast)
    send(client_of("prefecture"), "api-recall-step", case, verb="return", note="补充")
    assert send(client_of("county"), "api-recall-mend", case, **form(ground="shirking")).json()["state"] == "proposed"


def test_the_cadre_reads_the_own_decision_without_duties_or_papers(cast, client_of):
    whole = client_of("cadre").get(reverse("api-recall", args=[decided(cast).pk])).json()
    assert (whole["duties"], whole["papers"], whole["kind"]) == ([], [], "recall")


@pytest.mark.parametrize(("query", "n"), [("?state=decided", 1), ("?late=on", 0), ("?q=队长", 1), ("?ground=fraud", 0)])
def test_the_list_is_narrowed(cast, client_of, query, n):
    decided(cast)
    assert client_of("prefecture").get(reverse("api-recalls") + query).json()["count"] == n
