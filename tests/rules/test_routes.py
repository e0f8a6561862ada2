"""Routes: the tables in code and the policy data say the same."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

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
    way = route(ASSESSMENT_STEPS, SimpleNamespace(area=VILLAGE, kind="yearly", unit_id=None))
    assert [" ".join(step.split()[::2]) for step in way] == [*said, "county finish"]  # its notice has ended


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


# Whatever unit and village: every sender there is, at every kind of home, for villages of all sorts of places.

VILLAGES = ("632521204201", "630222100200", "630202101200", "632721100200", "630121100200")
HOMES = {
    "central": ("63", "6301", "630121", "632521"),
    "provincial": ("63", "6301", "632521"),
    "prefecture": ("6301", "6302", "6325", "630222"),
    "county": ("630222", "630203", "632521", "632523", "630121"),
    "township": ("",),
}
PLACES = st.sampled_from(VILLAGES)


@st.composite
def senders(draw):
    level = draw(st.sampled_from(LEVELS))
    return Sender(
        level, draw(st.sampled_from(["organ", "enterprise", "institution"])), draw(st.sampled_from(HOMES[level]))
    )


def case_of(kind, sender, village):
    """A case as the deeds freeze its route."""
    office, area = rules.approver(kind, sender, village, POLICY)
    filed = rules.filed_with(sender, POLICY) if kind == "adjustment" else ""
    unit = None if sender.level == "township" else 1
    return SimpleNamespace(
        area=village, unit_id=unit, approving_office=office, approving_area=area, filed_with=filed, matching_id=None
    )


def way_of(kind, sender, village):
    return [step.split() for step in route(TABLES[kind], case_of(kind, sender, village))]


@given(senders(), PLACES)
def test_a_nomination_ends_with_the_approval_of_a_department(sender, village):
    last = way_of("nomination", sender, village)[-1]
    assert (last[0] in ("county", "prefecture", "province"), last[-1]) == (True, "approve")


@given(st.sampled_from(["nomination", "adjustment"]), senders(), PLACES)
def test_who_puts_a_case_forward_never_approves_it(kind, sender, village):
    first, *others = way_of(kind, sender, village)
    assert first[0] in ("unit", "township")
    assert all(step[:-1] != first[:-1] for step in others)


@given(st.sampled_from(["nomination", "adjustment"]), senders(), PLACES)
def test_there_is_exactly_one_approval_and_filing_comes_after_it(kind, sender, village):
    verbs = [step[-1] for step in way_of(kind, sender, village)]
    assert verbs.count("approve") == 1
    assert "file" not in verbs[: verbs.index("approve")]


@given(senders(), PLACES)
def test_the_county_of_the_village_looks_at_every_nomination(sender, village):
    assert ["county", village[:6]] in [step[:2] for step in way_of("nomination", sender, village)]


@given(st.sampled_from(["nomination", "adjustment"]), senders(), PLACES, PLACES)
def test_whose_approval_a_unit_needs_does_not_hang_on_the_village(kind, sender, one, other):
    assume(sender.level != "township")
    assert rules.approver(kind, sender, one, POLICY) == rules.approver(kind, sender, other, POLICY)


@given(st.sampled_from(["nomination", "adjustment"]), senders(), PLACES)
def test_the_kind_of_a_unit_changes_no_route(kind, sender, village):
    ways = {
        tuple(map(tuple, way_of(kind, replace(sender, kind=k), village)))
        for k in ("organ", "enterprise", "institution")
    }
    assert len(ways) == 1


@given(senders(), PLACES)
def test_no_adjustment_is_decided_below_the_prefecture(sender, village):
    assert case_of("adjustment", sender, village).approving_office in ("prefecture", "province")


@given(senders(), PLACES)
def test_the_province_knows_of_every_adjustment(sender, village):
    assert "province" in [step[0] for step in way_of("adjustment", sender, village)]
