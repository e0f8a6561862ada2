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


def test_a_draft_is_seen_by_its_writer_only_and_sent_later(cast, client_of):
    client_of("unit").post(reverse("nomination-new"), proposal(cast, draft="1"))
    case = Nomination.objects.get()
    assert case.state == "draft"
    assert client_of("county").get(reverse("nomination", args=[case.pk])).status_code == 404
    client_of("unit").post(reverse("nomination-mend", args=[case.pk]), proposal(cast))
    assert client_of("county").get(reverse("nomination", args=[case.pk])).status_code == 200


def test_a_returned_nomination_is_mended_and_sent_again(submitted, cast, client_of):
    step(client_of("county"), submitted, "return", note="日期有误", fields_to_mend="starts_on")
    page = client_of("unit").get(reverse("nomination-mend", args=[submitted.pk]))
    assert "需修改: 任职开始" in page.content.decode()
    client_of("unit").post(reverse("nomination-mend", args=[submitted.pk]), proposal(cast, starts_on="2026-09-01"))
    submitted.refresh_from_db()
    assert (submitted.state, str(submitted.starts_on), submitted.fields_to_mend) == ("submitted", "2026-09-01", [])


def test_the_findings_appear_while_the_form_is_filled_in(cast, client_of):
    known = {"team": cast.teams["630222100200"].pk, "seat": "first_secretary", "cadre": cast.cadres["older"].pk}
    fragment = client_of("unit").get(reverse("nomination-judge"), known | {"starts_on": "2026-08-01"})
    assert "一般不超过45周岁" in fragment.content.decode()


@pytest.mark.parametrize("name", ["nominations", "nomination-new"])
def test_pages_need_few_queries(submitted, client_of, django_assert_max_num_queries, name):
    client = client_of("unit")
    client.get(reverse(name))
    with django_assert_max_num_queries(15):
        client.get(reverse(name))


def test_a_case_page_needs_few_queries(submitted, client_of, django_assert_max_num_queries):
    client = client_of("county")
    client.get(reverse("nomination", args=[submitted.pk]))
    with django_assert_max_num_queries(15):
        client.get(reverse("nomination", args=[submitted.pk]))


def test_machines_nominate_and_decide_through_the_same_deeds(cast, client_of):
    body = proposal(cast) | dict.fromkeys(("political", "style", "ability", "health", "cultivation"), True)
    made = client_of("unit").post(reverse("api-nominations"), body, content_type="application/json")
    assert made.status_code == 201
    address = reverse("api-nomination-step", args=[made.json()["id"]])
    assert client_of("county").post(address, {"verb": "review"}, content_type="application/json").status_code == 200
    done = client_of("prefecture").post(address, {"verb": "approve"}, content_type="application/json").json()
    assert [taken["verb"] for taken in done["timeline"]] == ["submit", "review", "approve"]


def test_a_machine_is_told_the_clause(cast, client_of):
    body = proposal(cast, cadre="pool2") | dict.fromkeys(("political", "style", "ability", "health"), True)
    problem = client_of("unit").post(reverse("api-nominations"), body, content_type="application/json")
    assert (problem.status_code, problem["Content-Type"]) == (422, "application/problem+json")
    assert problem.json()["provision"]["clause"].startswith("二(一)")
