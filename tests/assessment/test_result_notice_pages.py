"""Notices of results and objections in the browser and for machines."""

import io

import pytest
from django.urls import reverse
from docx import Document

from assessment.models import Assessment, ResultNotice, ResultObjection
from tests.assessment.noticing import OBJECTED, TYPED, hung, team_set


def page(client, name, *args, query=""):
    return client.get(reverse(name, args=args) + query).content.decode()


def machine(client, name, /, *args, **data):
    return client.post(reverse(name, args=args), data, content_type="application/json")


def test_the_county_publishes_all_that_the_filter_shows(graded, client_of):
    client = client_of("county")
    assert "队长甲" in page(client, "result-notice-new")
    answer = client.post(reverse("result-notice-new") + "?what=people", {**TYPED, "every": "on"})
    made = ResultNotice.objects.get()
    assert answer["Location"] == reverse("result-notice", args=[made.pk])
    assert made.shown.count() == 3


def test_a_township_of_the_filter_narrows_whom_all_means(graded, client_of):
    answer = client_of("county").post(reverse("result-notice-new") + "?area=630222101", {**TYPED, "every": "on"})
    assert answer.status_code == 422


def test_what_was_typed_and_ticked_comes_back_with_the_rule(graded, client_of):
    data = {**TYPED, "until_on": "2026-07-21", "cases": graded["first"].pk}
    answer = client_of("county").post(reverse("result-notice-new"), data)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "《意见》要求考核结果通过一定形式向本村群众公示" in body
    assert "0972-8610000" in body
    assert f'value="{graded["first"].pk}" aria-label="队长甲" checked' in body


def test_the_form_begins_with_how_one_objected_last_time(cast, graded, client_of):
    hung(cast, [graded["first"]], telephone="0972-1234567")
    assert "0972-1234567" in page(client_of("county"), "result-notice-new")


def test_a_poster_shows_the_villages_own_team_and_people_only(cast, graded, notice, client_of):
    posters = client_of("township").get(reverse("result-posters", args=[notice.pk])).context["posters"]
    (poster,) = posters
    assert poster["village"] == "川口镇 / 享堂村委会"
    assert [line["name"] for line in poster["people"]] == ["队长甲", "队员乙", "乡员丙"]


def test_a_team_stands_first_on_its_poster(cast, graded, client_of):
    made = hung(cast, [*graded.values(), team_set(cast)])
    posters = client_of("county").get(reverse("result-posters", args=[made.pk])).context["posters"]
    assert [line["name"] for line in posters[0]["people"]][0] == "驻村工作队"


def test_another_township_sees_no_notice_of_ours(notice, client_of):
    assert client_of("township2").get(reverse("result-notice", args=[notice.pk])).status_code == 404
    assert client_of("township").get(reverse("result-notice", args=[notice.pk])).status_code == 200


def test_the_paper_bears_the_words_and_the_list(notice, client_of):
    answer = client_of("township").get(reverse("result-notice-word", args=[notice.pk]))
    paper = Document(io.BytesIO(answer.content))
    text = "\n".join(line.text for line in paper.paragraphs)
    assert "2026年7月20日至2026年7月24日，共5天" in text
    cells = [cell.text for row in paper.tables[0].rows for cell in row.cells]
    assert {"队长甲", "称职", "海东市水务局"} <= set(cells)


def test_withdrawing_says_why_on_the_page(notice, client_of):
    client = client_of("county")
    assert client.post(reverse("result-notice-withdraw", args=[notice.pk]), {"why": ""}).status_code == 422
    client.post(reverse("result-notice-withdraw", args=[notice.pk]), {"why": "名单有误"})
    assert "名单有误" in page(client, "result-notice", notice.pk)


def test_the_button_makes_final_the_day_after_and_refuses_before(notice, client_of, settings):
    client, path = client_of("county"), reverse("result-notice-finish", args=[notice.pk])
    assert client.post(path).status_code == 422
    settings.TODAY = "2026-07-25"
    assert client.post(path).status_code == 302
    assert set(Assessment.objects.people().values_list("state", flat=True)) == {"final"}


