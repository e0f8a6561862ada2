"""One door into the deeds of leaving for pages and machines: the verb picks the deed."""

from core.refusals import FASTER, Conflict
from selection.actions.leaving import adjustments, transfers


def adjustment_step(case, said, *, by, on):
    """Takes the step a cleaned `AdjustmentStepForm` names."""
    _still_there(case, said)
    if said["verb"] == "endorse":
        opinion = adjustments.Opinion(
            said["opinion"], said["opinion_number"], said["opinion_on"], said["opinion_file"], tuple(said["papers"])
        )
        return adjustments.endorse(case, opinion, by=by, on=on, note=said["note"])
    return adjustments.STEPS[said["verb"]](case, by=by, on=on, note=said["note"])


def transfer_step(case, said, *, by, on):
    """Takes the step a cleaned `TransferStepForm` names."""
    _still_there(case, said)
    if said["verb"] == "endorse":
        agreement = transfers.Agreement(said["agreement_number"], said["agreement_on"], said["agreement_file"])
        return transfers.endorse(case, agreement, by=by, on=on, note=said["note"])
    return transfers.STEPS[said["verb"]](case, by=by, on=on, note=said["note"])


def _still_there(case, said):
    if said.get("state") and said["state"] != case.state:
        raise Conflict(FASTER)
