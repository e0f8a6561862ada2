"""Term-end assessments on either side: one that waits for its unit, and one whose ways are being recorded."""

from datetime import date

from assessment.models import Assessment, Cycle, TermMethod

OPENED = {"until_on": date(2026, 12, 31), "opened_on": date(2026, 7, 1)}
DAY = date(2026, 7, 10)


def term_of(cast, who, words, *, proposed=True):
    """The number of the case of one posting, the debrief recorded."""
    posting, first = cast.postings[who], date(2026, 6, 1) if proposed else date(2026, 5, 1)
    cycle = Cycle.objects.create(
        area=posting.area[:6], kind="term", year=2026, from_on=first, opened_by=cast.users["county"], **OPENED
    )
    said = {"cycle": cycle, "kind": "term", "year": 2026, "posting": posting, "cadre": posting.cadre}
    if proposed:
        said |= {"state": "proposed", "proposed": "competent", "opinion": words}
        said |= {"proposed_by": cast.users["county"], "proposed_on": DAY}
    case = Assessment.objects.create(area=posting.area, **said)
    found = {"day": DAY, "who": words, "found": words, "recorded_by": cast.users["county"], "recorded_on": DAY}
    TermMethod.objects.create(assessment=case, area=case.area, method="debrief", **found)
    return case.pk
