"""Cycles: opened, opened again, mended, closed; what must be there before."""

from dataclasses import replace
from datetime import date

import pytest

from assessment import actions, calendars
from assessment.models import OpeningFacts
from core.models import Record
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
