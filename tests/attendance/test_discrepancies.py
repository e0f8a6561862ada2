"""A check contradicts the sheet: a case opens by itself, a person settles it, and neither side moves."""

import pytest

from attendance.actions import compare, send_back, settle_discrepancy, tell_of_ended_days
from attendance.models import Day, Discrepancy, SpotCheck
from attendance.sheet import sheet
from core.models import Notice
from core.refusals import Conflict, NotAllowed, Refused
from tests.attendance.checking import TOMORROW, checked, discrepancy, sheet_says
from tests.cast import TODAY


@pytest.fixture
def case(cast):
    return discrepancy(cast)


def settled(cast, case, outcome="check_right", by="county_b", on=TOMORROW):
    return settle_discrepancy(case, outcome, "电话核实", by=cast.actors[by], on=on)


def test_a_check_that_contradicts_the_confirmed_sheet_opens_a_case(case):
    assert (case.state, case.why, case.sheet_status, case.result) == (
        "open",
        "claimed_present",
        "in_village",
        "not_found",
    )


def test_a_check_that_agrees_opens_nothing(cast):
    sheet_says(cast, "in_village")
    checked(cast, "in_village")
    assert not Discrepancy.objects.exists()


def test_a_day_confirmed_after_the_check_is_compared_then(cast):
    checked(cast, "not_found")
    assert not Discrepancy.objects.exists()
    sheet_says(cast, "in_village")
    assert compare([cast.postings["first"].pk], on=TODAY) == 1


def test_comparing_again_opens_nothing_new(cast, case):
    assert compare([case.posting_id], on=TOMORROW) == 0


def test_comparing_where_nobody_was_checked_takes_one_statement(cast, django_assert_num_queries):
    with django_assert_num_queries(3):  # the statement between savepoint and release
        compare([cast.postings["first"].pk], on=TODAY)


def test_neither_side_is_changed_by_the_settlement(cast, case):
    before = Day.objects.values_list("status", "changed_at").get()
    settled(cast, case)
    assert Day.objects.values_list("status", "changed_at").get() == before
    assert SpotCheck.objects.get().result == "not_found"


def test_a_decision_is_whole_outcome_reason_who_and_when(cast, case):
    done = settled(cast, case, "explained")
    assert (done.outcome, done.reason, done.settled_by_id, done.settled_on) == (
        "explained",
        "电话核实",
        cast.users["county_b"].pk,
        TOMORROW,
    )


def test_who_recorded_the_check_does_not_settle_it(cast, case):
    with pytest.raises(NotAllowed, match="登记"):
        settled(cast, case, by="county")


def test_who_confirmed_the_sheet_does_not_settle_it(cast, case):
    Discrepancy.objects.update(sheet_by=cast.users["county_b"])
    with pytest.raises(NotAllowed, match="确认"):
        settled(cast, case)


def test_it_is_not_settled_before_the_day_is_over(cast, case):
    with pytest.raises(Refused, match="结束"):
        settled(cast, case, on=TODAY)


@pytest.mark.parametrize(("outcome", "reason"), [("", "因为"), ("nonsense", "因为"), ("explained", "  ")])
def test_it_is_not_settled_without_outcome_and_reason(cast, case, outcome, reason):
    with pytest.raises(Refused):
        settle_discrepancy(case, outcome, reason, by=cast.actors["county_b"], on=TOMORROW)


def test_the_clerk_is_asked_to_correct_the_sheet_where_the_check_is_right(cast, case):
    settled(cast, case)
    assert Notice.objects.filter(kind="sheet_to_correct", office="clerk", area="630222100").exists()


def test_after_the_correction_the_sheet_agrees(cast, case):
    settled(cast, case)
    seen = sheet(cast.actors["clerk"], TODAY)[0].version
    sheet_says(cast, "absent", version=seen, reason="抽查核实")
    assert compare([case.posting_id], on=TOMORROW) == 0


def test_a_sheet_changed_to_something_else_that_contradicts_opens_another_case(cast):
    discrepancy(cast, result="leave")
    seen = sheet(cast.actors["clerk"], TODAY)[0].version
    sheet_says(cast, "training", version=seen, reason="补报")
    assert compare([cast.postings["first"].pk], on=TOMORROW) == 1


@pytest.mark.parametrize("by", ["prefecture", "province"])
def test_a_department_above_that_made_the_check_sends_the_case_back(cast, by):
    case = settled(cast, discrepancy(cast, by=by), by="county")
    back = send_back(case, "理由不足", by=cast.actors[by], on=TOMORROW)
    assert (back.state, back.outcome, back.reason, back.settled_on) == ("open", "", "", None)


def test_what_came_back_is_settled_anew_and_told_anew(cast):
    case = settled(cast, discrepancy(cast, by="prefecture"), by="county")
    send_back(case, "理由不足", by=cast.actors["prefecture"], on=TOMORROW)
    settled(cast, case, "sheet_right", by="county")
    assert Notice.objects.filter(kind="discrepancy_settled", office="prefecture").count() == 2


def test_two_settlements_one_after_the_other_are_one(cast, case):
    settled(cast, case)
    with pytest.raises(Conflict):
        settled(cast, case, "sheet_right")


def test_township_and_county_learn_of_it_when_the_day_is_over_and_once(cast):
    discrepancy(cast, by="prefecture")
    assert set(Notice.objects.filter(kind="discrepancy_opened").values_list("office", flat=True)) == {"prefecture"}
    assert [tell_of_ended_days(on=day) for day in (TODAY, TOMORROW, TOMORROW)] == [0, 1, 0]
    told = Notice.objects.filter(kind="discrepancy_opened").values_list("office", flat=True)
    assert sorted(told) == ["clerk", "county", "prefecture"]
