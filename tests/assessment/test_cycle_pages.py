"""The pages of cycles, and their machine addresses."""

from datetime import date

import pytest
from django.urls import reverse

from assessment.models import Assessment, Cycle

DAYS = {"ballots_by": "2026-12-10", "propose_by": "2026-12-20", "review_by": "2027-01-20"}
YEAR = {"kind": "yearly", "year": 2026, **DAYS}


def post(client, name, *args, **data):
    return client.post(reverse(name, args=args), data, content_type="application/json")


@pytest.fixture
def cycle(cast, opened):
    return Cycle.objects.get()


def test_the_page_to_open_shows_what_is_missing_and_the_usual_days(client_of):
    page = client_of("county").get(reverse("cycle-new"))
    assert page.status_code == 200
    assert page.context["form"].initial["ballots_by"] == date(2027, 1, 10)
    assert {item.key for item, _names in page.context["items"] if item.stops} == set()


def test_the_county_opens_a_cycle_in_the_browser(client_of):
    answer = client_of("county").post(reverse("cycle-new"), YEAR)
    assert answer.headers["Location"] == reverse("cycle", args=[Cycle.objects.get().pk])
    assert Assessment.objects.people().count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": "2031"},
        {"year": "x"},
        {"year": "99999999999"},
        {"ballots_by": ""},
        {"review_by": "2026-12-01"},
        {"kind": "weekly"},
        {"year": ""},
        {"kind": "term"},
    ],
)
def test_what_cannot_be_opened_comes_back_with_what_was_typed(wrong, client_of):
    answer = client_of("county").post(reverse("cycle-new"), {**YEAR, **wrong})
    assert answer.status_code == 422
    assert not Cycle.objects.exists()


def test_a_cycle_shows_its_rules_and_which_are_defaults(cycle, client_of):
    text = client_of("county").get(reverse("cycle", args=[cycle.pk])).content.decode()
    assert "Default, not from the text" in text or "默认" in text


@pytest.mark.parametrize("name", ["province", "prefecture", "county", "leadership", "township", "auditor"])
def test_those_above_and_the_township_see_the_cycle(name, cycle, client_of):
    client = client_of(name)
    assert [row.pk for row in client.get(reverse("cycles")).context["page"]] == [cycle.pk]
    assert client.get(reverse("cycle", args=[cycle.pk])).status_code == 200


def test_a_step_that_is_refused_says_why_on_the_page(cycle, client_of):
    answer = client_of("county").post(reverse("cycle-step", args=[cycle.pk]), {"verb": "close", "state": "running"})
    assert answer.status_code == 422
    assert "5" in str(answer.context["refusal"].message)


def test_the_calendar_is_changed_in_the_browser(cycle, client_of):
    data = {"verb": "calendar", "state": "running", **DAYS}
    assert client_of("county").post(reverse("cycle-step", args=[cycle.pk]), data).status_code == 302
    cycle.refresh_from_db()
    assert cycle.propose_by == date(2026, 12, 20)


def test_the_whole_way_of_a_cycle_by_machine(cast, client_of):
    client = client_of("county")
    made = post(client, "api-cycle-open", kind="yearly", year=2026)
    assert made.json()["opened"] == 5
    pk = made.json()["cycle"]
    assert post(client, "api-cycle-step", pk, verb="again").json()["cases"] == 5
    assert client.get(reverse("api-cycles")).json()["count"] == 1
    assert "assessment.notice_days" in client.get(reverse("api-cycle", args=[pk])).json()["provisions"]
    assert post(client, "api-cycle-step", pk, verb="close").status_code == 422


def test_the_checklist_by_machine_names_what_stops(client_of):
    lines = client_of("county2").get(reverse("api-cycle-checklist"), {"kind": "yearly", "year": 2026}).json()
    assert [line["places"] for line in lines if line["must"] and line["count"]] == [["630202101"]]
    assert post(client_of("county2"), "api-cycle-open", kind="yearly", year=2026).status_code == 422


def test_the_province_sees_every_county_and_what_keeps_it_from_opening(cycle, client_of):
    rows = client_of("province").get(reverse("cycle-counties")).context["counties"]
    said = {row.code: (row.cycle and row.cycle.pk, [item.key for item in row.stops]) for row in rows}
    assert said["630222"] == (cycle.pk, [])
    assert said["630202"] == (None, ["township_offices"])


@pytest.mark.parametrize("name", ["county", "auditor"])
def test_grades_are_judged_again_by_a_button(name, final, client_of):
    client = client_of(name)
    answer = client.post(reverse("recomputes"), {"year": 2026})
    page = client.get(answer.headers["Location"])
    assert page.context["job"].counts == {"judged": 3, "reproduced": 3, "not_reproduced": 0, "differ_today": 0}
    assert client.get(reverse("recomputes")).status_code == 200


def test_what_came_out_belongs_to_who_asked(final, client_of):
    made = post(client_of("county"), "api-recomputes", year=2026).json()
    assert client_of("county").get(reverse("api-recompute", args=[made["id"]])).json()["found"]["same"] == 3
    assert client_of("county_b").get(reverse("recompute", args=[made["id"]])).status_code == 404


@pytest.mark.parametrize(("page", "most"), [("cycles", 12), ("cycle-new", 20), ("cycle-counties", 15)])
def test_pages_of_cycles_take_few_queries(page, most, cycle, client_of, django_assert_max_num_queries):
    client = client_of("province" if page == "cycle-counties" else "county")
    client.get(reverse(page))
    with django_assert_max_num_queries(most):
        client.get(reverse(page))


def test_the_cycle_names_the_version_of_the_policy(cycle, client_of):
    ((title, since),) = client_of("county").get(reverse("cycle", args=[cycle.pk])).context["texts"]
    assert since == date(2018, 4, 16)
    assert title


def test_every_county_is_asked_for_by_machine(cast, client_of):
    job = post(client_of("prefecture"), "api-cycle-counties", year=2026)
    assert (job.status_code, job.json()["state"]) == (202, "waiting")
    assert post(client_of("prefecture"), "api-cycle-counties", year=2031).status_code == 422
    assert post(client_of("county"), "api-cycle-counties", year=2026).status_code == 403


def test_a_page_of_a_cycle_takes_few_queries(cycle, client_of, django_assert_max_num_queries):
    client = client_of("county")
    client.get(reverse("cycle", args=[cycle.pk]))
    with django_assert_max_num_queries(25):
        client.get(reverse("cycle", args=[cycle.pk]))


def test_a_team_shows_its_facts_with_their_sources(cycle, client_of):
    case = cycle.assessments.get(team__area="630222100201")
    text = client_of("county").get(reverse("assessment", args=[case.pk])).content.decode()
    assert f"{reverse('leave-year')}?year=2026&amp;area=630222100201" in text
