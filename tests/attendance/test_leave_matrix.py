"""Every state × verb × office of a leave, on each of its three routes: the table allows it, or it is refused."""

import pytest

from attendance.models import Leave
from core.refusals import Conflict, NotAllowed
from core.workflow import take
from tests.attendance.away import leave, on
from tests.selection.test_matrix import CAST_OF

ROUTES = [("township",), ("township", "county"), ("county",)]
VERBS = sorted({step.verb for step in Leave.STEPS})
CELLS = [(route, state, verb) for route in ROUTES for state in Leave.State for verb in VERBS]


def allowed(case, state, verb, office):
    rows = (s for s in Leave.STEPS if s.source == state and s.verb == verb and s.office == office)
    return any(step.applies(case) for step in rows)


def moved(case, verb, by):
    try:
        take(case, verb, by=by, note="因为", cause=lambda row: {"back_on": on(4)} if verb == "report_back" else {})
    except (NotAllowed, Conflict):
        return False
    return True


@pytest.mark.parametrize(("route", "state", "verb"), CELLS)
def test_only_the_table_opens_a_step(cast, route, state, verb):
    for office, who in CAST_OF.items():
        case = leave(cast, state=state, approvals=route)
        own = office == "cadre" and verb in ("approve", "return", "decline")
        assert moved(case, verb, cast.actors[who]) == (allowed(case, state, verb, office) and not own), office
        Leave.objects.all().delete()


@pytest.mark.parametrize("name", ["county2", "township2", "clerk2"])
def test_the_right_office_elsewhere_is_refused(cast, name):
    for state in Leave.State:
        case = leave(cast, state=state)
        assert not any(moved(case, verb, cast.actors[name]) for verb in VERBS)
        Leave.objects.all().delete()
