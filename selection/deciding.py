"""One door into the deeds for pages and machines: the verb picks the deed."""

from core.refusals import FASTER, Conflict
from selection import actions


def step_of(case, said, *, by, on):
    """Calls the deed a verb names, with what it needs."""
    if said.get("state") and said["state"] != case.state:
        raise Conflict(FASTER)
    extra = {"note": said["note"]}
    if said["verb"] == "return":
        extra["fields"] = said["fields_to_mend"]
    if said["verb"] == "approve":
        extra["grant_waiver"] = said["grant_waiver"]
    return actions.STEPS[said["verb"]](case, by=by, on=on, **({} if said["verb"] == "submit" else extra))
