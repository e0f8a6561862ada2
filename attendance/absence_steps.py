"""One door into the deeds of leave for pages and machines: the verb picks the deed."""

from attendance.actions import leaves
from core.refusals import FASTER, Conflict


def leave_step(leave, said, *, by, on):
    """Takes the step a cleaned `LeaveStepForm` names."""
    if said.get("state") and said["state"] != leave.state:
        raise Conflict(FASTER)
    if said["verb"] == "return":
        return leaves.send_back(leave, by=by, on=on, note=said["note"], fields=said["fields"])
    if said["verb"] == "report_back":
        return leaves.report_back(leave, by=by, on=on, back_on=said["back_on"] or on, note=said["note"])
    return leaves.STEPS[said["verb"]](leave, by=by, on=on, note=said["note"])
