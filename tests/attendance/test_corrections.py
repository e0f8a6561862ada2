"""What was changed after its confirmation is listed for every office in scope, with what it was, who, when and why."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from attendance.actions import Entry, confirm_days
from attendance.sheet import sheet
from tests.cast import TODAY


def say(cast, who, status, *, day=TODAY, by="clerk", **more):
    line = next(x for x in sheet(cast.actors[by], day) if x.posting_id == cast.postings[who].pk)
    entry = Entry(line.posting_id, day, status, version=line.version, **more)
    return confirm_days([entry], by=cast.actors[by], on=TODAY)


@pytest.fixture
def corrected(cast):
    """队长甲 on today: in the village, then absent, because of a slip."""
    say(cast, "first", "in_village")
    say(cast, "first", "absent", by="clerk_b", reason="误记更正")


def listed(client, name="api-corrections", *args, **query):
    return client.get(reverse(name, args=args), query).json()["results"]


@pytest.mark.parametrize(
    "who", ["clerk", "township", "county", "prefecture", "province", "leadership", "unit", "cadre"]
)
def test_a_correction_is_seen_by_every_office_in_scope(corrected, client_of, who):
    (row,) = listed(client_of(who))
    said = {key: row[key] for key in ("old_status", "new_status", "by", "reason")}
    assert said == {"old_status": "in_village", "new_status": "absent", "by": "clerk_b", "reason": "误记更正"}


@pytest.mark.parametrize("who", ["clerk2", "county2", "prefecture2", "unit2"])
def test_it_is_not_seen_outside(corrected, client_of, who):
    assert listed(client_of(who)) == []


def test_a_first_confirmation_is_no_correction(cast, client_of):
    say(cast, "first", "leave")
    assert listed(client_of("county")) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"first": "2026-07-20", "last": "2026-07-20"}, 1),
        ({"first": "2026-07-21"}, 0),
        ({"last": "2026-07-19"}, 0),
        ({"area": "630222100201"}, 1),
        ({"area": "630222101"}, 0),
        ({"q": "队长"}, 1),
        ({"q": "队员"}, 0),
        ({"by": "clerk_b"}, 1),
        ({"by": "county"}, 0),
    ],
)
def test_the_list_is_narrowed(corrected, client_of, query, found):
    assert len(listed(client_of("county"), **query)) == found


def test_a_span_the_wrong_way_round_is_said(client_of):
    query = {"first": "2026-07-02", "last": "2026-07-01"}
    assert client_of("county").get(reverse("corrections"), query).status_code == 422


def test_page_and_excel_hold_what_the_machine_interface_holds(corrected, client_of):
    client = client_of("county")
    assert "误记更正" in client.get(reverse("corrections")).content.decode()
    book = load_workbook(io.BytesIO(client.get(reverse("corrections-excel")).content))
    assert [row[-1].value for row in book.active.iter_rows(min_row=2)] == ["误记更正"]


def test_no_reason_becomes_a_formula(cast, client_of):
    say(cast, "first", "in_village")
    say(cast, "first", "absent", reason="=1+1")
    book = load_workbook(io.BytesIO(client_of("county").get(reverse("corrections-excel")).content))
    assert book.active.cell(2, 10).value == "'=1+1"


def test_the_history_of_a_day_keeps_every_step(corrected, cast, client_of):
    say(cast, "first", "training", reason="补证")
    address = reverse("api-day-history", args=[cast.postings["first"].pk])
    rows = client_of("county").get(address, {"day": "2026-07-20"}).json()["results"]
    assert [(row["old_status"], row["new_status"]) for row in rows] == [
        ("absent", "training"),
        ("in_village", "absent"),
    ]


def test_the_history_page_says_how_the_day_stands_now(corrected, cast, client_of):
    page = client_of("county").get(reverse("day-history", args=[cast.postings["first"].pk]), {"day": "2026-07-20"})
    assert [word in page.content.decode() for word in ("误记更正", "clerk_b", "队长甲")] == [True] * 3


def test_another_days_history_is_empty(corrected, cast, client_of):
    address = reverse("api-day-history", args=[cast.postings["first"].pk])
    assert client_of("county").get(address, {"day": "2026-07-19"}).json()["results"] == []


@pytest.mark.parametrize("corrections", [1, 3])
def test_the_list_needs_the_same_queries_for_one_row_and_three(cast, client_of, corrections, django_assert_num_queries):
    for day in range(1, corrections + 1):
        say(cast, "first", "in_village", day=date(2026, 7, day))
        say(cast, "first", "absent", day=date(2026, 7, day), reason="x")
    client = client_of("county")
    client.get(reverse("corrections"))
    with django_assert_num_queries(5):
        client.get(reverse("corrections"))
