"""A confirmed count of ballots in the cycle of a posting's county."""

from datetime import date

from assessment import ballot_rules as rules
from assessment.models import Assessment, BallotBatch, BallotLine
from core.offices import DEPARTMENTS, Office
from core.policy import policy_in_force

# the county counts, departments above and the township read; the township what is confirmed
READERS = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP)
FIGURES = {"eligible": 40, "issued": 38, "returned": 36, "valid": 30}


def latest_case(posting):
    """The case of a posting in its county's latest cycle: the one the pages begin with."""
    rows = Assessment.objects.filter(posting=posting).select_related("cycle", "posting__team")
    return rows.order_by("-cycle__year", "cycle__kind", "-cycle__from_on").first()


def balloted(cast, who, entered, confirmed, canary):
    """The number of a confirmed villagers' evaluation about one posting, in its county's latest cycle."""
    case = latest_case(cast.postings[who])
    policy, day = policy_in_force(case.area, case.cycle.until_on), min(case.cycle.until_on, date(2026, 7, 1))
    said = {"entered_by": cast.users[entered], "confirmed_by": cast.users[confirmed]}
    batch = BallotBatch.objects.create(
        **{
            "cycle": case.cycle,
            "team": case.posting.team,
            "area": case.area,
            "kind": "villagers",
            "state": "confirmed",
        },
        **{"held_on": day, "place": canary, "standing": "counts", "entered_on": day, "confirmed_on": day},
        **FIGURES,
        **said,
        sheet=rules.paper(policy),
        provisions={key: policy[key].as_json() for key in rules.USED},
    )
    lines = {"batch": batch, "case": case, "votes": [24, 3, 1, 2], "valid": 30}
    BallotLine.objects.bulk_create(BallotLine(item=item, **lines) for item in ("on_post", "conduct", "results"))
    return batch.pk
