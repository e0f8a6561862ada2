"""Notices, holidays, the record, tidying, keys, rights."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from core import seals, tidying
from core.export import harmless
from core.hardening import history_tables
from core.models import Holiday, Notice, OnceKey, Record
from teams.models import Cadre


def told(**more):
    facts = {
        "office": "county",
        "area": "630222",
        "kind": "grade_set",
        "params": {"who": "甲"},
        "key": "k",
        "link": "/policy/",
    }
    return Notice.objects.create(**facts | more)


def test_opening_a_notice_marks_it_read_and_leads_on(client_of):
    client, row = client_of("county"), told()
    assert client.post(f"/notices/{row.pk}/")["Location"] == "/policy/"
    assert client.get("/policy/").context["unread"] == 0


def test_a_notice_of_another_county_is_not_found(client_of):
    assert client_of("county2").post(f"/notices/{told().pk}/").status_code == 404


def test_a_notice_never_leads_off_the_site(client_of):
    row = told(link="//elsewhere.example/")
    assert client_of("county").post(f"/notices/{row.pk}/")["Location"] == "/notices/"


def test_a_published_year_is_loaded_and_entered_days_stay(client_of):
    Holiday.objects.create(day=date(2026, 2, 17), works=False, name="本地节日")
    client_of("sysadmin").post("/holidays/load/", {"year": "2026"})
    assert Holiday.objects.get(day=date(2026, 2, 14)).works
    assert Holiday.objects.get(day=date(2026, 2, 17)).name == "本地节日"


def test_an_unpublished_year_is_refused(client_of):
    assert client_of("sysadmin").post("/holidays/load/", {"year": "2090"}).status_code == 422


def test_a_county_reads_holidays_and_changes_none(client_of):
    assert client_of("county").post("/holidays/set/", {"day": "2026-07-20", "name": "x"}).status_code == 403


def test_an_auditor_sees_only_their_area(cast, client_of):
    Record.objects.create(kind="change", verb="secret_deed", area="6301")
    cast.appointments["auditor"].division = cast.places["6302"]
    cast.appointments["auditor"].save()
    assert "secret_deed" not in client_of("auditor").get("/records/").content.decode()


def test_the_exported_record_runs_no_formula(client_of):
    Record.objects.create(kind="change", verb="x", area="63", note="=HYPERLINK(1)")
    body = client_of("auditor").get("/records/file/?verb=x").content
    cells = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(body)).active[2]]
    assert "'=HYPERLINK(1)" in cells


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "  =1"])
def test_no_cell_becomes_a_formula(text):
    assert harmless(text).startswith("'")


def test_a_touched_line_is_named(client_of, cast):
    line = Record.objects.create(kind="change", verb="x", area="63")
    seals.seal_new_lines()
    assert list(seals.verify()) == []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE core_record DISABLE TRIGGER USER")
        cursor.execute("UPDATE core_record SET verb = 'y' WHERE id = %s", [line.pk])
    assert list(seals.verify()) == [(line.pk, "altered")]


def test_old_answers_are_put_away(cast):
    user = cast.users["county"]
    for age in (8, 1):
        key = OnceKey.objects.create(user=user, key=str(age), fingerprint="x", status=302)
        OnceKey.objects.filter(pk=key.pk).update(created_at=timezone.now() - timedelta(days=age))
    assert tidying.put_away()["answers"] == 1


def test_keys_are_rotated_once(cast, settings):
    before = cast.cadres["first"].id_number
    settings.FIELD_KEYS = {9: b"n" * 32, **settings.FIELD_KEYS}
    out = io.StringIO()
    call_command("rotate_keys", stdout=out)
    call_command("rotate_keys", stdout=out)
    assert Cadre.objects.get(pk=cast.cadres["first"].pk).id_number == before
    said = [line for line in out.getvalue().splitlines() if line.startswith("teams.Cadre:")]
    assert len(said) == 2
    assert said[1] == "teams.Cadre: 0 rows sealed anew."


def test_every_event_table_is_history(db):
    assert {"core_record", "core_recordseal", "teams_postingevent", "attendance_daychange"} <= set(history_tables())
