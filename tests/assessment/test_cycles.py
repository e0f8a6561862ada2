"""Cycles: opened, opened again, mended, closed; what must be there before."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import actions, calendars
from assessment.models import Assessment, Cycle, OpeningFacts
from core.models import Appointment, Notice, Record
from core.policy import policy_in_force
from core.refusals import Conflict, NotAllowed, Refused
from teams.models import Posting

YEAR = calendars.Plan(
    "yearly", date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 10), date(2026, 12, 20), date(2027, 1, 20)
)
TERM = replace(YEAR, kind="term", from_on=date(2026, 6, 1), until_on=date(2026, 8, 31))


@pytest.fixture
def open_as(cast):
    """`open_as(name, plan)` opens a cycle."""
    return lambda name="county", plan=YEAR, **said: actions.open_cycle(
        plan, by=cast.actors[name], on=cast.today, **said
    )


@pytest.fixture
def cycle(open_as):
    return open_as()[0]


def test_a_cycle_keeps_its_calendar_and_every_provision_that_governs_it(cycle):
    assert (cycle.ballots_by, cycle.review_by) == (date(2026, 12, 10), date(2027, 1, 20))
    assert {"assessment.notice_days", "assessment.absence_caps", "attendance.days_per_year"} <= cycle.provisions.keys()
    assert cycle.provisions["assessment.notice_days"]["is_default"]


def test_every_new_case_keeps_the_facts_of_its_opening(cycle):
    kept = OpeningFacts.objects.filter(assessment__cycle=cycle)
    assert kept.count() == cycle.assessments.count() == 5
    assert kept.get(assessment__posting__cadre__name="队长甲").facts["served_from"] == "2026-01-01"


def test_opening_again_adds_nobody_twice(cycle, open_as):
    assert open_as()[1] == 0
    assert Record.objects.filter(verb="open_cycle").count() == 1


def test_a_latecomer_is_added_by_opening_again(cast, cycle):
    late = Posting.objects.create(
        team=cast.teams["630222100200"],
        area="630222100200",
        seat="unit_member",
        cadre=cast.cadres["pool"],
        pairing=cast.pairings["630222100200"],
        starts_on=date(2026, 7, 1),
    )
    assert actions.open_again(cycle, by=cast.actors["county"], on=cast.today)[1] == 1
    assert late.assessments.get().cycle == cycle


def test_a_township_without_an_officer_keeps_the_cycle_from_opening(cast, open_as):
    with pytest.raises(Refused) as refusal:
        open_as("county2")
    assert ": 1" in str(refusal.value.message)
    assert not Cycle.objects.exists()


def test_once_the_township_has_an_officer_it_opens(cast, open_as):
    Appointment.objects.create(
        user=cast.users["nobody"], office="township", division=cast.places["630202101"], from_on=date(2026, 1, 1)
    )
    assert open_as("county2")[1] == 2


@pytest.mark.parametrize("name", ["township", "leadership", "unit", "prefecture2", "county2"])
def test_only_the_county_and_those_above_it_open_a_cycle(name, open_as):
    with pytest.raises(NotAllowed):
        open_as(name, county="630222")


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"ballots_by": None}, "ballots_by"),
        ({"propose_by": date(2026, 12, 9)}, "propose_by"),
        ({"review_by": date(2026, 12, 15)}, "review_by"),
        ({"ballots_by": date(2025, 12, 31)}, "ballots_by"),
    ],
)
def test_a_calendar_that_is_not_whole_or_out_of_order_is_refused(days, field, open_as):
    with pytest.raises(Refused) as refusal:
        open_as(plan=replace(YEAR, **days))
    assert list(refusal.value.fields) == [field]


@pytest.mark.parametrize("plan", [calendars.yearly(2017), calendars.yearly(2027)])
def test_a_year_that_cannot_be_assessed_is_refused(plan, open_as):
    with pytest.raises(Refused):
        open_as(plan=replace(plan, ballots_by=plan.until_on, propose_by=plan.until_on, review_by=plan.until_on))


def test_a_term_end_cycle_is_about_those_whose_term_ends_and_their_teams(cast, open_as):
    Posting.objects.filter(pk=cast.postings["first"].pk).update(term_ends_on=date(2026, 7, 31))
    cycle, new = open_as(plan=TERM)
    assert new == 2
    assert {case.posting or case.team for case in cycle.assessments.all()} == {
        cast.postings["first"],
        cast.teams["630222100201"],
    }


def test_somebody_recalled_has_no_end_of_term(cast, open_as):
    ended = {"term_ends_on": date(2026, 7, 31), "ends_on": date(2026, 7, 1), "end_kind": "recall"}
    Posting.objects.filter(pk=cast.postings["first"].pk).update(**ended)
    with pytest.raises(Refused):
        open_as(plan=TERM)


def test_a_case_nobody_has_spoken_on_follows_its_person(cast, cycle):
    first = cast.postings["first"]
    Posting.objects.filter(pk=first.pk).update(ends_on=date(2026, 7, 10), end_kind="adjustment")
    later = Posting.objects.create(
        team=cast.teams["630222100200"],
        area="630222100200",
        seat="first_secretary",
        cadre=first.cadre,
        pairing=cast.pairings["630222100200"],
        starts_on=date(2026, 7, 11),
    )
    assert actions.open_again(cycle, by=cast.actors["county"], on=cast.today)[1] == 0
    case = Assessment.objects.get(cadre=first.cadre)
    assert (case.posting, case.area) == (later, "630222100200")


def test_the_calendar_is_changed_and_the_days_before_are_recorded(cast, cycle):
    days = {"ballots_by": date(2026, 12, 20), "propose_by": date(2026, 12, 25), "review_by": date(2027, 1, 5)}
    done = actions.set_calendar(cycle, days, by=cast.actors["county"], on=cast.today)
    assert done.review_by == date(2027, 1, 5)
    assert Record.objects.get(verb="set_calendar").details["before"]["review_by"] == "2027-01-20"


def test_a_cycle_is_closed_only_when_every_case_is_final(cast, cycle):
    with pytest.raises(Refused):
        actions.close(cycle, by=cast.actors["county"], on=cast.today)
    assert _closed(cast, cycle).state == "closed"


def _closed(cast, cycle):
    cycle.assessments.update(
        state="final", grade="competent", snapshot_hash="x", set_by=cast.users["county"], set_on=cast.today,
        final_on=cast.today, proposed="competent", opinion="好", proposed_by=cast.users["township"],
        proposed_on=cast.today,
    )  # fmt: skip
    return actions.close(cycle, by=cast.actors["county"], on=cast.today)


def test_a_closed_cycle_takes_nobody_and_is_opened_again_with_a_reason(cast, cycle, open_as):
    closed = _closed(cast, cycle)
    with pytest.raises(Conflict):
        open_as()
    with pytest.raises(Refused):
        actions.reopen_cycle(closed, by=cast.actors["county_b"], on=cast.today, note=" ")
    again = actions.reopen_cycle(closed, by=cast.actors["county_b"], on=cast.today, note="异议成立")
    assert again.state == "running"
    assert Record.objects.about(again).steps().get(verb="reopen").note == "异议成立"


def test_each_township_is_told_once_however_often_a_cycle_is_opened(cast, cycle, open_as):
    open_as()
    assert Notice.objects.filter(office="township", kind="case_waiting").count() == 1


@given(st.dates(date(2018, 1, 1), date(2026, 7, 20)), st.integers(2018, 2026))
def test_the_usual_days_are_always_whole_and_in_order(on, year):
    plan = calendars.with_usual_days(calendars.yearly(year), policy_in_force("630222", date(2026, 1, 1)), on)
    calendars.check_calendar(plan)
    assert plan.ballots_by > max(on, plan.until_on)
