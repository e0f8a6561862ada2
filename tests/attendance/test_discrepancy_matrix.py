"""Every state × step × office of a discrepancy, for a check made by each department: only the table opens a step."""

import pytest

from attendance.models import Discrepancy
from tests.attendance.checking import discrepancy
from tests.selection.test_matrix import wrong_cells

DONE = {
    "settle": {"outcome": "explained", "reason": "核实"},
    "return": {"outcome": "", "reason": "", "settled_by": None, "settled_on": None},
}


@pytest.mark.parametrize("state", Discrepancy.State)
@pytest.mark.parametrize("by", ["county", "prefecture", "province"])
def test_only_the_table_opens_a_step(cast, state, by):
    case = discrepancy(cast, by=by)
    if state == Discrepancy.State.SETTLED:
        whole = {"outcome": "explained", "reason": "核实", "settled_by": cast.users["county_b"]}
        Discrepancy.objects.update(state=state, settled_on=cast.today, **whole)
        case.refresh_from_db()
    done = {**DONE["settle"], "settled_by": cast.users["county"], "settled_on": cast.today}
    assert list(wrong_cells(cast, case, lambda verb: done if verb == "settle" else DONE["return"])) == []
