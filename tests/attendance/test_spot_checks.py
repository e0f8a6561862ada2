"""Plans of spot checks and what is recorded of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from attendance.actions import call_off, fix_plan, record_check
from attendance.drawing import Candidate, digest, draw
from attendance.models import SpotCheck, SpotCheckPlan
from core.models import Record
from core.refusals import Conflict, NotAllowed, Refused
from tests.attendance.checking import TOMORROW, checked, drawn, plan, said
from tests.cast import TODAY


def test_a_drawn_plan_can_be_repeated_from_what_it_keeps(cast):
    made = drawn(cast)
    listed = [Candidate(*one) for one in made.listed]
    chosen = list(made.checks.order_by("pk").values_list("posting", flat=True))
    assert digest(listed) == made.listed_hash
    assert draw(listed, 2, made.seed) == chosen


def test_a_draw_holds_only_people_of_the_departments_area(cast):
    made = drawn(cast, wanted=50)
    assert set(made.checks.values_list("area", flat=True)) == {"630222100201"}


def test_the_next_plan_has_another_seed(cast):
    assert drawn(cast).seed != drawn(cast).seed


def test_a_list_that_changed_after_the_look_is_not_drawn_from(cast):
    with pytest.raises(Conflict):
        drawn(cast, listed_hash="0" * 64)


def test_two_plans_of_one_number_never_stand(cast):
    made = drawn(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        SpotCheckPlan.objects.create(**{**row_of(made), "number": made.number})


def row_of(plan):
    names = [field.attname for field in plan._meta.concrete_fields if field.attname != "id"]
    return {name: getattr(plan, name) for name in names}


@pytest.mark.parametrize(
    "more",
    [
        {"first": date(2026, 7, 19)},
        {"last": date(2026, 7, 19)},
        {"last": TODAY + timedelta(days=92)},
    ],
)
def test_a_plan_lies_ahead_and_lasts_a_season_at_most(cast, more):
    facts = {"way": "visit", "how": "by_hand", "within": "630222", "postings": [cast.postings["first"].pk]}
    days = {"starts_on": more.get("first", TODAY), "ends_on": more.get("last", TODAY)}
    with pytest.raises(Refused):
        fix_plan(facts | days, by=cast.actors["county"], on=TODAY)


def test_nobody_outside_the_area_is_chosen_by_hand(cast):
    with pytest.raises(Refused):
        plan(cast, "elsewhere")


@pytest.mark.parametrize("by", ["leadership", "township", "clerk"])
def test_only_departments_plan(cast, by):
    with pytest.raises(NotAllowed):
        plan(cast, "first", by=by)


def test_one_touch_records_a_check(cast):
    made = checked(cast, "in_village")
    assert (made.result, made.day, made.recorded_by_id) == ("in_village", TODAY, cast.users["county"].pk)


def test_the_same_touch_twice_is_once(cast):
    made = checked(cast)
    record_check(made, said("not_found"), by=cast.actors["county"], on=TODAY)
    assert Record.objects.filter(verb="record_spot_check").count() == 1


def test_a_colleague_who_comes_later_is_told_who_was_faster(cast):
    made = checked(cast)
    with pytest.raises(Conflict, match="county"):
        record_check(made, said("in_village"), by=cast.actors["county_b"], on=TODAY)


def test_a_wrong_touch_is_mended_the_same_day_with_a_reason_and_the_old_stays(cast):
    made = checked(cast)
    with pytest.raises(Refused, match="原因"):
        record_check(made, said("in_village"), by=cast.actors["county"], on=TODAY)
    record_check(made, replace(said("in_village"), why="点错"), by=cast.actors["county"], on=TODAY)
    assert SpotCheck.objects.get().result == "in_village"
    assert Record.objects.get(verb="change_spot_check").details["result"] == ["not_found", "in_village"]


def test_the_next_day_a_record_stands(cast):
    made = checked(cast)
    with pytest.raises(Conflict):
        record_check(made, replace(said("in_village"), why="点错"), by=cast.actors["county"], on=TOMORROW)


@pytest.mark.parametrize("by", ["county2", "prefecture", "province"])
def test_only_the_department_that_planned_a_check_records_it(cast, by):
    made = plan(cast, "first").checks.get()
    with pytest.raises(NotAllowed):
        record_check(made, said("in_village"), by=cast.actors[by], on=TODAY)


@pytest.mark.parametrize("day", [date(2026, 7, 19), TOMORROW])
def test_a_check_is_recorded_for_a_day_of_its_plan_that_has_come(cast, day):
    made = plan(cast, "first", last=date(2026, 7, 25)).checks.get()
    with pytest.raises(Refused):
        record_check(made, said("in_village", day), by=cast.actors["county"], on=TODAY)


def test_nobody_is_checked_after_the_posting_has_ended(cast):
    made = plan(cast, "first").checks.get()
    type(made.posting).objects.filter(pk=made.posting_id).update(ends_on=date(2026, 7, 19), end_kind="term")
    with pytest.raises(Refused, match="任职"):
        record_check(made, said("in_village"), by=cast.actors["county"], on=TODAY)


def test_a_plan_called_off_keeps_what_was_recorded_and_takes_no_more(cast):
    made = plan(cast, "first", "member")
    one, other = made.checks.order_by("pk")
    record_check(one, said("in_village"), by=cast.actors["county"], on=TODAY)
    call_off(made, "防汛", by=cast.actors["county"], on=TODAY)
    with pytest.raises(Conflict):
        record_check(other, said("in_village"), by=cast.actors["county"], on=TODAY)
    assert SpotCheck.objects.recorded().count() == 1
