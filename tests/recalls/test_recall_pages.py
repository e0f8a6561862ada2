"""The list and the papers: few statements, official words, and a home page that says what waits."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from tests.recalls.recalls import decided, propose, recalled


@pytest.mark.parametrize("many", [("first",), ("first", "member", "town")])
def test_the_list_costs_no_more_with_more_cases(cast, client_of, django_assert_max_num_queries, many):
    for who in many:
        recalled(cast, who)
    office = client_of("prefecture")
    with django_assert_max_num_queries(16):
        office.get(reverse("recalls"))


def test_the_queue_counts_what_waits(cast, client_of):
    propose(cast)
    propose(cast, "member", ground="fraud")
    waits = {name: client_of(name).get(reverse("recalls")).context["counts"]["waiting"] for name in WAITS}
    assert waits == WAITS


WAITS = {"prefecture": 1, "province": 1, "county": 0, "prefecture2": 0, "unit": 0}


def test_what_is_owed_waits_too(cast, client_of):
    case = decided(cast)
    page = client_of("unit").get(reverse("recalls") + "?waiting=on")
    assert [one.pk for one in page.context["page"]] == [case.pk]


@pytest.mark.parametrize("name", ["prefecture", "unit"])
def test_the_home_page_says_what_waits(cast, client_of, name):
    decided(cast)
    queues = {queue.key: queue.total for queue in client_of(name).get(reverse("home")).context["queues"]}
    assert queues["recalls"] == 1


def test_a_proposal_waits_on_the_home_page(cast, client_of):
    propose(cast)
    queues = {queue.key: queue.total for queue in client_of("prefecture").get(reverse("home")).context["queues"]}
    assert queues["recalls"] == 1


def test_the_excel_holds_the_list(cast, client_of):
    decided(cast)
    book = load_workbook(BytesIO(client_of("prefecture").get(reverse("recalls-file")).content))
    assert [cell.value for cell in book.active[2]][:2] == ["队长甲", cast.places["630222100201"].full_name]


def words(answer):
    return "\n".join(line.text for line in Document(BytesIO(answer.content)).paragraphs)


def test_the_decision_says_facts_clause_and_what_follows(cast, client_of):
    case = decided(cast)
    said = words(client_of("unit").get(reverse("recall-decision", args=[case.pk])))
    for part in (
        "关于对队长甲同志予以召回的决定",
        "海组〔2026〕3号",
        "严格实行召回干部与约谈",
        "取消其2026年度评先评优资格",
    ):
        assert part in said
    assert "中共海东市委组织部" in said


def test_the_notice_of_the_interview_names_the_day(cast, client_of):
    said = words(client_of("prefecture").get(reverse("recall-interview", args=[decided(cast).pk])))
    assert "请于2026年7月25日前" in said


def test_there_is_no_paper_before_the_decision(cast, client_of):
    assert client_of("prefecture").get(reverse("recall-decision", args=[propose(cast).pk])).status_code == 404


def test_criticism_has_a_decision_and_no_interview(cast, client_of):
    case = decided(cast, kind="criticism", leaves_on=None)
    prefecture = client_of("prefecture")
    assert "给予批评教育" in words(prefecture.get(reverse("recall-decision", args=[case.pk])))
    assert prefecture.get(reverse("recall-interview", args=[case.pk])).status_code == 404


@pytest.mark.parametrize("name", ["clerk", "leadership", "sysadmin", "auditor"])
def test_a_recall_is_no_business_of_other_offices(cast, client_of, name):
    assert client_of(name).get(reverse("recall", args=[decided(cast).pk])).status_code == 403


def test_the_township_sees_its_own_members_only(cast, client_of):
    theirs, own = decided(cast), recalled(cast, "town", "decided", office="county", area="630222")
    seen = client_of("township").get(reverse("recalls")).context["page"]
    assert [one.pk for one in seen] == [own.pk] != [theirs.pk]


def test_the_page_of_a_case_draws_its_way(cast, client_of):
    page = client_of("county").get(reverse("recall", args=[propose(cast, ground="fraud").pk]))
    assert [(step.verb, at) for step, _where, at in page.context["way"]] == [
        ("examine", "now"),
        ("approve", "later"),
        ("close", "later"),
    ]
