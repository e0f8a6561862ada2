"""Whether a spot check contradicts the sheet (二(四)). Pure: two words in, a reason or nothing out."""

# What the sheet says → the results of a check that agree with it. Nobody answering the telephone contradicts nothing.
AGREES = {
    "in_village": {"in_village"},
    # both away on duty: who was asked in the village need not know which; and not being there is what the sheet says
    "report_out": {"report_out", "training", "not_found"},
    "training": {"training", "report_out", "not_found"},
    "leave": {"leave", "not_found"},
    # a day of rest may be spent in the village
    "rest": {"in_village", "leave", "not_found"},
    "absent": {"not_found"},
}
SILENT = "not_reached"
KNOWN = ("leave", "training")  # decided by an office before the clerk has confirmed the day

CLAIMED = "claimed_present"
PRESENT = "present_after_all"
OTHER = "other_reason"


def contradiction(status: str, result: str, *, confirmed: bool, source: str = "") -> str:
    """Why the check contradicts the sheet: CLAIMED, PRESENT or OTHER; "" where it does not.

    A day nobody has confirmed says nothing yet – it is compared when it is confirmed – unless an approved leave or a
    training session stands in it (`source`: the fact the day was settled with).
    """
    if result == SILENT or not (confirmed or _known(status, source)) or result in AGREES[status]:
        return ""
    if status == "in_village":
        return CLAIMED
    return PRESENT if result == "in_village" else OTHER


def _known(status, source):
    return status in KNOWN and source.startswith(f"{status}:")