def test_an_objection_from_entering_to_upholding(cast, graded, notice, client_of):
    typed = {**OBJECTED, "received_on": "2026-07-20", "assessment": graded["first"].pk}
    client_of("county").post(reverse("result-objection-new", args=[notice.pk]), typed)
    case = ResultObjection.objects.get()
    body = page(client_of("county_b"), "result-objection", case.pk)
    assert "13900001111" not in body
    path = reverse("result-objection-step", args=[case.pk])
    assert client_of("county").post(path, {"verb": "dismiss", "finding": "不属实"}).status_code == 403
    assert client_of("county_b").post(path, {"verb": "dismiss", "finding": "不属实"}).status_code == 302


def test_an_objection_after_the_window_is_refused_with_its_dates(graded, notice, client_of, settings):
    settings.TODAY = "2026-07-26"
    typed = {**OBJECTED, "received_on": "2026-07-26", "assessment": graded["first"].pk}
    answer = client_of("county").post(reverse("result-objection-new", args=[notice.pk]), typed)
    assert answer.status_code == 422
    assert "2026-07-24" in answer.content.decode()
    assert "村民丁一" in answer.content.decode()


def test_the_contact_is_shown_once_for_a_reason(cast, graded, notice, client_of):
    typed = {**OBJECTED, "received_on": "2026-07-20", "assessment": graded["first"].pk}
    client_of("county").post(reverse("result-objection-new", args=[notice.pk]), typed)
    path = reverse("result-objection-reveal", args=[ResultObjection.objects.get().pk])
    assert "13900001111" in client_of("county_b").post(path, {"reason": "核实"}).content.decode()


@pytest.mark.parametrize("name", ["result-notices", "result-notice-new", "result-objections"])
def test_pages_open_when_nothing_is_there(name, client_of):
    assert client_of("county").get(reverse(name)).status_code == 200


def test_the_whole_way_by_machine(graded, client_of, settings):
    made = machine(client_of("county"), "api-result-notice-new", **TYPED, every=True).json()
    assert (made["people"], made["state"]) == (3, "published")
    lines = client_of("township").get(reverse("api-result-notice-people", args=[made["id"]])).json()["results"]
    assert lines[0]["grade"]["en"] == "competent"
    said = {**OBJECTED, "received_on": "2026-07-20", "assessment": graded["first"].pk}
    case = machine(client_of("county"), "api-result-objection-new", made["id"], **said).json()
    machine(client_of("county_b"), "api-result-objection-step", case["id"], verb="dismiss", finding="不属实")
    settings.TODAY = "2026-07-25"
    assert machine(client_of("county"), "api-result-notice-finish", made["id"]).json() == {"final": 3}


def test_a_short_notice_by_machine_is_a_problem_with_the_rule(graded, client_of):
    answer = machine(client_of("county"), "api-result-notice-new", **{**TYPED, "until_on": "2026-07-21"}, every=True)
    assert answer.status_code == 422
    assert answer.json()["provision"]["key"] == "assessment.notice_days"


def test_a_notice_page_costs_the_same_for_one_and_three(cast, graded, client_of, django_assert_max_num_queries):
    one, two = hung(cast, [graded["first"]]), hung(cast, [graded["member"], graded["town"]])
    client = client_of("county")
    client.get(reverse("result-notices"))
    for made in (one, two):
        with django_assert_max_num_queries(15):
            client.get(reverse("result-notice", args=[made.pk]))


def test_a_grade_leads_to_the_notice_it_rests_on(cast, graded, client_of):
    assert "result-notices" not in page(client_of("county"), "assessment", graded["first"].pk).split("<main")[1]
    made = hung(cast, [graded["first"]])
    assert reverse("result-notice", args=[made.pk]) in page(client_of("county"), "assessment", graded["first"].pk)
