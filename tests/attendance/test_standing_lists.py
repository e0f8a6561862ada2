"""The lists of standings: will miss, can no longer, unconfirmed for too long; by person and place, sorted, taken away."""

import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from attendance.actions import check_thresholds
from tests.attendance.writing import confirmed, rule
from tests.cast import TODAY


@pytest.fixture
def judged(cast):
    """The first has the year, the member is on the way, the third has nothing."""
    confirmed(cast, cast.postings["first"], date(2026, 1, 1), date(2026, 7, 19))
    confirmed(cast, cast.postings["member"], date(2026, 2, 1), date(2026, 7, 20))
    check_thresholds(on=TODAY)
    return cast


def names(answer):
    return [line.name for line in answer.context["lines"]]


def ask(client_of, who="county", **query):
    return client_of(who).get(reverse("standings"), query)


def test_the_list_tells_how_many_days_until_when(judged, client_of):
    answer = ask(client_of, q="队员乙")
    with translation.override("en"):
        assert [line.to_do for line in answer.context["lines"]] == [
            "In the village on 30 of the next 164 days, until 2026-12-31."
        ]


def test_who_can_no_longer_be_found_is_found(judged, client_of):
    assert names(ask(client_of, verdict="impossible")) == ["乡员丙"]


def test_who_will_miss_is_listed_with_who_can_only_miss(judged, client_of):
    assert names(ask(client_of, verdict="late")) == ["乡员丙"]


def test_whose_days_wait_too_long_is_listed_with_the_days(judged, client_of):
    found = ask(client_of, verdict="unconfirmed").context["lines"]
    assert {line.name: line.unconfirmed for line in found} == {"队员乙": 31, "乡员丙": 197}


def test_days_within_the_countys_patience_are_not_listed(cast, client_of):
    confirmed(cast, cast.postings["first"], date(2026, 1, 1), date(2026, 7, 16))
    check_thresholds(on=TODAY)
    assert "队长甲" not in names(ask(client_of, verdict="unconfirmed"))


def test_a_county_sets_its_own_patience(cast, client_of):
    rule(cast, "attendance.unconfirmed_after_days", 1, date(2026, 1, 1))
    confirmed(cast, cast.postings["first"], date(2026, 1, 1), date(2026, 7, 16))
    check_thresholds(on=TODAY)
    assert {
        line.name: line.unconfirmed for line in ask(client_of, verdict="unconfirmed", q="队长甲").context["lines"]
    } == {"队长甲": 2}


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("done", ["乡员丙", "队员乙", "队长甲"]),
        ("-done", ["队长甲", "队员乙", "乡员丙"]),
        ("-unconfirmed", ["乡员丙", "队员乙", "队长甲"]),
    ],
)
def test_a_list_sorts_by_a_known_column(judged, client_of, sort, order):
    assert names(ask(client_of, sort=sort)) == order


def test_an_unknown_order_is_no_order(judged, client_of):
    assert len(names(ask(client_of, sort="password"))) == 3


def test_places_below_are_counted_and_lead_further_down(judged, client_of):
    (county,) = ask(client_of, "prefecture", area="6302").context["places"][1:]
    assert (county["code"], county["people"], county["met"], county["on_track"], county["impossible"]) == (
        "630222",
        3,
        1,
        1,
        1,
    )
    assert (county["late"], county["days"]) == (2, 228)


def test_a_place_leads_to_its_people(judged, client_of):
    assert len(names(ask(client_of, "prefecture", area="630222"))) == 3


def test_the_table_is_taken_away_as_it_is_filtered(judged, client_of):
    answer = client_of("county").get(reverse("standings-table"), {"verdict": "impossible"})
    cells = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[4], row[5]) for row in cells] == [("乡员丙", 0, 200)]


def test_months_are_a_list_of_their_own(judged, client_of):
    rule(judged, "attendance.days_per_month", 20, date(2026, 1, 1))
    check_thresholds(on=TODAY)
    assert len(names(ask(client_of, kind="month", month=6))) == 3


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_few_queries_however_long(judged, client_of, django_assert_max_num_queries, rows):
    client = client_of("county")
    client.get(reverse("standings"))
    with django_assert_max_num_queries(12):
        client.get(reverse("standings"), {"q": "队员乙"} if rows == 1 else {})


def test_a_unit_sees_its_own_people_only(judged, client_of):
    assert names(ask(client_of, "unit")) == ["队员乙", "队长甲"]


def test_machines_read_what_must_be_done(judged, client_of):
    (row,) = client_of("county").get(reverse("api-standings"), {"q": "队员乙"}).json()["results"]
    assert (row["remaining"], row["verdict"], row["unconfirmed"]) == ("30.0", "on_track", 31)


def test_machines_drill_down(judged, client_of):
    rows = client_of("county").get(reverse("api-standing-places")).json()
    assert [(row["code"], row["people"]) for row in rows] == [("630222100", 3)]


def test_machines_are_told_of_a_wrong_question(judged, client_of):
    answer = client_of("county").get(reverse("api-standings"), {"sort": "password"})
    assert (answer.status_code, "sort" in answer.json()["errors"]) == (422, True)
