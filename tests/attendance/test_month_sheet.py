"""The month sheet as it is read: people, days, what was said, and nobody else's."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from attendance.actions import Entry, confirm_days
from attendance.marks import MARKS, meaning
from attendance.models import Standing, Status
from core.models import Holiday
from teams.models import Posting
from tests.attendance.monthly import cell, send, sheet_of
from tests.attendance.training import enrolled
from tests.cast import TODAY


def test_the_sheet_names_its_people_its_days_and_its_legend(cast, client_of):
    told = sheet_of(client_of("clerk")).json()
    assert [one["name"] for one in told["people"]] == ["队长甲", "乡员丙", "队员乙"]
    assert (len(told["days"]), told["today"], told["writes"], told["locked"]) == (31, "2026-07-20", True, None)
    assert [one["code"] for one in told["statuses"]] == Status.values
    assert told["cells"] == {}


def test_a_cell_says_what_was_said_and_by_whom(cast, client_of):
    said = Entry(cast.postings["first"].pk, TODAY, "absent", "未请假")
    confirm_days([said], by=cast.actors["clerk_b"], on=TODAY)
    found = sheet_of(client_of("clerk")).json()["cells"][str(said.posting_id)]["20"]
    assert [*found[:3], *found[4:]] == ["absent", "未请假", 1, "clerk_b", ""]


def test_what_is_known_of_days_to_come_stands_in_the_sheet(cast, client_of):
    training = enrolled(cast, "first", starts_on=date(2026, 7, 30), days=3)
    found = sheet_of(client_of("clerk")).json()["cells"][str(cast.postings["first"].pk)]
    assert {day: said[0] for day, said in found.items()} == {"30": "training", "31": "training"}
    assert found["30"][2] == 0
    assert found["30"][5] == f"training:{training.pk}"


def statements(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as seen:
        assert sheet_of(client).status_code == 200
    return len(seen)


def test_one_person_or_three_the_statements_are_the_same(cast, client_of, django_assert_max_num_queries):
    client = client_of("clerk")
    send(client, *(cell(cast.postings[who]) for who in ("first", "member", "town")))
    sheet_of(client)
    three = statements(client, django_assert_max_num_queries)
    Posting.objects.filter(pk__in=[cast.postings[who].pk for who in ("member", "town")]).update(
        ends_on=date(2026, 6, 30), end_kind="adjustment"
    )
    assert statements(client, django_assert_max_num_queries) == three


def test_a_posting_that_begins_or_ends_inside_the_month_is_on_its_sheet(cast, client_of):
    Posting.objects.filter(pk=cast.postings["first"].pk).update(ends_on=date(2026, 7, 1), end_kind="adjustment")
    client = client_of("clerk")
    person = sheet_of(client).json()["people"][0]
    assert (person["name"], person["from"], person["to"]) == ("队长甲", "2025-09-01", "2026-07-01")
    assert "队长甲" not in [one["name"] for one in sheet_of(client, "2026-08").json()["people"]]
    assert sheet_of(client, "2025-08").json()["people"] == []
    assert len(sheet_of(client, "2025-09").json()["people"]) == 3


@pytest.mark.parametrize(("month", "days"), [("2028-02", 29), ("2027-02", 28), ("2100-02", 28), ("2026-12", 31)])
def test_a_month_has_its_own_number_of_days(cast, client_of, month, days):
    told = sheet_of(client_of("clerk"), month).json()["days"]
    assert (len(told), told[0]["day"], told[-1]["day"]) == (days, f"{month}-01", f"{month}-{days}")


def test_holidays_and_days_worked_instead_stand_in_the_heads(cast, client_of):
    Holiday.objects.create(day=date(2026, 10, 1), name="国庆节")
    Holiday.objects.create(day=date(2026, 10, 10), works=True, name="国庆节")
    told = sheet_of(client_of("clerk"), "2026-10").json()
    heads = {one["day"][8:]: one for one in told["days"]}
    assert (heads["01"]["off"], heads["01"]["holiday"]) == (True, "国庆节")
    assert (heads["10"]["weekday"], heads["10"]["off"]) == (6, False)
    assert (heads["11"]["off"], heads["12"]["off"], told["holidays_known"]) == (True, False, True)


def test_a_year_nobody_has_arranged_shows_plain_weekends_and_says_so(cast, client_of):
    told = sheet_of(client_of("clerk"), "2027-05").json()
    assert [one["day"][8:] for one in told["days"] if one["off"]][:4] == ["01", "02", "08", "09"]
    assert told["holidays_known"] is False


def test_the_years_standing_stands_beside_each(cast, client_of):
    facts = dict.fromkeys(("remaining", "possible", "forecast"), 0)
    Standing.objects.create(
        posting=cast.postings["first"],
        area=cast.postings["first"].area,
        year=2026,
        kind="attendance",
        as_of=TODAY,
        required=200,
        done=103,
        verdict="on_track",
        verdict_since=TODAY,
        **facts,
    )
    first, other = sheet_of(client_of("clerk")).json()["people"][:2]
    assert (first["done"], first["required"], first["as_of"]) == (103, 200, "2026-07-20")
    assert other["done"] is None


@pytest.mark.parametrize(
    ("who", "area", "status", "people"),
    [
        ("township", "", 200, 3),
        ("county", "630222100", 200, 3),
        ("leadership", "630222100", 200, 3),
        ("prefecture", "630222100", 200, 3),
        ("county", "", 422, 0),
        ("county", "630202101", 422, 0),
        ("clerk2", "630222100", 422, 0),
        ("clerk2", "", 200, 0),
        ("unit", "630222100", 403, 0),
    ],
)
def test_everybody_reads_what_lies_in_their_jurisdiction(cast, client_of, who, area, status, people):
    answer = sheet_of(client_of(who), **({"area": area} if area else {}))
    assert (answer.status_code, len(answer.json().get("people", []))) == (status, people)
    assert not answer.json().get("writes") or who == "clerk2"


@pytest.mark.parametrize("month", ["2026-13", "2026-7", "1999-01", "x", "2026-07-01"])
def test_a_month_that_is_none_is_refused(cast, client_of, month):
    assert sheet_of(client_of("clerk"), month).status_code == 422


@pytest.mark.parametrize(("moment", "day"), [("2026-07-31T15:30", "2026-07-31"), ("2026-07-31T16:30", "2026-08-01")])
def test_the_day_turns_at_midnight_in_shanghai(cast, client_of, settings, monkeypatch, moment, day):
    settings.TODAY = ""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.fromisoformat(moment).replace(tzinfo=UTC))
    told = client_of("clerk").get(reverse("api-month-sheet")).json()
    assert (told["today"], told["month"]) == (day, day[:7])


def test_the_page_offers_townships_to_those_above_and_the_daily_sheet_to_the_clerk(cast, client_of):
    above = client_of("county").get(reverse("month")).content.decode()
    assert 'value="630222100"' in above
    assert 'value="630222101"' not in above
    assert "month-setup" not in above
    assert reverse("sheet") in client_of("clerk").get(reverse("month")).content.decode()


@pytest.mark.parametrize("text", ["在村", " √ ", "１", "z", "IN_VILLAGE", "In the Village"])
def test_a_written_cell_is_understood_in_words_marks_and_keys(text):
    assert meaning(text) == Status.IN_VILLAGE


def test_no_key_or_mark_means_two_things():
    keys = [key for mark in MARKS.values() for key in {*mark.letters, mark.digit, mark.mark}]
    assert len(keys) == len(set(keys))
    assert {meaning(key) for key in keys} == set(Status)
    assert meaning("x") is None
