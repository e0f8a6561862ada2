"""One step of a case, for pages and machines alike."""

from assessment import actions
from core.refusals import FASTER, Conflict


def step_of(case, said, *, by, on):
    """Calls the deed a verb names, unless the case has moved since it was seen. Raises Conflict."""
    if said["state"] and said["state"] != case.state:
        raise Conflict(FASTER)
    if said["verb"] == "propose":
        return actions.propose(case, grade=said["grade"], opinion=said["opinion"], by=by, on=on)
    if said["verb"] == "set":
        return actions.set_grade(case, grade=said["grade"], note=said["note"], by=by, on=on)
    return actions.send_back(case, note=said["note"], by=by, on=on)
