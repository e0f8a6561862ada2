"""Spot checks and discrepancies on pages and through the machine interface."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from attendance.actions import compare
from attendance.models import Discrepancy, SpotCheck, SpotCheckPlan
from tests.attendance.checking import checked, discrepancy, plan, sheet_says
from tests.cast import TODAY

ASKED = {"way": "visit", "how": "drawn", "starts_on": "2026-07-20", "ends_on": "2026-07-20", "wanted": "2"}


def shown(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_draw_is_looked_at_and_then_fixed_as_it_was_shown(cast, client_of):
    client = client_of("county")
    draw = client.get(reverse("spot-plan-new"), ASKED).context["draw"]
    client.post(reverse("spot-plan-new"), {**ASKED, "area": "630222", "listed_hash": draw["hash"]})
    made = SpotCheckPlan.objects.get()
    assert made.seed == draw["seed"]
    assert set(made.checks.values_list("posting", flat=True)) == {one.pk for one in draw["people"]}


def test_looking_again_draws_the_same(cast, client_of):
    client = client_of("county")
    first, second = (client.get(reverse("spot-plan-new"), ASKED).context["draw"]["seed"] for _ in range(2))
    assert first == second


def test_people_are_chosen_by_hand(cast, client_of):
    ticked = {"postings": [cast.postings["first"].pk, cast.postings["town"].pk]}
    client_of("county").post(reverse("spot-plan-new"), {**ASKED, "how": "by_hand", **ticked})
    assert SpotCheck.objects.count() == 2


def test_a_form_that_is_refused_keeps_the_ticks(cast, client_of):
    ticked = {"postings": [cast.postings["first"].pk], "starts_on": "2026-07-01", "ends_on": "2026-07-01"}
    answer = client_of("county").post(reverse("spot-plan-new"), {**ASKED, "how": "by_hand", **ticked})
    assert answer.status_code == 422
    assert f'value="{cast.postings["first"].pk}" checked' in answer.content.decode()


def test_the_plan_page_draws_again_and_says_that_it_is_the_same(cast, client_of):
    client = client_of("county")
    draw = client.get(reverse("spot-plan-new"), ASKED).context["draw"]
    client.post(reverse("spot-plan-new"), {**ASKED, "area": "630222", "listed_hash": draw["hash"]})
    assert client.get(reverse("spot-plan", args=[SpotCheckPlan.objects.get().pk])).context["again"]["same"]


def test_the_plan_page_says_when_somebody_was_exchanged(cast, client_of):
    client = client_of("county")
    draw = client.get(reverse("spot-plan-new"), ASKED).context["draw"]
    client.post(reverse("spot-plan-new"), {**ASKED, "area": "630222", "listed_hash": draw["hash"]})
    row = SpotCheck.objects.first()
    other = next(p for p in cast.postings.values() if p.pk not in SpotCheck.objects.values_list("posting", flat=True))
    SpotCheck.objects.filter(pk=row.pk).update(posting=other)
    assert not client.get(reverse("spot-plan", args=[row.plan_id])).context["again"]["same"]


def test_one_touch_on_the_days_list_records_and_comes_back(cast, client_of):
    made = plan(cast, "first").checks.get()
    answer = client_of("county").post(reverse("spot-check-record", args=[made.pk]), {"result": "in_village"})
    assert answer.url == reverse("spot-checks-due")
    assert SpotCheck.objects.get().result == "in_village"


def test_the_number_last_called_for_the_village_is_offered_again(cast, client_of):
    made = plan(cast, "first", way="landline").checks.get()
    body = {"result": "in_village", "number_called": "0972-8522001"}
    client_of("county").post(reverse("spot-check-record", args=[made.pk]), body)
    plan(cast, "member", way="landline")
    assert 'href="tel:0972-8522001"' in shown(client_of("county"), "spot-checks-due")


def test_a_colleague_gets_a_conflict_in_words(cast, client_of):
    made = checked(cast)
    answer = client_of("county_b").post(reverse("spot-check-record", args=[made.pk]), {"result": "in_village"})
    assert answer.status_code == 409
    assert "county" in answer.content.decode()


def test_a_discrepancy_is_settled_on_its_page(cast, client_of, settings):
    case = discrepancy(cast)
    settings.TODAY = "2026-07-21"
    body = {"verb": "settle", "outcome": "explained", "note": "上午在村"}
    client_of("county_b").post(reverse("discrepancy-step", args=[case.pk]), body)
    case.refresh_from_db()
    assert case.state == "settled"


def test_a_settlement_without_outcome_keeps_what_was_typed(cast, client_of, settings):
    case = discrepancy(cast)
    settings.TODAY = "2026-07-21"
    body = {"verb": "settle", "note": "上午在村"}
    answer = client_of("county_b").post(reverse("discrepancy-step", args=[case.pk]), body)
    assert answer.status_code == 422
    assert "上午在村" in answer.content.decode()


def test_the_clerk_finds_the_way_to_the_sheet_of_the_day(cast, client_of, settings):
    case = discrepancy(cast)
    settings.TODAY = "2026-07-21"
    body = {"verb": "settle", "outcome": "check_right", "note": "不在"}
    client_of("county_b").post(reverse("discrepancy-step", args=[case.pk]), body)
    assert f"{reverse('sheet')}?first=2026-07-20" in shown(client_of("clerk"), "discrepancy", case.pk)


def test_the_sheet_opens_with_the_reason_of_the_settlement(cast, client_of):
    sheet_says(cast, "in_village")
    key = f"{cast.postings['first'].pk}-20260720"
    page = shown(
        client_of("clerk"), "sheet", first="2026-07-20", **{f"reason-{key}": "抽查时不在村", f"s-{key}": "absent"}
    )
    assert 'value="抽查时不在村"' in page
    assert '<option value="in_village" selected>' in page


def test_the_register_goes_to_excel_as_it_is_listed(cast, client_of):
    checked(cast, "in_village", spoke_with="=村支书")
    book = load_workbook(io.BytesIO(client_of("county").get(reverse("spot-checks-file")).content))
    lines = list(book.active.iter_rows(min_row=2, values_only=True))
    assert [line[2] for line in lines] == ["队长甲"]
    assert "'=村支书" in lines[0]


def test_counts_by_division_add_up(cast, client_of):
    discrepancy(cast)
    checked(cast, "in_village", who="member")
    mine = client_of("county").get(reverse("spot-statistics")).context["sum"]
    assert (mine["checks"], mine["in_village"], mine["not_found"], mine["contradicted"], mine["open"]) == (
        2,
        1,
        1,
        1,
        1,
    )


PAGES = ["spot-checks-due", "spot-checks", "spot-plans", "spot-statistics", "discrepancies", "api-spot-checks"]
PAGES += ["api-spot-plans", "api-discrepancies", "api-spot-checks-due"]


@pytest.mark.parametrize("name", PAGES)
def test_a_list_asks_as_often_for_three_rows_as_for_one(cast, client_of, name, django_assert_max_num_queries):
    client = client_of("county")
    counts = []
    for who in (("first",), ("member", "town")):
        for one in who:
            checked(cast, "not_found" if name != "spot-checks-due" else "in_village", who=one)
            plan(cast, one)
        client.get(reverse(name))
        with django_assert_max_num_queries(14) as seen:
            client.get(reverse(name))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_machines_draw_fix_record_and_settle(cast, client_of, settings):
    client = client_of("county")
    drawn = client.get(reverse("api-spot-draw"), ASKED).json()
    body = {**ASKED, "wanted": 3, "listed_hash": drawn["listed_hash"]}
    made = client.post(reverse("api-spot-plans"), body, content_type="application/json")
    assert made.status_code == 201, made.content
    for one in client.get(reverse("api-spot-checks-due")).json()["results"]:
        path = reverse("api-spot-check-record", args=[one["id"]])
        assert client.post(path, {"result": "not_found"}, content_type="application/json").status_code == 200
    sheet_says(cast, "in_village")
    compare([cast.postings["first"].pk], on=TODAY)
    settings.TODAY = "2026-07-21"
    step = {"verb": "settle", "outcome": "sheet_right", "note": "在村"}
    path = reverse("api-discrepancy-step", args=[Discrepancy.objects.get().pk])
    answer = client_of("county_b").post(path, step, content_type="application/json")
    assert answer.json()["state"] == "settled"
