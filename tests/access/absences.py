"""A leave and a report-out on either side."""

from datetime import date

from attendance.models import Leave, ReportOut
from core.offices import DEPARTMENTS, TOWN, Office

PARTIES = (*DEPARTMENTS, *TOWN, Office.UNIT, Office.CADRE)  # reasons are personal
APPLIED = {"kind": "sick", "starts_on": date(2026, 7, 27), "ends_on": date(2026, 7, 29), "destination": "医院"}
TOLD = {"kind": "meeting", "starts_on": date(2026, 7, 22), "ends_on": date(2026, 7, 23), "destination": "县委党校"}


def absent(cast, who, words):
    """(leave, report-out) of one posting, their numbers."""
    posting = cast.postings[who]
    common = {"posting": posting, "area": posting.area, "reason": words}
    asked = {"applied_on": date(2026, 7, 20), "applied_by": cast.users["nobody"], "approvals": ["township"]}
    run = {"asked_until": APPLIED["ends_on"], "run_days": 3}
    told = {"told_on": date(2026, 7, 20), "told_by": cast.users["nobody"]}
    return (
        Leave.objects.create(**common, **APPLIED, **asked, **run).pk,
        ReportOut.objects.create(**common, **TOLD, **told).pk,
    )
