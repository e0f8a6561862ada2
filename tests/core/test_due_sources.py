"""What the apps name as due: each source on the cast, in the same few statements however many rows."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.models import Assessment, Cycle
from attendance.models import Leave, Standing, Training
from core.dues import SOURCES, label_of, sentence_of
from selection.models import Nomination
from teams.models import Pairing, PostingCheck
from tests.cast import BEGAN, TODAY


def found(kind, on=TODAY):
    return list(SOURCES[kind].find(on))


def owners(dues):
    return sorted((due.office, due.area or due.unit_id or due.account_id) for due in dues)


@pytest.mark.parametrize("kind", sorted(SOURCES))
def test_every_kind_has_a_name_and_a_sentence(kind):
    assert label_of(kind) != kind
    assert str(SOURCES[kind].sentence) not in ("", label_of(kind))


@pytest.mark.parametrize("kind", sorted(SOURCES))
def test_every_source_runs_in_few_statements(cast, kind):
    with CaptureQueriesContext(connection) as asked:
        rows = found(kind)
    assert len(asked) <= 6
    assert len({row.key for row in rows}) == len(rows)
    assert all(sentence_of(kind, row.params) != label_of(kind) for row in rows)


def test_the_township_moves_the_party_relation(cast):
    dues = found("party_relation")
    assert ("township", "630222100") in owners(dues)
    assert {due.due_on for due in dues} == {BEGAN + timedelta(days=30)}


def test_a_mark_takes_it_off_the_list(cast):
    before = len(found("party_relation"))
    one = cast.postings["first"]
    PostingCheck.objects.create(posting=one, area=one.area, item="party_relation", done_on=TODAY)
    assert len(found("party_relation")) == before - 1


def test_the_sender_does_the_rest(cast):
    keys = {due.key: due.office for due in found("posting_relations")}
    assert keys[str(cast.postings["first"].pk)] == "unit"
    assert keys[str(cast.postings["town"].pk)] == "township"


def test_an_empty_seat_is_the_units_or_the_townships(cast):
    dues = [due for due in found("seat_to_fill") if due.about == "630222100200"]
    unit = cast.units["海东市水务局"].pk
    assert owners(dues) == [("township", "630222100"), ("unit", unit), ("unit", unit)]
    assert {due.due_on for due in dues} == {BEGAN + timedelta(days=30)}


def test_a_village_without_a_unit_asks_no_unit(cast):
    Pairing.objects.filter(village__area="630222100200").update(ends_on=TODAY - timedelta(days=1), end_reason="x")
    assert {due.office for due in found("seat_to_fill") if due.about == "630222100200"} == {"township"}


def leave(cast, **facts):
    usual = {
        "posting": cast.postings["first"],
        "area": cast.postings["first"].area,
        "kind": "personal",
        "starts_on": TODAY - timedelta(days=5),
        "ends_on": TODAY - timedelta(days=3),
        "asked_until": TODAY - timedelta(days=3),
        "reason": "家事",
        "destination": "西宁",
        "run_days": 3,
        "approvals": ["township"],
        "applied_on": TODAY - timedelta(days=6),
        "applied_by": cast.users["cadre"],
    }
    return Leave.objects.create(**usual | facts)


def test_leave_that_ended_is_reported_back_by_the_cadre(cast):
    leave(cast, state="approved")
    assert owners(found("leave_back")) == [("cadre", cast.users["cadre"].pk)]


def test_leave_is_decided_before_it_begins(cast):
    starts = TODAY + timedelta(days=2)
    leave(cast, state="applied", starts_on=starts, ends_on=starts, asked_until=starts, applied_on=TODAY)
    assert [(due.office, due.due_on) for due in found("leave_waiting")] == [("township", starts)]


def standing(cast):
    numbers = {"required": 4, "done": 1, "remaining": 3, "possible": 4, "forecast": 1}
    one = cast.postings["town"]
    facts = {"as_of": TODAY, "verdict": "at_risk", "verdict_since": TODAY, "posting": one, "area": one.area}
    Standing.objects.create(year=2026, kind="training", **numbers, **facts)


def test_missing_training_is_listed_near_the_end_of_the_year_only(cast):
    standing(cast)
    assert found("training_short", date(2026, 10, 1)) == []
    assert owners(found("training_short", date(2026, 10, 2))) == [("township", "630222100")]


def test_training_that_is_over_is_entered_by_its_department(cast):
    days = {"starts_on": TODAY - timedelta(days=4), "ends_on": TODAY - timedelta(days=3), "days": 2}
    by = {"created_by": cast.users["county"]}
    Training.objects.create(area="630222", kind="induction", title="培训", halves=[0, 1, 2, 3], **days, **by)
    assert owners(found("training_attendance")) == [("county", "630222")]


def cycle(cast, **facts):
    days = {"ballots_by": date(2026, 7, 22), "propose_by": date(2026, 7, 25), "review_by": date(2026, 7, 30)}
    span = {"from_on": date(2025, 1, 1), "until_on": date(2025, 12, 31), "year": 2025, "kind": "yearly"}
    return Cycle.objects.create(area="630222", opened_on=TODAY, opened_by=cast.users["county"], **days | span | facts)


def assessed(cast, who="first", **facts):
    one = cast.postings[who]
    return Assessment.objects.create(cycle=cycle(cast), posting=one, cadre=one.cadre, area=one.area, year=2025, **facts)


def test_opinions_are_one_duty_of_each_township(cast):
    assessed(cast)
    assert [(due.area, due.due_on, due.params["count"]) for due in found("opinions")] == [
        ("630222100", date(2026, 7, 25), 1)
    ]


def test_a_county_without_a_cycle_is_to_open_one(cast):
    assert owners(found("cycle_to_open")) == [("county", "630202"), ("county", "630222")]
    cycle(cast)
    assert owners(found("cycle_to_open")) == [("county", "630202")]


def nomination(cast, **facts):
    usual = {
        "team": cast.teams["630222100200"],
        "area": "630222100200",
        "seat": "first_secretary",
        "cadre": cast.cadres["pool"],
        "unit": cast.units["海东市水务局"],
        "sender_area": "6302",
        "starts_on": TODAY,
        "term_ends_on": date(2028, 7, 19),
        "decision_number": "1",
        "approving_office": "prefecture",
        "approving_area": "6302",
        "decided_on": TODAY,
    }
    return Nomination.objects.create(**usual | facts)


def test_a_nomination_waits_for_the_county_and_its_seat_is_nobodys_duty(cast):
    nomination(cast, state="submitted")
    assert owners(found("nomination")) == [("county", "630222")]
    assert all(due.params["seat"] != "first secretary" for due in found("seat_to_fill") if due.about == "630222100200")


def test_the_leadership_group_office_sees_no_personal_case(cast):
    assert SOURCES["adjustment"].personal
    assert SOURCES["recall"].personal
    assert SOURCES["leave_back"].personal
