"""A case of each kind about leaving, and a mark of the checklist, on either side."""

from datetime import date

from core.offices import DEPARTMENTS, Office
from selection.models import Adjustment, Transfer
from teams.models import PostingCheck

PARTIES = (*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT, Office.CADRE)  # grounds are personal


def left(cast, who, words, office, area):
    """(adjustment, transfer, mark) of one posting, their numbers."""
    posting = cast.postings[who]
    unit = posting.pairing.unit
    common = {"posting": posting, "area": posting.area, "sender_area": unit.home.code, "unit": unit}
    common |= {"applied_on": date(2026, 7, 1)}
    route = {"approving_office": office, "approving_area": area, "filed_with": "province"}
    reason = {"ground": "health", "reason": words, "leaves_on": date(2026, 8, 5)}
    wish = {"post": "科员", "wish": words, "effective_on": date(2027, 9, 1)}
    mark = PostingCheck.objects.create(
        posting=posting, area=posting.area, item="salary_kept", done_on=date(2025, 9, 2), note=words
    )
    return (
        Adjustment.objects.create(**common, **reason, **route).pk,
        Transfer.objects.create(**common, **wish, to_township=cast.places[posting.area[:9]]).pk,
        mark.pk,
    )
