"""Adjustment: applied for in person, endorsed, approved, filed – and the seat is open from the next day."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from core.models import Notice, Record
from core.refusals import NotAllowed, Refused
from selection.actions.leaving import adjustments
from selection.actions.leaving.adjustments import Application
from selection.models import Adjustment
from teams.models import Posting
from tests.selection.leaving import OPINION, applied, apply_for, scan, step


@pytest.fixture
def case(cast, client_of):
    apply_for(client_of("cadre"), cast.postings["first"], papers=scan())
    return Adjustment.objects.get()


@pytest.fixture
def endorsed(case, client_of):
    step(client_of("unit"), case, "endorse", **OPINION, opinion_file=scan("意见.pdf"))
    case.refresh_from_db()
    return case


def ended(cast, who="first"):
    return Posting.objects.values_list("ends_on", "end_kind").get(pk=cast.postings[who].pk)


def test_the_cadre_applies_in_person_and_the_route_is_frozen(case):
    assert (case.state, case.approving_office, case.approving_area, case.filed_with) == (
        "applied",
        "prefecture",
        "6302",
        "province",
    )
    assert "不得自行调整轮换" in case.provisions["selection.no_private_adjustment"]["quote"]


def test_the_papers_are_kept_and_given_to_those_who_see_the_case(case, client_of):
    paper = case.papers.get()
    address = f"{reverse('adjustment-paper', args=[case.pk])}?file={paper.pk}"
    answer = client_of("prefecture").get(address)
    assert b"".join(answer) if answer.streaming else answer.content == b"%PDF-1.4 signed"
    assert client_of("county2").get(address).status_code == 404


def test_a_file_of_another_case_is_not_given(cast, case, client_of):
    other = applied(cast, "member")
    address = f"{reverse('adjustment-paper', args=[other.pk])}?file={case.papers.get().pk}"
    assert client_of("prefecture").get(address).status_code == 404


def test_the_unit_endorses_with_number_and_day(endorsed):
    assert (endorsed.state, endorsed.opinion_number, endorsed.opinion_on) == (
        "endorsed",
        OPINION["opinion_number"],
        date(2026, 7, 18),
    )
    assert endorsed.opinion_file.name == "意见.pdf"


@pytest.mark.parametrize("missing", OPINION)
def test_an_opinion_without_words_number_or_day_is_refused_and_nothing_is_lost(case, client_of, missing):
    answer = step(client_of("unit"), case, "endorse", **OPINION | {missing: ""})
    assert answer.status_code == 422
    kept = {"opinion": "同意调整", "opinion_number": "海水党〔2026〕9号"}
    assert all(words in answer.content.decode() for name, words in kept.items() if name != missing)


def test_the_opinion_cannot_lie_in_the_future(case, client_of):
    assert step(client_of("unit"), case, "endorse", **OPINION | {"opinion_on": "2026-07-21"}).status_code == 422


def test_the_units_prefecture_approves_and_the_posting_ends(cast, endorsed, client_of):
    assert step(client_of("prefecture"), endorsed, "approve").status_code == 302
    assert ended(cast) == (date(2026, 8, 5), "adjustment")


def test_filing_comes_after_the_effect_and_changes_nothing(cast, endorsed, client_of):
    step(client_of("prefecture"), endorsed, "approve")
    before = ended(cast)
    assert step(client_of("province"), endorsed, "file").status_code == 302
    endorsed.refresh_from_db()
    assert endorsed.state == "filed"
    assert ended(cast) == before


def test_a_provincial_units_case_is_the_provinces_and_is_not_filed(cast):
    posting = cast.postings["elsewhere"]
    cast.cadres["posted_elsewhere"].account = cast.users["nobody"]
    cast.cadres["posted_elsewhere"].save()
    by = cast.actors["cadre"].__class__(cast.users["nobody"].pk, "n", None, "cadre")
    case = adjustments.apply_for(Application(posting, "health", "因病", date(2026, 8, 1)), by=by, on=cast.today)
    assert (case.approving_office, case.filed_with) == ("province", "")


def test_a_township_members_case_is_endorsed_by_the_township_for_the_villages_prefecture(cast, client_of):
    apply_for(client_of("township"), cast.postings["town"], papers=scan())
    case = Adjustment.objects.get()
    assert (case.unit_id, case.approving_area, case.filed_with) == (None, "6302", "province")


def test_the_last_day_that_has_passed_becomes_today(cast, client_of):
    case = applied(cast, state="endorsed", leaves_on=cast.today - timedelta(days=3))
    step(client_of("prefecture"), case, "approve")
    assert ended(cast)[0] == cast.today


@pytest.mark.parametrize("day", ["2026-07-19", "2027-08-31", "2028-01-01"])
def test_the_last_day_lies_between_today_and_the_end_of_the_term(cast, client_of, day):
    answer = apply_for(client_of("cadre"), cast.postings["first"], leaves_on=day)
    assert answer.status_code == 422
    assert "因病" in answer.content.decode() or "腰椎手术" in answer.content.decode()


def test_a_term_that_is_over_may_still_be_left_by_adjustment(cast, client_of):
    Posting.objects.filter(pk=cast.postings["first"].pk).update(term_ends_on=cast.today - timedelta(days=9))
    assert apply_for(client_of("cadre"), cast.postings["first"]).status_code == 302


def test_one_open_case_at_a_time(cast, case, client_of):
    assert apply_for(client_of("cadre"), cast.postings["first"]).status_code == 409


def test_after_a_withdrawal_one_may_apply_again(cast, case, client_of):
    step(client_of("cadre"), case, "withdraw")
    assert apply_for(client_of("cadre"), cast.postings["first"]).status_code == 302


def test_no_office_applies_for_a_cadre_who_has_an_account(cast, client_of):
    answer = apply_for(client_of("unit"), cast.postings["first"], papers=scan())
    assert answer.status_code == 403
    assert "不得自行调整轮换" in answer.content.decode()


def test_on_paper_the_signed_application_is_needed(cast, client_of):
    assert apply_for(client_of("unit"), cast.postings["member"]).status_code == 422
    assert apply_for(client_of("unit"), cast.postings["member"], papers=scan()).status_code == 302


def test_who_handed_the_paper_in_does_not_endorse_it(cast, client_of):
    apply_for(client_of("unit"), cast.postings["member"], papers=scan())
    case = Adjustment.objects.get()
    assert step(client_of("unit"), case, "endorse", **OPINION).status_code == 403


def test_the_unit_takes_a_paper_application_back_for_the_cadre(cast, client_of):
    apply_for(client_of("unit"), cast.postings["member"], papers=scan())
    case = Adjustment.objects.get()
    assert step(client_of("unit"), case, "withdraw").status_code == 302


def test_another_units_or_townships_posting_is_not_there(cast, client_of):
    assert apply_for(client_of("unit"), cast.postings["elsewhere"], papers=scan()).status_code == 404
    assert apply_for(client_of("township2"), cast.postings["town"], papers=scan()).status_code == 404


def test_a_township_does_not_apply_for_a_units_cadre(cast, client_of):
    assert apply_for(client_of("township"), cast.postings["member"], papers=scan()).status_code == 403


@pytest.mark.parametrize(("name", "content"), [("a.pdf", b""), ("a.exe", b"MZ\x00\x00"), ("a.pdf", b"PK\x03\x04zip")])
def test_a_file_of_a_wrong_kind_is_refused_and_nothing_stands(cast, client_of, name, content):
    answer = apply_for(client_of("cadre"), cast.postings["first"], papers=scan(name, content))
    assert answer.status_code == 422
    assert not Adjustment.objects.exists()


def test_returned_it_goes_up_again_with_what_was_missing(endorsed, client_of):
    assert step(client_of("prefecture"), endorsed, "return").status_code == 422
    step(client_of("prefecture"), endorsed, "return", note="缺诊断证明")
    step(client_of("unit"), endorsed, "endorse", **OPINION, papers=scan("诊断.png", b"\x89PNG\r\n\x1a\n"))
    endorsed.refresh_from_db()
    assert endorsed.state == "endorsed"
    assert endorsed.papers.count() == 2


def test_declined_the_posting_goes_on(cast, endorsed, client_of):
    step(client_of("prefecture"), endorsed, "decline", note="理由不充分")
    assert ended(cast) == (None, "")


def test_the_villages_other_prefecture_or_county_cannot_approve(cast, endorsed, client_of):
    assert step(client_of("county"), endorsed, "approve").status_code == 403
    assert step(client_of("prefecture2"), endorsed, "approve").status_code == 404


def test_who_may_decide_elsewhere_cannot_decide_on_himself(cast, endorsed):
    cast.cadres["first"].account = cast.users["prefecture"]
    cast.cadres["first"].save()
    with pytest.raises(NotAllowed):
        adjustments.approve(endorsed, by=cast.actors["prefecture"], on=cast.today)


def test_a_posting_that_ended_meanwhile_is_not_ended_twice(cast, endorsed):
    Posting.objects.filter(pk=endorsed.posting_id).update(ends_on=date(2026, 7, 19), end_kind="term")
    with pytest.raises(Refused):
        adjustments.approve(endorsed, by=cast.actors["prefecture"], on=cast.today)


def test_everybody_is_told_of_the_open_seat(endorsed, client_of):
    step(client_of("prefecture"), endorsed, "approve")
    told = Notice.objects.filter(kind="posting_ended").values_list("office", flat=True)
    assert sorted(told) == ["cadre", "county", "township", "unit"]
    assert Notice.objects.filter(kind="case_waiting", office="province").count() == 1


def test_the_refill_is_one_click_away_for_the_unit(endorsed, client_of):
    step(client_of("prefecture"), endorsed, "approve")
    page = client_of("unit").get(reverse("adjustment", args=[endorsed.pk])).content.decode()
    assert "seat=first_secretary&amp;starts_on=2026-08-06" in page


def test_the_province_files_many_at_once_each_on_its_own(cast, client_of):
    rows = [applied(cast, who, "approved") for who in ("first", "member", "town")]
    rows[2].state = "filed"
    rows[2].save()
    address = reverse("adjustments-put-on-file")
    client_of("province").post(address, {"cases": [row.pk for row in rows]})
    assert list(Adjustment.objects.values_list("state", flat=True)) == ["filed"] * 3
    assert Record.objects.filter(verb="file").count() == 2


def test_the_queue_counts_what_waits(cast, client_of):
    applied(cast, "first", "endorsed")
    applied(cast, "member", "approved")
    waits = {name: client_of(name).get(reverse("adjustments")).context["counts"]["waiting"] for name in WAITS}
    assert waits == WAITS


WAITS = {"prefecture": 1, "province": 1, "unit": 0, "county": 0, "prefecture2": 0}


@pytest.mark.parametrize("name", ["clerk", "leadership", "sysadmin", "auditor"])
def test_grounds_are_no_business_of_other_offices(cast, client_of, name):
    case = applied(cast)
    assert client_of(name).get(reverse("adjustment", args=[case.pk])).status_code == 403


def test_the_official_form_says_what_was_decided(endorsed, client_of):
    step(client_of("prefecture"), endorsed, "approve", note="同意")
    answer = client_of("unit").get(reverse("adjustment-form", args=[endorsed.pk]))
    cells = [cell.text for row in Document(BytesIO(answer.content)).tables[0].rows for cell in row.cells]
    assert {"队长甲", "审批意见"} <= set(cells)
    assert any("海水党〔2026〕9号" in text for text in cells)


def test_the_list_costs_no_more_with_more_cases(cast, client_of, django_assert_max_num_queries):
    for who in ("first", "member", "town"):
        applied(cast, who)
    office = client_of("prefecture")
    with django_assert_max_num_queries(15):
        office.get(reverse("adjustments"))


def test_the_case_page_draws_the_way(case, client_of):
    page = client_of("province").get(reverse("adjustment", args=[case.pk]))
    assert [(step.verb, at) for step, _where, at in page.context["way"]] == [
        ("endorse", "now"),
        ("approve", "later"),
        ("file", "later"),
    ]
