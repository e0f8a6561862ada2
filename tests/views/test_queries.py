"""Kept queries: their owner's own, sent once a period as a link, stopped when the office ends."""

import io
import json
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.models import Appointment, OutboxMessage, Record, StoredFile, User
from core.outbox import deliver
from overview import actions, tasks  # noqa: F401 – registers its handlers
from overview.actions.sending import period_of
from overview.models import Dispatch, SavedQuery

KEPT = {"name": "席位", "what": "cross", "query": "rows=seat&columns=source&on=2026-07-20"}
A_WEEK = timedelta(days=7)


@pytest.fixture
def kept(client_of):
    """The county keeps a cross-table."""
    client_of("county").post("/statistics/queries/new/", KEPT)
    return SavedQuery.objects.get()


def step(client, kept, verb):
    return client.post(f"/statistics/queries/{kept.pk}/", {"verb": verb})


def deliver_all():
    for number in OutboxMessage.objects.filter(task="overview.send_query", done_at=None).values_list("pk", flat=True):
        assert deliver(number)


def test_a_query_is_kept_without_todays_day(kept):
    assert kept.query == {"rows": "seat", "columns": "source", "count": "serving", "since": "2017"}
    assert Record.objects.filter(verb="keep_query").count() == 1


def test_an_older_day_is_kept_with_it(client_of):
    client_of("county").post("/statistics/queries/new/", KEPT | {"query": "rows=seat&on=2026-01-01"})
    assert SavedQuery.objects.get().query["on"] == "2026-01-01"


def test_the_list_leads_back_to_the_table(client_of, kept):
    page = client_of("county").get("/statistics/queries/").content.decode()
    assert f"/statistics/?{urlencode(kept.query)}".replace("&", "&amp;") in page


@pytest.mark.parametrize("change", [{"name": ""}, {"what": "x"}, {"query": "rows=secret"}, {"query": "area=630202"}])
def test_what_makes_no_sense_is_not_kept(client_of, change):
    answer = client_of("county").post("/statistics/queries/new/", KEPT | change)
    assert answer.status_code == 422
    assert not SavedQuery.objects.exists()


def test_a_name_is_kept_once_an_office(client_of, kept):
    again = client_of("county").post("/statistics/queries/new/", KEPT)
    assert again.status_code == 422
    assert "已有同名" in again.content.decode()


def test_nobody_else_sees_or_touches_it(client_of, kept):
    for who in ("county_b", "leadership", "province", "unit"):
        assert "席位" not in client_of(who).get("/statistics/queries/").content.decode(), who
        assert step(client_of(who), kept, "weekly").status_code == 404, who
    kept.refresh_from_db()
    assert kept.cadence == ""


@pytest.mark.parametrize(
    ("day", "week", "month"),
    [
        (date(2026, 7, 20), "2026-W30", "2026-07"),
        (date(2025, 12, 29), "2026-W01", "2025-12"),
        (date(2027, 1, 3), "2026-W53", "2027-01"),
    ],
)
def test_weeks_begin_on_monday_and_belong_to_their_iso_year(day, week, month):
    assert (period_of("weekly", day), period_of("monthly", day)) == (week, month)


@given(day=st.dates(date(2020, 1, 1), date(2030, 1, 1)), after=st.integers(0, 60))
def test_two_days_are_of_one_week_only_when_the_same_monday_begins_it(day, after):
    later = day + timedelta(days=after)
    same = day - timedelta(days=day.weekday()) == later - timedelta(days=later.weekday())
    assert (period_of("weekly", day) == period_of("weekly", later)) == same


def test_nothing_is_sent_in_the_week_it_was_scheduled_in(client_of, cast, kept):
    step(client_of("county"), kept, "weekly")
    assert actions.send_due(on=cast.today + timedelta(days=6)) == {"queries": 0}
    assert actions.send_due(on=cast.today + A_WEEK) == {"queries": 1}


def test_it_goes_once_a_week_however_often_the_day_is_claimed(client_of, cast, kept, settings):
    step(client_of("county"), kept, "weekly")
    settings.TODAY = f"{cast.today + A_WEEK}"
    for _again in range(3):
        actions.send_due(on=cast.today + A_WEEK)
        deliver_all()
    actions.send(kept.pk, "2026-W31", on=cast.today + A_WEEK)
    assert [one.period for one in Dispatch.objects.all()] == ["2026-W31"]
    assert len(mail.outbox) == 1


def test_the_letter_bears_a_link_and_no_number(client_of, cast, kept, settings):
    settings.SITE_URL = "https://zhucun.example"
    step(client_of("county"), kept, "monthly")
    sent = actions.send(kept.pk, "2026-08", on=date(2026, 8, 1))
    (letter,) = mail.outbox
    assert letter.to == ["county@example.org"]
    assert f"https://zhucun.example/statistics/sent/{sent.pk}/" in letter.body
    assert letter.attachments == []


