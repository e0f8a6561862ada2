"""The ways of the term-end assessment of a case, for its page: what is recorded, what is missing, by the text's own order."""

from assessment.facts import policy_of
from assessment.judging import METHODS
from assessment.models import Method, TermMethod
from assessment.models.assessments import UNFINISHED
from core.offices import Office


def ways_of(case, actor, on):
    """{provision, lines: [(way, its label, its row or None)], open: whether this actor records them now}: one query."""
    provision = policy_of(case.area, case.year, on)[METHODS]
    known = {row.method: row for row in recorded(case, actor)}
    lines = [(way, Method(way).label, known.get(way)) for way in provision.value]
    records = actor.office == Office.COUNTY and case.state in UNFINISHED
    return {"provision": provision, "lines": lines, "open": records}


def recorded(case, actor):
    """The rows of a case the actor may see."""
    return TermMethod.objects.visible_to(actor).filter(assessment=case).select_related("recorded_by", "file")
