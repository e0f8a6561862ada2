"""Final results in the unit's own list, the registration form, the use of results and its lists, by page and machine."""

import io

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from assessment.models import Use
from core.models import Record
from tests.assessment.noticing import made_final


@pytest.fixture
def results(cast, settings):
    settings.TODAY = "2026-07-25"
    return made_final(cast)


def page(client, name, *args, query=""):
    return client.get(reverse(name, args=args) + query).content.decode()


def lines_of(answer):
    return list(load_workbook(io.BytesIO(answer.content)).active.values)


def words_of(answer):
    paper = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([line.text for line in paper.paragraphs] + cells)


def test_a_unit_sees_its_own_results_with_the_clause(results, client_of):
    body = page(client_of("unit"), "results")
    assert "队长甲" in body
    assert "乡员丙" not in body
    assert "所确定的考核等次直接作为派出单位的考核结果" in body


def test_before_it_is_final_nothing_stands_there(graded, client_of):
    assert "队长甲" not in page(client_of("unit"), "results")
    assert client_of("unit").get(reverse("api-results")).json()["count"] == 0


def test_the_table_says_what_each_result_is_based_on(results, client_of):
    heads, *rows = lines_of(client_of("unit").get(reverse("results-table")))[1:]
    line = dict(zip(heads, rows[0], strict=True))
    assert (line["干部"], line["派出单位"]) == ("队长甲", "海东市水务局")
    assert (line["等次"], line["无故缺勤次数"]) == ("称职", 0)
    assert len(rows) == 2


def test_the_machine_is_told_the_words_of_the_scale_and_the_facts(results, client_of):
    row = client_of("unit").get(reverse("api-results")).json()["results"][0]
    assert row["words"] == {"zh": "称职", "en": "competent"}
    assert (row["shown_from"], row["final_on"], row["rests_on"]) == (
        "2026-07-20",
        "2026-07-25",
        "assessment.counts_in_unit",
    )
    assert row["facts"]["unexcused_absences"] == 0


def test_the_cadre_sees_only_their_own(results, client_of):
    assert client_of("cadre").get(reverse("api-results")).json()["count"] == 1


def test_the_registration_form_bears_facts_opinion_and_grade_and_no_number(results, client_of):
    words = words_of(client_of("unit").get(reverse("result-form", args=[results["first"].pk])))
    assert "驻村干部年度考核登记表" in words
    assert {part for part in ("尽职", "称职", "2026年7月20日至2026年7月24日") if part in words} == {
        "尽职",
        "称职",
        "2026年7月20日至2026年7月24日",
    }
    assert "00000019850615" not in words


def test_the_full_number_stands_in_it_for_a_reason_that_is_recorded(results, client_of):
    path = reverse("result-form", args=[results["first"].pk])
    assert client_of("unit").post(path, {"reason": " "}).status_code == 422
    assert "00000019850615" in words_of(client_of("unit").post(path, {"reason": "存档"}))
    assert Record.objects.filter(verb="reveal", note__contains="存档").count() == 1


def test_a_form_of_another_unit_does_not_exist(results, client_of):
    assert client_of("unit2").get(reverse("result-form", args=[results["first"].pk])).status_code == 404


def test_the_cadres_page_leads_to_the_results(results, client_of):
    cadre = results["first"].cadre
    assert reverse("cadre-results", args=[cadre.pk]) in page(client_of("unit"), "cadre", cadre.pk)
    assert "称职" in page(client_of("unit"), "cadre-results", cadre.pk)


def test_recommended_and_taken_up_in_the_browser(results, client_of):
    path = reverse("use-new", args=[results["first"].pk])
    assert client_of("unit").get(path).status_code == 200
    assert client_of("unit").post(path, {"kind": "promotion", "reason": ""}).status_code == 422
    client_of("unit").post(path, {"kind": "promotion", "reason": "实绩突出"})
    use = Use.objects.get()
    step = reverse("use-step", args=[use.pk])
    taken = {"verb": "use", "outcome": "科长", "used_on": "2026-07-25", "document_number": ""}
    answer = client_of("prefecture").post(step, taken)
    assert answer.status_code == 422
    assert 'value="科长"' in answer.content.decode()
    client_of("prefecture").post(step, {**taken, "document_number": "5号"})
    assert "科长" in page(client_of("unit"), "use", use.pk)


def test_the_inspection_lists_only_those_sent_from_the_own_level(results, client_of):
    for who in ("first", "town"):
        path = reverse("use-new", args=[results[who].pk])
        client_of("county").post(path, {"kind": "honours", "reason": "实绩突出"})
    assert ["乡员丙" in page(client_of(name), "use-inspection") for name in ("county", "prefecture")] == [True, False]
    assert ["队长甲" in page(client_of(name), "use-inspection") for name in ("county", "prefecture")] == [False, True]
    table = lines_of(client_of("prefecture").get(reverse("uses-table") + "?own=on"))
    own = client_of("prefecture").get(reverse("api-uses"), {"own": "true"}).json()["results"]
    assert [row["name"] for row in own] == [line[1] for line in table[1:]] == ["队长甲"]


def test_the_whole_use_by_machine(results, client_of):
    path = reverse("api-use-new", args=[results["first"].pk])
    said = {"kind": "reserve", "reason": "实绩突出"}
    made = client_of("county").post(path, said, content_type="application/json")
    assert made.status_code == 201
    assert client_of("county").post(path, said, content_type="application/json").status_code == 409
    step = reverse("api-use-step", args=[made.json()["id"]])
    taken = {"verb": "use", "outcome": "后备", "used_on": "2026-07-25", "document_number": "6号"}
    assert client_of("county").post(step, taken, content_type="application/json").status_code == 403
    assert client_of("prefecture").post(step, taken, content_type="application/json").json()["state"] == "used"


@pytest.mark.parametrize("name", ["results", "uses", "use-inspection"])
def test_lists_open_when_nothing_is_there(name, client_of):
    assert client_of("county").get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["results", "uses"])
def test_a_list_costs_the_same_for_one_and_three(name, results, client_of, django_assert_max_num_queries):
    for who in results:
        data = {"kind": "honours", "reason": "好"}
        client_of("county").post(reverse("use-new", args=[results[who].pk]), data)
    client = client_of("county")
    client.get(reverse(name))
    for query in ("?q=队长甲", ""):
        with django_assert_max_num_queries(12):
            client.get(reverse(name) + query)
