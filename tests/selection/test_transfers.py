"""Transfer after the term: three agree, and on its day the cadre belongs elsewhere – the past stays where it was."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from assessment.models import Assessment
from core.models import Notice, Unit
from core.refusals import NotAllowed
from selection.actions.leaving import transfers
from selection.models import Transfer
from teams.models import Posting
from tests.access.world import assessment_of
from tests.selection.leaving import step, transferring

AGREEMENT = {"agreement_number": "海水党〔2026〕11号", "agreement_on": "2026-07-18"}


def wish(**changed):
    known = {"to_township": "630222101", "post": "科员", "effective_on": "2027-09-01", "wish": "愿意留在乡镇工作"}
    return known | changed


def apply_for(client, posting, **changed):
    return client.post(f"{reverse('transfer-new')}?posting={posting.pk}", wish(**changed))


@pytest.fixture
def case(cast, client_of):
    apply_for(client_of("cadre"), cast.postings["first"])
    return Transfer.objects.get()


@pytest.fixture
def agreed(cast):
    Posting.objects.filter(pk=cast.postings["first"].pk).update(term_ends_on=date(2026, 7, 10))
    return transferring(cast, state="agreed", effective_on=cast.today)


def test_unit_then_prefecture_agree(case, client_of):
    step(client_of("unit"), case, "endorse", **AGREEMENT)
    step(client_of("prefecture"), case, "agree")
    case.refresh_from_db()
    assert (case.state, case.agreement_number) == ("agreed", AGREEMENT["agreement_number"])


def test_the_units_agreement_needs_number_and_day(case, client_of):
    assert step(client_of("unit"), case, "endorse").status_code == 422


def test_one_person_in_two_offices_does_not_agree_twice(cast, case):
    from dataclasses import replace

    transfers.endorse(case, transfers.Agreement("1号", cast.today), by=cast.actors["unit"], on=cast.today)
    both = replace(cast.actors["prefecture"], user_id=cast.users["unit"].pk)
    with pytest.raises(NotAllowed):
        transfers.agree(case, by=both, on=cast.today)


def test_a_transfer_takes_effect_after_the_term(cast, client_of):
    answer = apply_for(client_of("cadre"), cast.postings["first"], effective_on="2027-08-31")
    assert answer.status_code == 422
    assert "驻村期满后自愿留在县乡两级工作" in answer.content.decode()


def test_a_place_in_another_prefecture_is_not_offered(cast, client_of):
    assert apply_for(client_of("cadre"), cast.postings["first"], to_township="630121100").status_code == 422


def test_either_a_unit_or_a_township(cast, client_of):
    assert apply_for(client_of("cadre"), cast.postings["first"], to_township="").status_code == 422


def test_a_county_unit_of_the_prefecture_is_found_by_its_name_and_one_elsewhere_is_not(cast, client_of):
    for name, home in (("民和县局", "630222"), ("大通县局", "630121")):
        Unit.objects.create(name=name, level="county", kind="organ", home=cast.places[home])
    cadre, posting = client_of("cadre"), cast.postings["first"]
    assert apply_for(cadre, posting, to_unit="大通县局", to_township="").status_code == 422
    assert apply_for(cadre, posting, to_unit="民和县局", to_township="").status_code == 302


def test_those_sent_by_a_county_unit_are_refused_with_the_clause(cast, client_of):
    Unit.objects.filter(name="海东市水务局").update(level="county")
    answer = apply_for(client_of("cadre"), cast.postings["first"])
    assert answer.status_code == 422
    assert "省直和市州选派" in answer.content.decode()


def test_who_left_early_has_no_transfer(cast, client_of):
    Posting.objects.filter(pk=cast.postings["first"].pk).update(ends_on=cast.today, end_kind="adjustment")
    assert apply_for(client_of("cadre"), cast.postings["first"]).status_code == 422


def test_one_at_a_time(cast, case, client_of):
    assert apply_for(client_of("cadre"), cast.postings["first"]).status_code == 409


def test_on_its_day_the_posting_ends_by_term_and_the_cadre_belongs_to_the_township(cast, agreed):
    assert transfers.carry_out_transfers(on=cast.today) == 1
    posting = Posting.objects.select_related("cadre").get(pk=agreed.posting_id)
    assert (posting.ends_on, posting.end_kind) == (date(2026, 7, 19), "term")
    assert (posting.cadre.unit_id, posting.cadre.area) == (None, "630222100")


def test_before_its_day_nothing_happens(cast):
    transferring(cast, state="agreed")
    assert transfers.carry_out_transfers(on=cast.today) == 0


def test_run_again_it_does_nothing(cast, agreed):
    transfers.carry_out_transfers(on=cast.today)
    assert transfers.carry_out_transfers(on=cast.today) == 0


def test_old_and_new_office_and_the_cadre_are_told(cast, agreed):
    transfers.carry_out_transfers(on=cast.today)
    assert sorted(Notice.objects.filter(kind="transferred").values_list("office", flat=True)) == [
        "cadre",
        "township",
        "unit",
    ]


def test_the_old_unit_keeps_its_past_postings_and_grades_and_the_new_one_gets_none(cast, agreed, client_of):
    case = assessment_of(cast, agreed.posting)
    new = Unit.objects.create(name="民和县局", level="county", kind="organ", home=cast.places["630222"])
    Transfer.objects.filter(pk=agreed.pk).update(to_township=None, to_unit=new)
    transfers.carry_out_transfers(on=cast.today)
    old = cast.actors["unit"]
    assert Posting.objects.visible_to(old).filter(pk=agreed.posting_id).exists()
    assert (case.unit_id, agreed.posting.sender.name) == (old.unit_id, "海东市水务局")
    moved = old.__class__(old.user_id, "n", None, "unit", "", new.pk)
    assert not Posting.objects.visible_to(moved).exists()
    assert not Transfer.objects.visible_to(moved).exists()
    assert not Assessment.objects.visible_to(moved).exists()


def test_the_job_runs_daily(settings):
    assert "selection.carry_out_transfers" in settings.DAILY_JOBS


def test_the_official_form_names_the_new_place(case, client_of):
    answer = client_of("unit").get(reverse("transfer-form", args=[case.pk]))
    cells = [cell.text for row in Document(BytesIO(answer.content)).tables[0].rows for cell in row.cells]
    assert any("古鄯镇" in text for text in cells)


def test_machines_apply_and_agree(cast, client_of):
    body = wish(posting=cast.postings["first"].pk)
    answer = client_of("cadre").post(reverse("api-transfers"), body, "application/json")
    assert answer.status_code == 201, answer.content
    path = reverse("api-transfer-step", args=[answer.json()["id"]])
    assert client_of("unit").post(path, {"verb": "endorse", **AGREEMENT}, "application/json").json()["state"] == (
        "unit_agreed"
    )


def test_the_pages_open_for_everybody_concerned(case, client_of):
    for name in ("cadre", "unit", "county", "prefecture", "province", "township"):
        assert client_of(name).get(reverse("transfer", args=[case.pk])).status_code == 200
        assert client_of(name).get(reverse("transfers")).status_code == 200
    assert client_of("county2").get(reverse("transfer", args=[case.pk])).status_code == 404
