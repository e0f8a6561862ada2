"""Sections on what was judged of the cadre: grades, what became of them, recalls."""

from django.utils.translation import gettext_lazy as _

from assessment.models import Assessment, Grade, Recall, Use
from core.offices import Office
from overview.dossier.sections import VILLAGE, happened, labelled, lines, marked, placed, plain, section, then
from overview.marks import mark


def _grades(file):
    rows = Assessment.objects.visible_to(file.actor).filter(cadre=file.cadre, set_on__lte=file.on)
    facts = {"year": "year", "kind": "kind", "grade": "grade", "final": "final_on", "opinion": "opinion"}
    return lines(rows, "set_on", village=VILLAGE, **facts)


def _final(facts, file):
    state = Assessment.State.FINAL if file.until(facts["final"]) else Assessment.State.SET
    return mark(Assessment.State, state)


section(
    "grades",
    _("Grades"),
    _grades,
    (
        (_("Year"), plain("year")),
        (_("Kind"), labelled(Assessment.Kind, "kind")),
        (_("Village"), placed()),
        (_("Grade"), lambda facts, file: mark(Grade, facts["grade"])),
        (_("Set on"), plain("day")),
        (_("State"), _final),
        (_("Final on"), happened("final")),
        (_("Opinion"), plain("opinion")),
    ),
    "assessment",
)


def _uses(file):
    rows = Use.objects.visible_to(file.actor).filter(cadre=file.cadre, made_on__lte=file.on)
    facts = {"year": "year", "kind": "kind", "by": "made_place", "state": "state_then", "used": "used_on"}
    return lines(then(rows, file), "made_on", outcome="outcome", number="document_number", **facts)


def _known(name):
    return lambda facts, file: facts[name] if file.until(facts["used"]) else ""


section(
    "uses",
    _("Honours and use of results"),
    _uses,
    (
        (_("Year"), plain("year")),
        (_("Recommended for"), labelled(Use.Kind, "kind")),
        (_("Recommended by"), plain("by")),
        (_("Recommended on"), plain("day")),
        (_("State"), marked(Use.State)),
        (_("Post or honour"), _known("outcome")),
        (_("Taken up on"), happened("used")),
        (_("Document number"), _known("number")),
    ),
    "use",
)


def _recalls(file):
    rows = Recall.objects.visible_to(file.actor).filter(posting__cadre=file.cadre, proposed_on__lte=file.on)
    facts = {"village": VILLAGE, "kind": "kind", "ground": "ground", "decided": "decided_on", "state": "state_then"}
    return lines(then(rows, file), "proposed_on", number="decision_number", decides="deciding_office", **facts)


section(
    "recalls",
    _("Recalls"),
    _recalls,
    (
        (_("Village"), placed()),
        (_("Kind"), labelled(Recall.Kind, "kind")),
        (_("Recalled for"), labelled(Recall.Ground, "ground")),
        (_("Proposed on"), plain("day")),
        (_("Decided by"), labelled(Office, "decides")),
        (_("Day of the decision"), happened("decided")),
        (_("Document number"), lambda facts, file: facts["number"] if file.until(facts["decided"]) else ""),
        (_("State"), marked(Recall.State)),
    ),
    "recall",
)
