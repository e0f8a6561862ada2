"""What a nomination was judged by at earlier steps, read back from its history."""

JUDGED = ("submitted", "reviewed", "approved")  # the states whose step has frozen findings


def judged_before(case, *, shown_live):
    """[(state, moment, verdict, findings)] of each judging step but the one whose findings the page shows anyway.

    `shown_live`: the page judges anew, so every earlier judgement is a former one.
    """
    if not case.findings:
        return []
    steps, left = [], None
    for state, at, findings in case.events.order_by("pgh_id").values_list("state", "pgh_created_at", "findings"):
        if state != left and state in JUDGED:
            steps.append((state, at, verdict_of(findings), findings))
        left = state
    return steps if shown_live else steps[:-1]


def verdict_of(snapshots):
    """eligible or waiver: what else the findings said would have stopped the step."""
    return "waiver" if any(one["answer"] == "waiver" for one in snapshots) else "eligible"
