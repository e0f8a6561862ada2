"""What is due about care: by whom, about how many, until when."""

from dataclasses import replace
from datetime import date

import pytest

from core.dues import SOURCES
from support import care
from support.actions import cases, lines
from support.models import Checkup, InjuryStep
from tests.support.caring import COVER, VISIT, checkup, insure, visit
from tests.support.funding import allot


def due(kind, on=date(2026, 7, 20)):
    return {(one.office, one.unit_id or one.area, one.due_on): one.params["count"] for one in SOURCES[kind].find(on)}


def unit(cast):
    return cast.units["海东市水务局"].pk


def test_whoever_is_not_insured_is_the_senders_to_insure_at_once(cast):
    found = due("insurance")
    assert found["unit", unit(cast), date(2026, 1, 1)] == 2
    assert found["township", "630222100", date(2026, 1, 1)] == 1


def test_cover_that_ends_this_year_is_due_the_day_after(cast):
    insure(cast, cover=replace(COVER, ends_on=date(2026, 8, 31)))
    assert due("insurance")["unit", unit(cast), date(2026, 9, 1)] == 2


def test_cover_to_the_end_of_the_year_is_due_no_more(cast):
    insure(cast)
    assert not [key for key in due("insurance") if key[1] == unit(cast)]


def test_a_checkup_is_due_at_the_end_of_the_year_until_it_is_done(cast):
    checkup(cast)
    assert due("checkup")["unit", unit(cast), date(2026, 12, 31)] == 2
    lines.checked_up(Checkup.objects.all(), done_on=date(2026, 5, 11), by=cast.actors["unit"], on=cast.today)
    assert ("unit", unit(cast), date(2026, 12, 31)) not in due("checkup")


@pytest.mark.parametrize("name", ["township", "unit", "prefecture"])
def test_a_visit_is_the_countys_and_no_other_levels_visit_counts(name, cast):
    visit(cast, by=name)
    assert due("condolence")["county", "630222", date(2026, 12, 31)] == 3


def test_the_countys_own_visit_counts(cast):
    visit(cast, by="county")
    assert due("condolence")["county", "630222", date(2026, 12, 31)] == 1


@pytest.mark.parametrize("name", ["township", "unit", "prefecture"])
def test_a_talk_is_the_countys_and_no_other_levels_talk_counts(name, cast):
    visit(cast, by=name, seen=replace(VISIT, kind="talk"))
    assert due("talk")["county", "630222", date(2026, 6, 30)] == 3


def test_the_first_of_two_talks_is_due_in_the_middle_of_the_year(cast):
    visit(cast, by="county", seen=replace(VISIT, kind="talk"))
    assert due("talk")["county", "630222", date(2026, 6, 30)] == 1
    assert due("talk")["county", "630222", date(2026, 12, 31)] == 2


def test_a_cadres_page_counts_what_the_county_entered(cast):
    posting = cast.postings["first"]
    for name, owed in (("township", True), ("county", False)):
        visit(cast, by=name, seen=replace(VISIT, leader=name))
        due_there = care.file_of(posting, cast.actors["county"], cast.today)["due"]
        assert ("visit" in [one.kind for one in due_there]) is owed


def test_the_list_of_those_not_visited_is_about_the_countys_visits(cast):
    visit(cast, by="township", seen=replace(VISIT, leader="李四"))
    seen = {"lacks": "visit"}
    assert care.people(cast.actors["county"], seen, cast.today).count() == 3
    visit(cast, by="county")
    assert care.people(cast.actors["county"], seen, cast.today).count() == 1


def test_funds_below_the_minimum_are_the_countys_until_the_end_of_march(cast):
    assert due("work_funds")["county", "630222", date(2026, 3, 31)] == 2
    allot(cast, "9999.99")
    assert due("work_funds")["county", "630222", date(2026, 3, 31)] == 2
    allot(cast, "0.01", number="补1号")
    assert due("work_funds")["county", "630222", date(2026, 3, 31)] == 1


def test_steps_of_an_injury_are_due_until_done(cast):
    said = {"kind": "injury", "happened_on": date(2026, 7, 1), "where": "村道", "what": "滑坡受伤"}
    cases.report_injury(cast.postings["first"], **said, by=cast.actors["county"], on=cast.today)
    found = list(SOURCES["injury_step"].find(cast.today))
    assert [(one.unit_id, one.due_on) for one in found] == [
        (unit(cast), date(2026, 7, 4)),
        (unit(cast), date(2026, 9, 29)),
    ]
    step = InjuryStep.objects.get(kind="treatment")
    cases.do_step(step, evidence="已住院", done_on=cast.today, by=cast.actors["unit"], on=cast.today)
    assert len(list(SOURCES["injury_step"].find(cast.today))) == 1


@pytest.mark.parametrize(
    "kind", ["insurance", "checkup", "condolence", "talk", "work_funds", "injury_step", "allowance"]
)
def test_a_duty_keeps_its_key_from_one_day_to_the_next(kind, cast):
    first = [one.key for one in SOURCES[kind].find(date(2026, 7, 20))]
    assert first == [one.key for one in SOURCES[kind].find(date(2026, 7, 21))]
