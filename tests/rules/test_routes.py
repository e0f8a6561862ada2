"""Routes: the tables in code and the policy data say the same."""

from datetime import date
from types import SimpleNamespace

import pytest

from assessment.steps import ASSESSMENT_STEPS
from attendance.rules import NoSuchLeave, approvals, leave_days
from attendance.steps import LEAVE_STEPS
from core.policy import EnteredRule, policy_in_force
from core.workflow import route
from selection import rules
from selection.rules import Sender
from selection.steps import ADJUSTMENT_STEPS, NOMINATION_STEPS, NominationState

DAY = date(2026, 7, 20)
VILLAGE = "632521204201"
POLICY = policy_in_force(VILLAGE, DAY)
LEVELS = ("central", "provincial", "prefecture", "county", "township")
TABLES = {
    "nomination": NOMINATION_STEPS,
    "adjustment": ADJUSTMENT_STEPS,
    "leave": LEAVE_STEPS,
    "assessment": ASSESSMENT_STEPS,
}


def with_rule(key, value):
    return policy_in_force(VILLAGE, DAY, [EnteredRule("632521", key, value, DAY, document_number="1")])


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("case", ["nomination", "adjustment"])
def test_every_level_has_its_approver(case, level):
    office, area = rules.approver(case, Sender(level, home="630203"), VILLAGE, POLICY)
    assert area == {"province": "63", "prefecture": "6302", "county": "630203"}[office] or level == "township"


def test_a_township_cadres_case_stays_where_the_village_is():
    sender = Sender("township", home="632521204")
    assert rules.approver("nomination", sender, VILLAGE, POLICY) == ("county", "632521")


@pytest.mark.parametrize(
    ("level", "told"),
    [("central", ""), ("provincial", ""), ("prefecture", "province"), ("county", "province"), ("township", "province")],
)
def test_the_province_is_told_of_what_it_did_not_approve(level, told):
    assert rules.filed_with(Sender(level), POLICY) == told


@pytest.mark.parametrize(("days", "offices"), [(1, 1), (5, 1), (6, 2), (200, 2)])
def test_leave_up_to_five_days_is_the_townships(days, offices):
    assert approvals(days, POLICY) == ("township", "county")[:offices]


@pytest.mark.parametrize("days", [0, -3])
def test_a_leave_of_no_days_is_refused(days):
    with pytest.raises(NoSuchLeave):
        approvals(days, POLICY)


def test_a_leave_longer_than_any_level_is_refused():
    with pytest.raises(NoSuchLeave, match="31"):
        approvals(31, with_rule("attendance.leave_levels", [{"up_to": 30, "offices": ["township"]}]))


def test_a_leave_counts_both_its_ends():
    assert leave_days(date(2024, 2, 28), date(2024, 3, 1)) == 3


def test_the_assessment_table_is_the_texts_own_order():
    said = [f"{row['office']} {row['step']}" for row in POLICY["assessment.proposal_route"].value]
    way = route(ASSESSMENT_STEPS, SimpleNamespace(area=VILLAGE))
    assert [" ".join(step.split()[::2]) for step in way] == said


@pytest.mark.parametrize("name", TABLES)
def test_no_two_rows_of_a_table_compete(name):
    rows = [(step.verb, step.source, step.office, step.applies) for step in TABLES[name]]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("name", TABLES)
def test_every_state_that_is_left_can_be_reached(name):
    steps = TABLES[name]
    reached = {steps[0].source} | {step.target for step in steps}
    assert {step.source for step in steps} <= reached


def test_whoever_may_approve_a_nomination_may_also_return_and_decline_it():
    decided = {(s.source, s.office) for s in NOMINATION_STEPS if s.verb in ("approve", "review")}
    for verb in ("return", "decline"):
        assert {(s.source, s.office) for s in NOMINATION_STEPS if s.verb == verb} == decided


def test_a_nomination_on_its_way_is_neither_effective_nor_given_up():
    over = {NominationState.APPROVED, NominationState.WITHDRAWN, NominationState.DECLINED}
    assert set(NominationState) - set(NominationState.ON_THE_WAY) == over
