"""Every state × verb × office of an adjustment and of a transfer: the table allows it, or it is refused."""

import pytest

from core.refusals import Conflict, NotAllowed
from core.workflow import take
from selection.models import Adjustment, Transfer
from tests.selection.leaving import applied, transferring
from tests.selection.test_matrix import CAST_OF

MAKE = {Adjustment: applied, Transfer: transferring}
CELLS = [
    (model, state, verb, office)
    for model in MAKE
    for state in model.State
    for verb in sorted({step.verb for step in model.STEPS})
    for office in CAST_OF
]


def allowed(case, state, verb, office):
    return any(
        s.source == state and s.verb == verb and s.office == office and s.applies(case) for s in type(case).STEPS
    )


@pytest.mark.parametrize(("model", "state", "verb", "office"), CELLS)
def test_only_the_table_opens_a_step(cast, model, state, verb, office):
    case = MAKE[model](cast, state=state)
    moved = True
    try:
        take(case, verb, by=cast.actors[CAST_OF[office]], note="因为")
    except (NotAllowed, Conflict):
        moved = False
    own = office == "cadre" and verb != "withdraw"
    assert moved == (allowed(case, state, verb, office) and not own)


@pytest.mark.parametrize("name", ["county2", "prefecture2", "unit2", "township2"])
@pytest.mark.parametrize("model", MAKE)
def test_the_right_office_elsewhere_is_refused(cast, model, name):
    for state in model.State:
        case = MAKE[model](cast, state=state)
        for verb in {step.verb for step in model.STEPS}:
            with pytest.raises((NotAllowed, Conflict)):
                take(case, verb, by=cast.actors[name], note="x")
        case.delete()