def test_the_link_gives_the_table_as_of_the_day_it_was_sent(client_of, cast, kept):
    step(client_of("county"), kept, "monthly")
    sent = actions.send(kept.pk, "2026-08", on=date(2026, 8, 1))
    lines = list(
        load_workbook(io.BytesIO(client_of("county").get(f"/statistics/sent/{sent.pk}/").content)).active.values
    )
    assert "截至: 2026-08-01" in [line[0] for line in lines]
    assert lines[-1][-1] == 3


def test_the_file_is_its_owners_own(client_of, kept, cast):
    step(client_of("county"), kept, "monthly")
    sent = actions.send(kept.pk, "2026-08", on=date(2026, 8, 1))
    for who in ("county_b", "county2", "province"):
        assert client_of(who).get(f"/statistics/sent/{sent.pk}/").status_code == 404


def test_an_office_that_has_ended_stops_it(client_of, cast, kept):
    step(client_of("county"), kept, "weekly")
    Appointment.objects.filter(pk=kept.appointment_id).update(until_on=cast.today)
    sent = actions.send(kept.pk, "2026-W31", on=cast.today + A_WEEK)
    kept.refresh_from_db()
    assert (sent.state, sent.file_id, kept.paused_why) == ("stopped", None, "office")
    assert mail.outbox == []
    assert actions.send_due(on=cast.today + 2 * A_WEEK) == {"queries": 0}


def test_a_query_that_lies_outside_the_office_by_now_is_stopped(client_of, cast, kept):
    step(client_of("county"), kept, "weekly")
    SavedQuery.objects.update(query={"area": "630202"})
    assert actions.send(kept.pk, "2026-W31", on=cast.today + A_WEEK).state == "refused"
    assert not StoredFile.objects.exists()


def test_without_an_address_the_file_is_kept_here(client_of, cast, kept):
    User.objects.filter(pk=kept.owner_id).update(email="")
    step(client_of("county"), kept, "weekly")
    sent = actions.send(kept.pk, "2026-W31", on=cast.today + A_WEEK)
    assert (sent.state, bool(sent.file_id), mail.outbox) == ("nowhere", True, [])


def test_what_is_paused_is_not_sent_and_not_made_up_for(client_of, cast, kept, settings):
    county = client_of("county")
    step(county, kept, "weekly")
    step(county, kept, "pause")
    assert actions.send(kept.pk, "2026-W31", on=cast.today + A_WEEK) is None
    settings.TODAY = f"{cast.today + A_WEEK}"
    step(county, kept, "resume")
    assert actions.send_due(on=cast.today + A_WEEK) == {"queries": 0}
    assert actions.send_due(on=cast.today + 2 * A_WEEK) == {"queries": 1}


@pytest.mark.parametrize(("first", "verb"), [("off", "pause"), ("weekly", "resume")])
def test_a_step_that_does_not_apply_is_refused_in_words(client_of, kept, first, verb):
    step(client_of("county"), kept, first)
    assert step(client_of("county"), kept, verb).status_code == 422


def test_deleting_takes_its_files_along(client_of, cast, kept):
    step(client_of("county"), kept, "weekly")
    actions.send(kept.pk, "2026-W31", on=cast.today + A_WEEK)
    step(client_of("county"), kept, "delete")
    assert not SavedQuery.objects.exists()
    assert not StoredFile.objects.exists()


def test_only_the_last_files_are_kept(client_of, cast, kept):
    step(client_of("county"), kept, "weekly")
    for number in range(8):
        actions.send(kept.pk, f"2027-W{number:02d}", on=cast.today + A_WEEK)
    assert StoredFile.objects.count() == 6
    assert Dispatch.objects.count() == 8


def test_a_register_is_kept_and_sent_as_well(client_of, cast):
    client_of("county").post("/statistics/queries/new/", {"name": "名册", "what": "register", "query": "register=sent"})
    kept = SavedQuery.objects.get()
    step(client_of("county"), kept, "weekly")
    actions.send(kept.pk, "2026-W31", on=cast.today + A_WEEK)
    assert Record.objects.filter(verb="send_query", details={"period": "2026-W31", "rows": 3}).exists()


def test_machines_keep_schedule_and_delete(client_of):
    county = client_of("county")

    def post(path, said):
        return county.post(path, json.dumps(said), content_type="application/json")

    made = post("/api/v1/queries/", KEPT)
    number = json.loads(made.content)["id"]
    assert made.status_code == 201
    assert json.loads(post(f"/api/v1/queries/{number}/step/", {"verb": "weekly"}).content)["cadence"] == "weekly"
    assert [one["id"] for one in json.loads(county.get("/api/v1/queries/").content)["results"]] == [number]
    assert post(f"/api/v1/queries/{number}/step/", {"verb": "delete"}).status_code == 204


def test_the_list_costs_the_same_with_one_query_and_with_three(client_of, kept, django_assert_max_num_queries):
    county = client_of("county")
    for name in ("二", "三"):
        county.post("/statistics/queries/new/", KEPT | {"name": name})
    with django_assert_max_num_queries(8):
        county.get("/statistics/queries/")
