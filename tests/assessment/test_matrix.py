"""Every state × step × office of the yearly assessment, generated from its table."""

import pytest

from assessment import actions
from assessment.models import Assessment
from assessment.steps import AssessmentState
from core.refusals import Refused
from tests.cast import OFFICES

STATES = [state for state in AssessmentState.values if state != "agreed"]  # a yearly one never stands there
VERBS = sorted({step.verb for step in Assessment.STEPS})
YEARLY = Assessment(kind="yearly")
DEEDS = {
    "propose": lambda case, **who: actions.propose(case, grade="competent", opinion="好", **who),
    "set": lambda case, **who: actions.set_grade(case, grade="competent", **who),
    "agree": lambda case, **who: actions.agree(case, **who),
    "finish": lambda case, **who: actions.finish(case, **who),
    "reopen": lambda case, **who: actions.reopen(case, note="异议成立", **who),
    "return": lambda case, **who: actions.send_back(case, note="请补充", **who),
}
WAYS = {
    "open": [],
    "proposed": ["propose"],
    "returned": ["propose", "return"],
    "set": ["propose", "set"],
    "final": ["propose", "set", "finish"],
}
AT_HOME = {"township": "630222100", "county": "630222"}


def brought_to(state, cast, case):
    """The case, carried to a state by people who take no part in the test."""
    for verb in WAYS[state]:
        office = "township" if verb == "propose" else "county"
        by = cast.actors[office].__class__(
            cast.users["nobody" if office == "township" else "sysadmin"].pk, "x", None, office, AT_HOME[office]
        )
        case = DEEDS[verb](case, by=by, on=cast.today)
    return case


def allowed(state, verb, name):
    office, place = OFFICES[name]
    return any(
        (step.source, step.verb, step.office) == (state, verb, office) and place == AT_HOME[office]
        for step in Assessment.STEPS
        if step.applies(YEARLY)
    )


@pytest.mark.parametrize("name", OFFICES)
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", STATES)
def test_a_step_is_taken_by_its_office_from_its_state_only(state, verb, name, cast, opened):
    case = brought_to(state, cast, opened["first"])
    if allowed(state, verb, name):
        assert DEEDS[verb](case, by=cast.actors[name], on=cast.today).state != state
        return
    with pytest.raises(Refused) as refusal:
        DEEDS[verb](case, by=cast.actors[name], on=cast.today)
    assert refusal.value.status in (403, 409)
    assert Assessment.objects.get(pk=case.pk).state == state
