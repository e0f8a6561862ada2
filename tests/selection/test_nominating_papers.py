"""资格审查表 as Word, with whose words it carries; a cadre's way through all rounds."""

import io
import re

import pytest
from django.urls import reverse
from docx import Document

from core.models import Record
from selection import actions
from selection.models import Nomination
from tests.selection.test_thread import proposal


@pytest.fixture
def case(cast, client_of):
    client_of("unit").post(reverse("nomination-new"), proposal(cast))
    return Nomination.objects.get()


def words(answer):
    """Everything a Word file says."""
    paper = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([line.text for line in paper.paragraphs] + cells)


def form_of(client, case, **posted):
    address = reverse("nomination-form", args=[case.pk])
    return client.post(address, posted) if posted else client.get(address)


def test_the_form_says_who_for_what_and_by_which_words(case, client_of):
    said = words(form_of(client_of("county"), case))
    assert all(
        word in said for word in ("资格审查表", "人选丁", "红卫村", "海水党〔2026〕3号", "二(一)", "必须是中共正式党员")
    )


def test_the_number_is_masked(cast, case, client_of):
    said = words(form_of(client_of("county"), case))
    assert cast.cadres["pool"].id_shown in said
    assert cast.cadres["pool"].id_number not in said


def test_the_full_number_needs_a_reason_and_leaves_its_line(cast, case, client_of):
    assert form_of(client_of("county"), case, reason=" ").status_code == 422
    answer = form_of(client_of("county"), case, reason="归档")
    assert cast.cadres["pool"].id_number in words(answer)
    assert Record.objects.get(verb="reveal").note == "id_number: 归档"


def test_opinions_carry_office_name_and_day(cast, case, client_of):
    actions.review(case, by=cast.actors["county"], on=cast.today, note="适合该村")
    said = words(form_of(client_of("prefecture"), case))
    assert "适合该村" in said
    assert cast.users["county"].name in said
    assert "（签章）" in said


def test_machines_fetch_the_same_form(case, client_of):
    answer = client_of("county").get(reverse("api-nomination-form", args=[case.pk]))
    assert "人选丁" in words(answer)


def test_a_cadre_shows_what_was_changed_when_it_was_sent_again(cast, case, client_of):
    actions.send_back(case, by=cast.actors["county"], on=cast.today, note="日期有误", fields=["starts_on"])
    client_of("unit").post(reverse("nomination-mend", args=[case.pk]), proposal(cast, starts_on="2026-09-01"))
    page = client_of("unit").get(reverse("cadre-selections", args=[case.cadre_id])).content.decode()
    assert re.search(r"<del>.*2026-08-01.*</del>.*<ins>.*2026-09-01", page)
    past = client_of("county").get(reverse("api-selections", args=[case.cadre_id])).json()["nominations"]
    assert [field[0] for change in past[0]["mended"] for field in change["fields"]] != []


def test_a_withdrawn_nomination_stays_in_the_history(cast, case, client_of):
    actions.withdraw(case, by=cast.actors["unit"], on=cast.today)
    client_of("unit").post(reverse("nomination-new"), proposal(cast, seat="unit_member"))
    past = client_of("unit").get(reverse("api-selections", args=[case.cadre_id])).json()["nominations"]
    assert [one["state"] for one in past] == ["submitted", "withdrawn"]


def test_the_cadres_page_leads_to_it(case, client_of):
    page = client_of("unit").get(reverse("cadre", args=[case.cadre_id])).content.decode()
    assert reverse("cadre-selections", args=[case.cadre_id]) in page
