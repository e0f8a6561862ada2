"""Insurance, check-ups, visits and talks: entered for many at once, once, by whoever may, struck with a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from core.models import Record
from core.refusals import Conflict, NotAllowed, Refused
from support import cover_rules
from support.actions import lines
from support.models import Checkup, Insurance, Visit
from tests.support.caring import COVER, VISIT, checkup, insure, visit


def test_a_unit_insures_all_its_people_at_once(cast):
    assert insure(cast) == 2
    assert {row.policy_number for row in Insurance.objects.all()} == {"P2026-001"}
    assert Record.objects.filter(verb="enter_insurance").count() == 2


@pytest.mark.parametrize("name", ["unit2", "county2", "township", "province"])
def test_nobody_insures_somebody_elses_people(name, cast):
    with pytest.raises(NotAllowed):
        insure(cast, by=name)


def test_a_township_insures_its_own_member(cast):
    assert insure(cast, "town", by="township") == 1


def test_the_county_enters_it_for_everybody(cast):
    assert insure(cast, "first", "member", "town", by="county") == 3


def test_nobody_is_insured_twice_for_the_same_days(cast):
    insure(cast, "first")
    with pytest.raises(Conflict, match="2026-12-31"):
        insure(cast, cover=replace(COVER, starts_on=date(2026, 12, 31), ends_on=date(2027, 12, 30)))
    assert insure(cast, cover=replace(COVER, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))) == 2


def test_the_database_holds_that_too(cast):
    insure(cast, "first")
    row = Insurance.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError, match="insurance_never_overlaps"), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"insurer": " "}, "insurer"),
        ({"policy_number": ""}, "policy_number"),
        ({"ends_on": date(2025, 1, 1)}, "ends_on"),
    ],
)
def test_what_is_missing_of_a_policy_is_said_at_its_field(changed, field, cast):
    with pytest.raises(Refused) as refused:
        insure(cast, cover=replace(COVER, **changed))
    assert field in refused.value.fields


def test_a_struck_policy_makes_room_for_the_right_one(cast):
    insure(cast, "first")
    lines.strike(Insurance.objects.get(), why="保单号错", by=cast.actors["unit"], on=cast.today)
    insure(cast, "first", cover=replace(COVER, policy_number="P2026-002"))
    assert Insurance.objects.standing().get().policy_number == "P2026-002"


def test_a_line_is_struck_once_with_a_reason(cast):
    insure(cast, "first")
    row, by = Insurance.objects.get(), cast.actors["unit"]
    with pytest.raises(Refused):
        lines.strike(row, why=" ", by=by, on=cast.today)
    lines.strike(row, why="错", by=by, on=cast.today)
    with pytest.raises(Conflict):
        lines.strike(row, why="错", by=by, on=cast.today)


def test_a_line_is_struck_by_whoever_entered_it_or_by_the_county(cast):
    visit(cast, "first", by="county")
    with pytest.raises(NotAllowed):
        lines.strike(Visit.objects.get(), why="错", by=cast.actors["township"], on=cast.today)
    assert (
        lines.strike(Visit.objects.get(), why="错", by=cast.actors["county_b"], on=cast.today).struck_on == cast.today
    )


def test_a_checkup_is_planned_and_then_done(cast):
    checkup(cast, planned_on=date(2026, 7, 15))
    assert (
        lines.checked_up(Checkup.objects.all(), done_on=date(2026, 7, 16), by=cast.actors["unit"], on=cast.today) == 2
    )
    with pytest.raises(Conflict):
        lines.checked_up(Checkup.objects.all(), done_on=date(2026, 7, 16), by=cast.actors["unit"], on=cast.today)


def test_a_checkup_is_not_done_on_a_day_to_come(cast):
    checkup(cast)
    with pytest.raises(Refused) as refused:
        lines.checked_up(Checkup.objects.all(), done_on=date(2026, 7, 21), by=cast.actors["unit"], on=cast.today)
    assert "done_on" in refused.value.fields


def test_a_checkup_keeps_no_findings(cast):
    kept = {field.name for field in Checkup._meta.get_fields()}
    assert not kept & {"result", "findings", "note", "file"}


@pytest.mark.parametrize("name", ["province", "prefecture", "county", "township", "unit"])
def test_every_level_enters_its_visits_for_several_people_in_one_entry(name, cast):
    assert visit(cast, by=name) == 2
    assert {row.entered_office for row in Visit.objects.all()} == {cast.actors[name].office}


@pytest.mark.parametrize("name", ["county2", "prefecture2", "township2", "unit2", "clerk", "leadership"])
def test_nobody_enters_visits_beyond_their_reach(name, cast):
    with pytest.raises(NotAllowed):
        visit(cast, by=name)


def test_the_same_visit_is_entered_once(cast):
    visit(cast, "first")
    with pytest.raises(Conflict):
        visit(cast)
    assert visit(cast, seen=replace(VISIT, leader="李四")) == 2


@pytest.mark.parametrize("day", [date(2026, 7, 21), date(2025, 8, 31)])
def test_a_visit_lies_in_the_posting_and_in_the_past(day, cast):
    with pytest.raises(Refused) as refused:
        visit(cast, seen=replace(VISIT, day=day))
    assert "day" in refused.value.fields


def test_nobody_chosen_is_said(cast):
    with pytest.raises(Refused):
        lines.enter_visits([], VISIT, by=cast.actors["county"], on=cast.today)


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
SPANS = st.lists(st.tuples(DAYS, DAYS).map(lambda pair: tuple(sorted(pair))), max_size=6)


@given(SPANS)
def test_a_day_is_covered_or_in_a_gap_and_never_both(spans):
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    open_days = [pair for pair in cover_rules.gaps(spans, first, last)]
    for n in range(365):
        day = first + timedelta(days=n)
        covered = any(starts <= day <= ends for starts, ends in spans)
        assert covered != any(begin <= day <= end for begin, end in open_days)


@given(SPANS, DAYS)
def test_cover_is_due_on_the_first_day_without_it(spans, on):
    due = cover_rules.cover_due(spans, date(2026, 1, 1), on)
    assert not any(starts <= due <= ends for starts, ends in spans)
