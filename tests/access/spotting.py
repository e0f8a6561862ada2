"""A plan of spot checks, a check made and one to be made, and a discrepancy, of one county's department."""

from datetime import date, time
from types import SimpleNamespace

from attendance.models import Discrepancy, SpotCheck, SpotCheckPlan
from core.files import keep_bytes
from core.offices import DEPARTMENTS, PLACED

YESTERDAY, TODAY = date(2026, 7, 19), date(2026, 7, 20)


def spotted(cast, area, who, by, canary):
    """Their numbers: plan, check made yesterday, check to be made, discrepancy."""
    posting, user = cast.postings[who], cast.users[by]
    plan = SpotCheckPlan.objects.create(
        **{"area": area, "office": "county", "number": 1, "way": "visit", "how": "by_hand", "within": area},
        **{"starts_on": YESTERDAY, "ends_on": TODAY, "listed_count": 1, "listed_hash": canary},
        **{"made_by": user, "made_on": YESTERDAY},
    )
    other = SpotCheckPlan.objects.create(**{**_row(plan), "number": 2, "made_by": user})
    whose = {"posting": posting, "area": posting.area, "by_area": area, "by_office": "county"}
    paper = keep_bytes(b"%PDF-1.4", name="s.pdf", kind="pdf", by=SimpleNamespace(user_id=user.pk))
    said = {"day": YESTERDAY, "time": time(10), "result": "not_found", "spoke_with": canary, "note": canary}
    made = SpotCheck.objects.create(
        plan=plan, **whose, **said, paper=paper, recorded_by=cast.users["county_b"], recorded_on=YESTERDAY
    )
    case = Discrepancy.objects.create(
        **{"check_made": made, "day": YESTERDAY, "sheet_status": "in_village", "result": "not_found"},
        **{"why": "claimed_present", "opened_on": YESTERDAY},
        **whose,
    )
    return plan.pk, made.pk, SpotCheck.objects.create(plan=other, **whose).pk, case.pk


def _row(plan):
    return {field.name: getattr(plan, field.name) for field in plan._meta.concrete_fields if field.name != "id"}


# Plans, and checks still to be made, are the department's own; afterwards its area's departments see the check, and those
# who keep or watch over the sheet what contradicts it.
OFFICES = {"spot-plan": DEPARTMENTS, "spot-check": DEPARTMENTS, "spot-to-make": DEPARTMENTS, "discrepancy": PLACED}
