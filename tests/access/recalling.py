"""A decided recall of one posting on either side, with a duty of its sender; grounds and duties bear the canary."""

from datetime import date

from assessment.models import Recall, RecallDuty
from core.offices import DEPARTMENTS, Office

PARTIES = (*DEPARTMENTS, Office.UNIT, Office.CADRE)  # of a unit's cadre; a township sees its own members' alone


def recalled(cast, who, words, office, area):
    """Its number."""
    posting = cast.postings[who]
    where = {"posting": posting, "area": posting.area, "unit": posting.pairing.unit, "happened_on": date(2026, 7, 1)}
    what = {"kind": "recall", "ground": "idle", "grave": False, "reason": words, "leaves_on": date(2026, 8, 5)}
    route = {"deciding_office": office, "deciding_area": area, "examining_office": "province", "examining_area": "63"}
    said = {
        "state": "decided",
        "decided_on": date(2026, 7, 10),
        "decision_number": words,
        "proposed_on": date(2026, 7, 2),
    }
    quoted = {"quote": words, "clause": "", "title": {"zh": "", "en": ""}, "value": []}
    keys = ("assessment.recall", "assessment.grave_cases")
    case = Recall.objects.create(**where, **what, **route, **said, provisions=dict.fromkeys(keys, quoted))
    owner = {"owner_office": office, "owner_area": area, "due_on": date(2026, 7, 15)}
    RecallDuty.objects.create(recall=case, area=case.area, kind="unit_interviewed", **owner)
    return case.pk
