"""The phone's list as a plain form: everybody prefilled, one exception, one button, yesterday's forgotten ones below."""

from datetime import timedelta

import pytest
from django.urls import reverse

from attendance.actions import Entry, check_thresholds, confirm_days, confirm_span
from attendance.models import Day, Standing
from attendance.sheet import sheet
from tests.cast import TODAY

YESTERDAY = TODAY - timedelta(days=1)


def form(lines, **changed):
    fields = {f"{name}-{line.key}": value for line in lines for name, value in _of(line)}
    return fields | changed


def _of(line):
    return ("s", line.status), ("n", line.note), ("v", line.version)


def page(client):
    return client.get(reverse("today")).content.decode()


def test_today_is_confirmed_with_one_exception(cast, client_of):
    lines = sheet(cast.actors["clerk"], TODAY)
    client_of("clerk").post(reverse("today-confirm"), form(lines, **{f"s-{lines[0].key}": "leave"}))
    assert sorted(Day.objects.values_list("day", "status")) == [
        (TODAY, s) for s in ("in_village", "in_village", "leave")
    ]


def test_only_the_forgotten_ones_of_yesterday_are_asked_for(cast, client_of):
    said = [Entry(cast.postings[who].pk, YESTERDAY, "in_village") for who in ("first", "member")]
    confirm_days(said, by=cast.actors["clerk"], on=TODAY)
    text = page(client_of("clerk"))
    assert f"s-{cast.postings['town'].pk}-{YESTERDAY:%Y%m%d}" in text
    assert f"s-{cast.postings['first'].pk}-{YESTERDAY:%Y%m%d}" not in text


def test_a_correction_without_a_reason_keeps_what_was_chosen(cast, client_of):
    client = client_of("clerk")
    client.post(reverse("today-confirm"), form(sheet(cast.actors["clerk"], TODAY)))
    lines = sheet(cast.actors["clerk"], TODAY)
    answer = client.post(reverse("today-confirm"), form(lines, **{f"n-{lines[0].key}": "去县里开会"}))
    assert answer.status_code == 422
    assert "去县里开会" in answer.content.decode()


def test_the_township_committee_reads_without_a_form(client_of):
    text = page(client_of("township"))
    assert "队长甲" in text
    assert reverse("today-confirm") not in text


def test_the_bare_page_names_nobody(client_of):
    text = client_of("clerk").get(reverse("today") + "?bare=1").content.decode()
    assert "队长甲" not in text
    assert "享堂" not in text


def test_a_server_whose_clock_was_set_back_shows_the_day_it_believes_and_confirms_nothing_later(
    cast, client_of, settings
):
    confirm_span(YESTERDAY, TODAY, by=cast.actors["clerk"], on=TODAY)
    settings.TODAY = "2026-07-10"
    client, early = client_of("clerk"), TODAY - timedelta(days=10)
    assert f"-{early:%Y%m%d}" in page(client)
    client.post(reverse("today-confirm"), form(sheet(cast.actors["clerk"], early)))
    refused = client.post(reverse("today-confirm"), form(sheet(cast.actors["clerk"], early + timedelta(days=1))))
    assert (refused.status_code, Day.objects.filter(day__gt=early).count()) == (422, 6)
    assert Day.objects.filter(day=early).exclude(confirmed_at=None).count() == 3


def test_standings_judged_by_a_clock_set_back_lose_no_day(cast):
    confirm_span(YESTERDAY, TODAY, by=cast.actors["clerk"], on=TODAY)
    for on in (TODAY, TODAY - timedelta(days=10)):
        check_thresholds(on=on)
    assert set(
        Standing.objects.filter(kind="attendance", month=0, posting__area="630222100201").values_list("done", flat=True)
    ) == {2}


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_needs_few_queries_however_many_people(cast, client_of, django_assert_max_num_queries, people):
    for posting in list(cast.postings.values())[people:3]:
        posting.delete()
    client = client_of("clerk")
    page(client)
    with django_assert_max_num_queries(8):
        page(client)


def test_the_worker_reaches_the_sheets_and_is_never_taken_from_a_cache(client_of):
    answer = client_of("clerk").get("/attendance/worker.js")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript", "no-cache")
    assert answer.content.decode().startswith('const VERSION = "')


def test_the_line_says_whose_it_is(cast, client_of):
    said = client_of("clerk").get(reverse("sheet-line")).json()
    assert (said["user"], said["area"]) == (cast.users["clerk"].pk, "630222100")
    assert len(said["token"]) == 64


@pytest.mark.parametrize(("fields", "kept"), [({}, '"cache", "storage"'), ({"unsent": "2"}, '"cache"')])
def test_logging_out_leaves_nothing_on_the_device_but_what_was_never_sent(client_of, fields, kept):
    assert client_of("clerk").post(reverse("logout"), fields)["Clear-Site-Data"] == kept
