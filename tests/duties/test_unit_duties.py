"""A unit's duties: recorded by the unit itself, for its own teams and villages, confirmed by the township."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import Record
from core.refusals import Conflict, NotAllowed, Refused
from duties.actions import unit_duties as deeds
from duties.models import Hearing, LeaderVisit, PairedWork
from duties.unit_dues import hearings, visits
from tests.duties.unit_records import COUNTS, FULL, heard, paired, visited


def who(cast, name):
    return {"by": cast.actors[name], "on": cast.today}


def test_only_units_record_what_units_do(cast):
    for name in ("county", "township", "province", "leadership"):
        for deed in (heard, visited, paired):
            with pytest.raises(NotAllowed):
                deed(cast, by=name)


def test_a_unit_records_nothing_of_another_units_village(cast):
    for deed in (heard, visited, paired):
        with pytest.raises(Refused):
            deed(cast, by="unit2")


def test_what_is_still_to_come_is_not_recorded(cast):
    tomorrow = cast.today + timedelta(days=1)
    for deed in (heard, visited):
        with pytest.raises(Refused):
            deed(cast, day=tomorrow)
    with pytest.raises(Refused):
        paired(cast, year=2027)


def test_a_hearing_keeps_the_teams_that_were_heard(cast):
    hearing = heard(cast, teams=[cast.teams[FULL], cast.teams["630222100200"]])
    assert hearing.heard.count() == 2
    facts = {"day": cast.today, "led_by": "副职", "teams": [cast.teams[FULL]], "decided": "抓产业"}
    deeds.change_hearing(hearing, facts, **who(cast, "unit"))
    assert [row.team.area for row in hearing.heard.all()] == [FULL]
    assert "led_by" in Record.objects.get(verb="change_hearing").details


def test_another_unit_changes_and_removes_nothing(cast):
    visit = visited(cast)
    with pytest.raises(NotAllowed):
        deeds.remove_visit(visit, "重复", **who(cast, "unit2"))
    assert LeaderVisit.objects.count() == 1


def test_what_is_taken_back_leaves_a_reason(cast):
    hearing = heard(cast)
    with pytest.raises(Refused):
        deeds.remove_hearing(hearing, "", **who(cast, "unit"))
    deeds.remove_hearing(hearing, "录入有误", **who(cast, "unit"))
    assert Record.objects.get(verb="remove_hearing").note == "录入有误"
    assert not Hearing.objects.exists()


def test_the_township_confirms_a_visit_once(cast):
    visit = deeds.confirm_visit(visited(cast), **who(cast, "township"))
    assert (visit.confirmed_by_id, visit.confirmed_on) == (cast.users["township"].pk, cast.today)
    with pytest.raises(Conflict):
        deeds.confirm_visit(visit, **who(cast, "township"))


def test_nobody_else_confirms_a_visit(cast):
    visit = visited(cast)
    for name in ("township2", "clerk", "county", "unit"):
        with pytest.raises(NotAllowed):
            deeds.confirm_visit(visit, **who(cast, name))


def test_a_confirmed_visit_stands(cast):
    visit = deeds.confirm_visit(visited(cast), **who(cast, "township"))
    with pytest.raises(Conflict):
        deeds.remove_visit(visit, "重复", **who(cast, "unit"))


def test_a_year_of_a_village_is_recorded_once_and_then_brought_up_to_date(cast):
    work = paired(cast)
    with pytest.raises(Conflict):
        paired(cast)
    deeds.change_paired_work(work, COUNTS | {"visits": 30}, **who(cast, "unit"))
    assert PairedWork.objects.get().visits == 30


def test_the_database_knows_no_household_paired_with_nobody(cast):
    work = paired(cast)
    with pytest.raises(IntegrityError, match="paired_work_by_somebody"), transaction.atomic():
        PairedWork.objects.filter(pk=work.pk).update(staff=0)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.fixed_dictionaries({name: st.integers(0, 50) for name in ("staff", "households", "visits", "helped")}))
def test_counts_are_taken_as_they_are_or_refused_whole(cast, counts):
    with transaction.atomic():
        try:
            work = paired(cast, **counts)
            assert {name: getattr(work, name) for name in counts} == counts
        except Refused:
            assert (counts["staff"] == 0) != (counts["households"] == 0)
        transaction.set_rollback(True)


def owed(source, cast):
    return {(due.about, due.due_on) for due in source(cast.today) if due.unit_id == cast.units["海东市水务局"].pk}


def test_each_team_is_to_be_heard_within_each_half_year(cast):
    now, before = date(2026, 12, 31), date(2026, 6, 30)
    assert owed(hearings, cast) == {(area, day) for area in (FULL, "630222100200") for day in (now, before)}
    heard(cast)
    assert (FULL, now) not in owed(hearings, cast)
    assert (FULL, before) in owed(hearings, cast)


def test_each_village_is_to_be_visited_within_each_quarter(cast):
    assert (FULL, date(2026, 9, 30)) in owed(visits, cast)
    visited(cast)
    assert (FULL, date(2026, 9, 30)) not in owed(visits, cast)
    visited(cast, day=date(2026, 4, 1))
    assert {area for area, _day in owed(visits, cast)} == {"630222100200"}


def test_a_span_that_had_begun_before_the_pairing_is_not_owed(cast):
    for pairing in cast.pairings.values():
        pairing.starts_on = date(2026, 5, 1)
        pairing.save()
    assert {day for _area, day in owed(visits, cast)} == {date(2026, 9, 30)}


def test_what_units_owe_is_found_in_three_statements(cast, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert len(list(visits(cast.today))) == 6
