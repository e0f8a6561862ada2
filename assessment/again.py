"""Set grades judged again out of their own snapshots: whether each comes out bit for bit, and what the books say today."""

from itertools import islice

from assessment import snapshot
from assessment.facts import facts_of
from assessment.models import GRADED, Assessment

A_CHUNK = 500  # cases in memory at a time
_NAMED = ("posting__cadre", "posting__team__village__division", "team__village__division")


def graded(area, year=None):
    """The set and final cases of an area, in order."""
    rows = Assessment.objects.graded().filter(area__startswith=area, state__in=GRADED)
    rows = rows if year is None else rows.filter(year=year)
    return rows.order_by("area", "pk")


def judged_again(area, year=None, *, on, report=lambda done, total: None):
    """{"judged", "same", "broken": [...], "changed": [...]} of an area: seven statements for every 500 cases.

    `broken` are those whose grade or hash does not come out of the snapshot; `changed` those of which the books say
    something else today: the grade stands. Nothing is written.
    """
    rows, total = graded(area, year), graded(area, year).count()
    found = {"judged": 0, "same": 0, "broken": [], "changed": []}
    cases = rows.select_related(*_NAMED).iterator(chunk_size=A_CHUNK)
    while chunk := list(islice(cases, A_CHUNK)):
        _add(found, chunk, facts_of(chunk, on))
        report(found["judged"], total)
    return found


def _add(found, chunk, facts):
    for case in chunk:
        found["judged"] += 1
        if snapshot.reproduced(case):
            found["same"] += 1
        else:
            found["broken"].append(_said(case) | {"hash": case.snapshot_hash})
        if changes := snapshot.differences(case, facts[case.pk]):
            found["changed"].append(_said(case) | {"changes": changes})


def _said(case):
    """A case in plain words, for a list that outlives it."""
    team = case.posting.team if case.posting_id else case.team
    who = case.posting.cadre.name if case.posting_id else str(team)
    said = {"case": case.pk, "person": bool(case.posting_id), "who": who, "village": team.village.division.full_name}
    return said | {"area": case.area, "year": case.year, "kind": str(case.kind), "grade": str(case.grade)}
