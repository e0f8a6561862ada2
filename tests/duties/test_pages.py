"""The pages: few statements, nothing typed is lost, official words, the same rows as Excel and for machines."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from duties.actions import reports as deeds
from duties.models import Commitment, Handover, LeaderVisit, QuarterReport
from tests.duties.handing import begun, ending, follow, signed
from tests.duties.promising import (
    TEAM,
    drafted,
    received,
    received_of,
    report_drafted,
    report_received,
    report_submitted,
    submitted,
    written,
)


def shown(client, name, *args, **query):
    return client.get(reverse(name, args=args), query)


def promised(cast, many):
    """So many years of received commitments and one that waits."""
    for year in range(2026 - many, 2026):
        received_of(cast, year, [("事项", "kept")])
    return submitted(cast)


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_no_more_with_more_papers(cast, client_of, django_assert_max_num_queries, many):
    promised(cast, many)
    office = client_of("county")
    with django_assert_max_num_queries(16):
        shown(office, "commitments")


@pytest.mark.parametrize(
    "name", ["promises-missing", "promises-places", "handovers-due", "handovers", "quarter-reports"]
)
def test_other_lists_are_read_in_few_statements(cast, client_of, django_assert_max_num_queries, name):
    follow(cast)
    signed(cast)
    report_submitted(cast)
    office = client_of("prefecture")
    with django_assert_max_num_queries(18):
        assert shown(office, name).status_code == 200


def test_a_report_page_is_read_in_few_statements(cast, client_of, django_assert_max_num_queries):
    received(cast)
    case = report_submitted(cast)
    office = client_of("township")
    with django_assert_max_num_queries(34):
        shown(office, "quarter-report", case.pk)


def test_a_cadre_writes_the_commitment_and_hands_it_in(cast, client_of):
    cadre = client_of("cadre")
    begun_at = cadre.post(reverse("commitment-begin"), {"team": cast.teams[TEAM].pk, "year": "2026"})
    case = Commitment.objects.get()
    assert begun_at["Location"] == reverse("commitment-edit", args=[case.pk])
    line = {"what_new_services": "代办", "measure_new_services": "全程", "by_on_new_services": "2026-12-31"}
    cadre.post(begun_at["Location"], {"version": "0", "send": "1", **line})
    case.refresh_from_db()
    assert (case.state, case.items.get().duty) == ("submitted", "services")


def test_a_faulty_promise_is_shown_again_with_what_was_typed(cast, client_of):
    case = drafted(cast)
    line = {"what_new_services": "代办代跑", "measure_new_services": "", "by_on_new_services": "2026-12-31"}
    answer = client_of("cadre").post(reverse("commitment-edit", args=[case.pk]), {"version": "0", **line})
    assert (answer.status_code, "代办代跑" in answer.content.decode()) == (422, True)
    assert case.items.count() == 0


def test_what_is_refused_at_handing_in_leaves_no_half(cast, client_of):
    case = report_drafted(cast)
    said = {"version": "0", "thought": "思想稳定", "work": "", "study": "", "send": "1"}
    answer = client_of("cadre").post(reverse("quarter-report-edit", args=[case.pk]), said)
    case.refresh_from_db()
    assert (answer.status_code, case.thought, "思想稳定" in answer.content.decode()) == (422, "", True)


def test_the_edit_page_quotes_each_duty(cast, client_of):
    page = shown(client_of("cadre"), "commitment-edit", drafted(cast).pk).content.decode()
    assert "一是宣传党的政策。深入宣传贯彻党的十九大精神" in page
    assert "六是提升治理水平。加强法治教育" in page


def test_the_report_shows_known_facts_that_nobody_can_type(cast, client_of):
    page = shown(client_of("cadre"), "quarter-report-edit", report_drafted(cast).pk).content.decode()
    assert "在村天数" in page
    assert 'name="village_days"' not in page


def test_the_township_receives_the_ticked_ones(cast, client_of):
    first, second = submitted(cast), report_submitted(cast)
    township = client_of("township")
    township.post(reverse("commitments-accept"), {"cases": [first.pk, 10**15]})
    township.post(reverse("quarter-reports-accept"), {"cases": [second.pk, "x"]})
    assert (Commitment.objects.get().state, QuarterReport.objects.get().state) == ("taken", "taken")


def test_another_townships_paper_is_not_received_by_its_number(cast, client_of):
    case = submitted(cast)
    client_of("township2").post(reverse("commitments-accept"), {"cases": [case.pk]})
    assert Commitment.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("name", "seen"), [("unit", 1), ("unit2", 0), ("leadership", 1), ("prefecture2", 0), ("province", 1), ("clerk2", 0)]
)
def test_who_reads_what(cast, client_of, name, seen):
    submitted(cast)
    assert len(shown(client_of(name), "commitments").context["page"]) == seen


def test_missing_papers_are_listed_with_their_day_and_the_way_to_begin(cast, client_of):
    page = shown(client_of("cadre"), "promises-missing", kind="report", year=2026, quarter=2)
    assert [(team.area, str(due), late) for team, due, late in page.context["rows"]] == [(TEAM, "2026-07-15", True)]
    assert reverse("quarter-report-begin") in page.content.decode()
    assert (
        reverse("quarter-report-begin")
        not in shown(client_of("county"), "promises-missing", kind="report").content.decode()
    )


def test_the_overdue_ones_are_those_whose_day_is_over(cast, client_of):
    county = client_of("county")
    late = shown(county, "promises-missing", kind="commitment", year=2026, late="on").context["rows"]
    early = shown(county, "promises-missing", kind="commitment", year=2027, late="on").context["rows"]
    assert ([team.area for team, *_ in late], early) == ([TEAM], [])


def test_places_count_received_waiting_and_missing(cast, client_of):
    received(cast)
    rows = shown(client_of("province"), "promises-places", area="6302").context["rows"]
    counted = {row["code"]: (row["teams"], row["promise_taken"], row["promise_missing"]) for row in rows}
    assert counted == {"630222": (1, 1, 0), "630202": (1, 0, 1)}


@pytest.mark.parametrize(
    ("page", "api", "query"),
    [
        ("promises-missing-file", "api-promises-missing", {"kind": "commitment"}),
        ("commitments-file", "api-commitments", {}),
    ],
)
def test_excel_holds_the_rows_of_the_machine_interface(cast, client_of, page, api, query):
    submitted(cast)
    office = client_of("prefecture")
    book = load_workbook(BytesIO(shown(office, page, **query).content))
    assert book.active.max_row - 1 == shown(office, api, **query).json()["count"]


def test_the_commitment_as_word_addresses_the_townships_party_committee(cast, client_of):
    answer = shown(client_of("cadre"), "commitment-paper", written(cast).pk)
    text = "\n".join(line.text for line in Document(BytesIO(answer.content)).paragraphs)
    assert "中共川口镇委员会：" in text
    assert "三、建强基层组织\n1．每月组织一次主题党日。衡量标准：12次。完成时限：2026年12月31日。" in text


def test_the_report_as_word_holds_facts_promises_and_texts(cast, client_of):
    received(cast)
    answer = shown(client_of("township"), "quarter-report-paper", report_received(cast).pk)
    document = Document(BytesIO(answer.content))
    text = "\n".join(line.text for line in document.paragraphs)
    assert "2026年第二季度驻村工作报告" in text
    assert ("在村天数：队长甲 0" in text, "入户走访" in text) == (True, True)
    assert document.tables[0].cell(1, 0).text == "每月组织一次主题党日"


def test_the_handover_as_word_has_three_lists_and_two_signatures(cast, client_of):
    case = signed(cast)
    document = Document(BytesIO(shown(client_of("cadre"), "handover-paper", case.pk).content))
    text = "\n".join(line.text for line in document.paragraphs)
    assert all(name in text for name in ("基本情况交接清单", "工作交接清单", "物资交接清单"))
    assert [row.cells[0].text for row in document.tables[-1].rows] == ["移交人签字", "接收人签字"]


def test_a_handover_is_begun_from_the_due_list_and_signed_on_its_page(cast, client_of):
    posting, cadre = ending(cast), client_of("cadre")
    cadre.post(reverse("handover-begin"), {"posting": posting.pk})
    case = Handover.objects.get()
    lines = {"what_work_0": "饮水工程", "what_situation_0": "享堂村", "what_materials_0": "无"}
    cadre.post(reverse("handover-edit", args=[case.pk]), {"version": "0", **lines, "amount_materials_0": "12.50"})
    cadre.post(reverse("handover-step", args=[case.pk]), {"verb": "hand_over"})
    client_of("township").post(reverse("handover-step", args=[case.pk]), {"verb": "accept"})
    case.refresh_from_db()
    assert case.state == "taken"


def test_money_with_three_decimals_is_refused(cast, client_of):
    case = begun(cast)
    lines = {"version": "0", "what_materials_0": "结余经费", "amount_materials_0": "12.345"}
    answer = client_of("cadre").post(reverse("handover-edit", args=[case.pk]), lines)
    assert (answer.status_code, case.lines.filter(amount__isnull=False).exists()) == (422, False)


def test_earlier_versions_stand_on_the_page(cast, client_of):
    case = received(cast)
    cadre = client_of("cadre")
    cadre.post(reverse("commitment-step", args=[case.pk]), {"verb": "amend", "note": "项目调整"})
    assert "项目调整" in shown(cadre, "commitment", case.pk).content.decode()


def test_a_late_report_is_shown_as_late(cast, client_of):
    report_submitted(cast)
    page = shown(client_of("township"), "quarter-reports", late="on")
    assert [case.late for case in page.context["page"]] == [True]


def test_the_facts_count_visits_of_the_units_leader_and_matters_that_ended(cast):
    village, unit = cast.villages[TEAM], cast.units["海东市水务局"]
    said = {"leader": "领导甲", "settled": "饮水", "made_by": cast.users["unit"]}
    for day in (date(2026, 6, 30), date(2026, 7, 1)):
        LeaderVisit.objects.create(unit=unit, village=village, area=TEAM, day=day, **said)
    facts = {one["code"]: one["value"] for one in deeds.facts_now(report_drafted(cast)) if not one["who"]}
    assert facts == {"leader_visits": 1, "matters_ended": 0, "funds_spent": "0.00"}
