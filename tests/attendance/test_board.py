"""The on-post board: every division and day, down to the person, inside one's own jurisdiction."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from attendance.actions import Entry, confirm_days
from attendance.boards import on_post, people_on, total
from attendance.heat import month_of, month_span
from attendance.models import Status
from teams.models import Posting
from tests.cast import TODAY

A_DAY = timedelta(days=1)


@pytest.fixture
def said(cast):
    """First secretary in the village, member on leave; of the third nobody has said anything."""
    entries = [
        Entry(cast.postings["first"].pk, TODAY, "in_village"),
        Entry(cast.postings["member"].pk, TODAY, "leave", note="探亲"),
    ]
    confirm_days(entries, by=cast.actors["clerk"], on=TODAY)
    return cast


def page(client, name="on-post", **query):
    return client.get(reverse(name), query)


def counts(row):
    return {key: row[key] for key in ("people", "in_village", "leave", "unconfirmed")}


def cells(answer):
    return [list(row) for row in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)]


def test_a_day_is_counted_by_what_the_clerk_confirmed(said):
    row = on_post(said.actors["county"], "630222", TODAY)[0]
    assert counts(row) == {"people": 3, "in_village": 1, "leave": 1, "unconfirmed": 1}


@pytest.mark.parametrize(
    ("who", "area", "codes"),
    [
        ("province", "63", ["6302"]),
        ("province", "6302", ["630202", "630222"]),
        ("county", "630222", ["630222100"]),
        ("county", "630222100", ["630222100201"]),
        ("clerk", "630222100201", ["630222100201"]),
    ],
)
def test_one_drills_down_from_the_province_to_the_village(said, who, area, codes):
    assert [row["code"] for row in on_post(said.actors[who], area, TODAY)] == codes


def test_every_step_down_adds_up_to_the_step_above(said):
    actor = said.actors["province"]
    assert total(on_post(actor, "6302", TODAY)) == total(on_post(actor, "63", TODAY))


def test_places_stand_in_the_order_of_their_codes(said, client_of):
    rows = page(client_of("prefecture")).context["rows"]
    assert [row["code"] for row in rows] == ["630202", "630222"]


def test_the_people_of_a_township_stand_with_note_and_who_confirmed(said, client_of):
    rows = list(page(client_of("county"), area="630222100").context["page"])
    assert [(row["name"], row["status"], row["note"], row["confirmed_by"]) for row in rows] == [
        ("队长甲", "in_village", "", "clerk"),
        ("乡员丙", None, None, None),
        ("队员乙", "leave", "探亲", "clerk"),
    ]


def test_a_number_leads_to_the_people_behind_it(said, client_of):
    rows = page(client_of("province"), status="leave").context["page"]
    assert [row["name"] for row in rows] == ["队员乙"]


def test_those_nobody_has_confirmed_can_be_listed(said, client_of):
    rows = page(client_of("county"), status="unconfirmed").context["page"]
    assert [row["name"] for row in rows] == ["乡员丙"]


def test_a_person_is_found_by_name_inside_the_jurisdiction_only(said, client_of):
    names = {
        who: [row["name"] for row in page(client_of(who), q="外县").context["page"]] for who in ("county", "county2")
    }
    assert names == {"county": [], "county2": ["外县壬"]}


def test_the_neighbours_area_is_refused(said, client_of):
    answer = page(client_of("county"), area="630202")
    assert (answer.status_code, "外县" in answer.content.decode()) == (422, False)


def test_a_unit_sees_its_own_cadres_wherever_they_serve(said, client_of):
    answer = page(client_of("unit"))
    assert [row["name"] for row in answer.context["page"]] == ["队长甲", "队员乙"]
    assert answer.context["sum"]["people"] == 2


def test_a_day_before_the_posting_has_nobody(said, client_of):
    assert page(client_of("county"), day="2025-08-31").context["rows"] == []


def test_the_days_before_and_after_are_one_step_away(said, client_of):
    context = page(client_of("county"), day="2026-03-01").context
    assert (context["before"], context["after"]) == (date(2026, 2, 28), date(2026, 3, 2))


def test_there_is_no_step_into_tomorrow(said, client_of):
    assert page(client_of("county")).context["after"] is None


@pytest.mark.parametrize("query", [{"day": "2026-02-30"}, {"status": "asleep"}, {"area": "63x"}, {"day": "9999-99-99"}])
def test_nonsense_is_told_and_the_own_board_is_shown(said, client_of, query):
    answer = page(client_of("county"), **query)
    assert (answer.status_code, answer.context["area"]) == (422, "630222")


@pytest.mark.parametrize("who", ["province", "prefecture", "county", "township", "clerk", "unit"])
def test_the_board_takes_eight_statements_at_most(said, client_of, django_assert_max_num_queries, who):
    client = client_of(who)
    page(client)
    with django_assert_max_num_queries(8):
        page(client)


# ── the month ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_month_counts_each_day_by_itself(said):
    row = month_of(said.actors["county"], "630222", *month_span(2026, 7))[0]
    days = {one["day"].day: (one["people"], one["in_village"], one["unconfirmed"]) for one in row["days"]}
    assert (days[19], days[20]) == ((3, 0, 3), (3, 1, 1))


def test_who_leaves_inside_the_month_is_counted_to_the_last_day(said):
    Posting.objects.filter(pk=said.postings["town"].pk).update(ends_on=date(2026, 7, 10))
    row = month_of(said.actors["county"], "630222", *month_span(2026, 7))[0]
    assert [one["people"] for one in row["days"]] == [3] * 10 + [2] * 21


def test_who_comes_inside_the_month_is_counted_from_the_first_day(said):
    Posting.objects.filter(pk=said.postings["town"].pk).update(starts_on=date(2026, 7, 10))
    row = month_of(said.actors["county"], "630222", *month_span(2026, 7))[0]
    assert [one["people"] for one in row["days"]] == [2] * 9 + [3] * 22


def test_the_month_and_the_day_say_the_same(said):
    actor = said.actors["province"]
    month = {row["code"]: row["days"][TODAY.day - 1] for row in month_of(actor, "6302", *month_span(2026, 7))}
    for row in on_post(actor, "6302", TODAY):
        one = month[row["code"]]
        assert [one[key] for key in ("people", "in_village", "unconfirmed")] == [
            row[key] for key in ("people", "in_village", "unconfirmed")
        ]


@given(st.integers(1990, 2190), st.integers(1, 12))
def test_a_month_ends_the_day_before_the_next_begins(year, month):
    first, last = month_span(year, month)
    assert (first.day, (last + A_DAY).day, (last.month, last.year)) == (1, 1, (month, year))


def test_every_cell_is_a_number_and_a_way_to_its_day(said, client_of):
    body = page(client_of("county"), "on-post-month", month="2026-07").content.decode()
    assert (
        '<td class="heat-in_village-0"><a href="/attendance/on-post/?area=630222100&amp;day=2026-07-20">33</a></td>'
        in body
    )


def test_days_to_come_are_empty(said, client_of):
    body = page(client_of("county"), "on-post-month", month="2026-07").content.decode()
    assert (body.count('class="heat-in_village'), body.count("<td></td>")) == (20, 11)


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "next", "0000-01", "2026-7"])
def test_a_month_there_is_not_is_told(said, client_of, month):
    assert page(client_of("county"), "on-post-month", month=month).status_code == 422


@pytest.mark.parametrize("who", ["province", "county", "clerk", "unit"])
def test_the_month_takes_eight_statements_at_most(said, client_of, django_assert_max_num_queries, who):
    client = client_of(who)
    page(client, "on-post-month")
    with django_assert_max_num_queries(8):
        page(client, "on-post-month")


# ── Excel and machines ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_excel_sheet_says_under_what_conditions_it_was_made(said, client_of):
    above = [row[0] for row in cells(page(client_of("county"), "on-post-file", day="2026-07-20"))[:3]]
    assert above == ["在岗情况: 民和回族土族自治县 (630222)", "2026-07-20", "仅统计已确认的考勤。"]


def test_the_excel_sheet_holds_the_numbers_of_the_page(said, client_of):
    rows = cells(page(client_of("county"), "on-post-file"))
    assert rows[-1][1:5] == ["合计", 3, 1, 0]


def test_the_people_are_exported_as_they_are_listed(said, client_of):
    rows = cells(page(client_of("county"), "on-post-people-file", status="leave"))
    assert [row[0] for row in rows[-1:]] == ["队员乙"]
    assert any("请假" in str(row[0]) for row in rows)


def test_the_months_excel_has_a_line_for_each_division_and_day(said, client_of):
    rows = cells(page(client_of("prefecture"), "on-post-month-file", month="2026-07"))
    assert sum(str(row[0]).startswith("6302") for row in rows) == 2 * 31


def test_page_excel_and_machine_interface_name_the_same_people(said, client_of):
    for who in ("province", "county", "county2", "clerk", "unit", "unit2"):
        client = client_of(who)
        names = {row["name"] for row in client.get(reverse("api-on-post-people")).json()["results"]}
        people = {row["name"] for row in people_on(said.actors[who], said.actors[who].area or "63", TODAY)}
        sheet = cells(client.get(reverse("on-post-people-file")))
        assert {row[0] for row in sheet} & {cadre.name for cadre in said.cadres.values()} == names == people, who


def test_a_machine_gets_the_month(said, client_of):
    rows = client_of("county").get(reverse("api-on-post-month"), {"month": "2026-07"}).json()
    assert rows[0]["days"][19] == {"day": "2026-07-20", "people": 3, "in_village": 1, "unconfirmed": 1}


def test_a_machine_is_told_of_a_status_there_is_not(said, client_of):
    assert client_of("county").get(reverse("api-on-post-people"), {"status": "asleep"}).status_code == 422


def test_every_status_has_a_column(said, client_of):
    shown = [value for value, *_rest in page(client_of("county")).context["sum"]["cells"]]
    assert shown == [*Status.values, "unconfirmed"]
