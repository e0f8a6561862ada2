"""Every state × verb × office of a nomination: the table allows it, or the refusal is the right one."""

from datetime import date

import pytest

from core.offices import Office
from core.refusals import Conflict, NotAllowed, Refused
from core.workflow import take
from selection.models import Nomination

CAST_OF = {
    Office.PROVINCE: "province",
    Office.PREFECTURE: "prefecture",
    Office.COUNTY: "county",
    Office.LEADERSHIP: "leadership",
    Office.TOWNSHIP: "township",
    Office.CLERK: "clerk",
    Office.UNIT: "unit",
    Office.CADRE: "cadre",
    Office.SYSADMIN: "sysadmin",
    Office.AUDITOR: "auditor",
}
VERBS = sorted({step.verb for step in Nomination.STEPS})
CELLS = [(state, verb, office) for state in Nomination.State for verb in VERBS for office in CAST_OF]


@pytest.fixture
def case(cast):
    return Nomination.objects.create(
        team=cast.teams["630222100200"],
        area="630222100200",
        seat="first_secretary",
        cadre=cast.cadres["pool"],
        unit=cast.units["海东市水务局"],
        sender_area="6302",
        starts_on=date(2026, 8, 1),
        term_ends_on=date(2028, 7, 31),
        decision_number="1号",
        decided_on=date(2026, 7, 1),
        approving_office="prefecture",
        approving_area="6302",
    )


def put(case, state, cast):
    """The case in a state; approved only together with a posting, as the database demands."""
    posting = cast.postings["elsewhere"] if state == "approved" else None
    Nomination.objects.filter(pk=case.pk).update(state=state, posting=posting)
    case.refresh_from_db()
    return case


def allowed(state, verb, office):
    """By the table alone: a unit's nomination whose route leads to the prefecture."""
    return any(s.source == state and s.verb == verb and s.office == office and _applies(s) for s in Nomination.STEPS)


def _applies(step):
    class Shape:
        unit_id, approving_office = 1, "prefecture"

    return step.applies(Shape)


@pytest.mark.parametrize(("state", "verb", "office"), CELLS)
def test_only_the_table_opens_a_step(cast, case, state, verb, office):
    put(case, state, cast)
    actor = cast.actors[CAST_OF[office]]
    done = {"posting": cast.postings["first"]} if verb == "approve" else {}
    try:
        moved = take(case, verb, by=actor, note="因为", cause=lambda row: done)
        passed = moved.state != state
    except (NotAllowed, Conflict):
        passed = False
    assert passed == allowed(state, verb, office)


@pytest.mark.parametrize("verb", ["return", "decline"])
def test_sending_back_needs_a_comment(cast, case, verb):
    put(case, "submitted", cast)
    with pytest.raises(Refused):
        take(case, verb, by=cast.actors["county"])


@pytest.mark.parametrize("name", ["county2", "prefecture2"])
def test_the_right_office_elsewhere_is_refused(cast, case, name):
    put(case, "submitted" if name == "county2" else "reviewed", cast)
    with pytest.raises(NotAllowed):
        take(case, "return", by=cast.actors[name], note="x")
