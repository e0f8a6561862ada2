"""From a proposed person to an approved posting, in the browser's own requests."""

import pytest
from django.urls import reverse

from selection.models import Nomination
from teams.models import Posting


def proposal(cast, cadre="pool", seat="first_secretary", **changed):
    team = cast.teams["630222100200"]
    known = {
        "team": team.pk,
        "seat": seat,
        "cadre": cast.cadres[cadre].pk,
        "starts_on": "2026-08-01",
        "term_ends_on": "2028-07-31",
        "decision_number": "海水党〔2026〕3号",
        "decided_on": "2026-07-01",
        **dict.fromkeys(("political", "style", "ability", "health", "cultivation"), "on"),
    }
    return known | changed


@pytest.fixture
def submitted(cast, client_of):
    client_of("unit").post(reverse("nomination-new"), proposal(cast))
    return Nomination.objects.get()


def step(client, case, verb, **more):
    return client.post(reverse("nomination-step", args=[case.pk]), {"verb": verb, **more})


def test_a_unit_submits_and_the_route_is_frozen(submitted):
    assert (submitted.state, submitted.approving_office, submitted.approving_area) == (
        "submitted",
        "prefecture",
        "6302",
    )


def test_county_reviews_prefecture_approves_and_the_posting_opens(submitted, client_of):
    step(client_of("county"), submitted, "review")
    step(client_of("prefecture"), submitted, "approve")
    submitted.refresh_from_db()
    assert submitted.state == "approved"
    assert Posting.objects.get(cadre=submitted.cadre).seat == "first_secretary"


def test_the_county_cannot_approve_what_the_prefecture_decides(submitted, client_of):
    step(client_of("county"), submitted, "review")
    assert step(client_of("county_b"), submitted, "approve").status_code == 403


def test_an_ineligible_cadre_is_refused_with_the_clause(cast, client_of):
    answer = client_of("unit").post(reverse("nomination-new"), proposal(cast, cadre="pool2"))
    assert answer.status_code == 422
    assert "二(一)" in answer.content.decode()


def test_an_older_cadre_needs_a_reason_then_a_named_waiver(cast, client_of):
    client_of("unit").post(reverse("nomination-new"), proposal(cast, cadre="older", waiver_reason="经验丰富"))
    case = Nomination.objects.get()
    step(client_of("county"), case, "review")
    assert step(client_of("prefecture"), case, "approve").status_code == 422
    assert step(client_of("prefecture"), case, "approve", grant_waiver="on").status_code == 302
    case.refresh_from_db()
    assert case.waiver_by == cast.users["prefecture"]


def test_a_return_needs_a_comment_and_marks_fields(submitted, client_of):
    assert step(client_of("county"), submitted, "return").status_code == 422
    step(client_of("county"), submitted, "return", note="日期有误", fields_to_mend="starts_on")
    submitted.refresh_from_db()
    assert (submitted.state, submitted.fields_to_mend) == ("returned", ["starts_on"])


def test_pages_show_the_case_and_its_findings(submitted, client_of):
    for name in ("unit", "county", "prefecture", "province"):
        assert client_of(name).get(reverse("nomination", args=[submitted.pk])).status_code == 200
        assert client_of(name).get(reverse("nominations")).status_code == 200


def test_the_neighbouring_county_sees_nothing(submitted, client_of):
    assert client_of("county2").get(reverse("nomination", args=[submitted.pk])).status_code == 404
