"""Every state × verb × office of a recall, plain and grave: the table allows it, or it is refused."""

import pytest
from django.db import transaction

from assessment.models import Recall
from core.refusals import Conflict, NotAllowed
from core.workflow import take
from tests.recalls.recalls import recalled
from tests.selection.test_matrix import CAST_OF

VERBS = sorted({step.verb for step in Recall.STEPS})


def allowed(case, state, verb, office):
    return any(s.source == state and s.verb == verb and s.office == office and s.applies(case) for s in Recall.STEPS)


def causes(cast, verb):
    facts = {"approve": {"decision_number": "1号", "decided_on": cast.today}}
    facts["examine"] = {"examined_number": "1号", "examined_on": cast.today}
    return lambda row: facts.get(verb, {})


def moves(cast, case, verb, office):
    """Whether the step is taken; the case stands as before."""
    try:
        with transaction.atomic():
            take(case, verb, by=cast.actors[CAST_OF[office]], note="因为", cause=causes(cast, verb))
            transaction.set_rollback(True)
    except (NotAllowed, Conflict):
        return False
    return True


@pytest.mark.parametrize("grave", [False, True])
@pytest.mark.parametrize("state", Recall.State)
def test_only_the_table_opens_a_step(cast, state, grave):
    case = recalled(cast, state=state, grave=grave)
    cells = [(verb, office) for verb in VERBS for office in CAST_OF]
    assert [cell for cell in cells if moves(cast, case, *cell)] == [
        cell for cell in cells if allowed(case, state, *cell)
    ]


@pytest.mark.parametrize("name", ["county2", "prefecture2"])
def test_the_right_office_elsewhere_is_refused(cast, name):
    for state in Recall.State:
        case = recalled(cast, state=state)
        for verb in {step.verb for step in Recall.STEPS}:
            with pytest.raises((NotAllowed, Conflict)):
                take(case, verb, by=cast.actors[name], note="x")
        case.delete()
