"""Grades in the official words of a case's own scale: 称职 for civil servants, 合格 for staff of institutions, 良好 for teams."""

from datetime import date

from assessment.rules import scale_of
from core.policy import Provision, in_readers_language, policy_in_force

SCALE = "assessment.grades"
CIVIL_SERVANTS, INSTITUTIONS, TEAMS = "civil_servants", "institutions", "teams"


def scale_name(case):
    """Which scale applies: by the kind of the unit that sends the person; a township's own are civil servants."""
    if case.team_id:
        return TEAMS
    sent = case.posting.pairing
    return CIVIL_SERVANTS if sent is None or sent.unit.kind == "organ" else INSTITUTIONS


def words_of(case):
    """{grade: {zh, en}} of the scale that applies: the frozen one once the grade is set."""
    deferred = "provisions" in case.get_deferred_fields()  # a long list does without the frozen ones
    frozen = None if deferred else case.provisions.get(SCALE)
    policy = {SCALE: Provision.from_json(frozen)} if frozen else policy_in_force(case.area[:6], date(case.year, 12, 31))
    return scale_of(scale_name(case), policy)


def grade_name(case, grade):
    """One grade in the reader's language."""
    return in_readers_language(words_of(case)[grade])
