"""Cycles, the assessments of people and teams in them, their public notice, and recalls."""

from assessment.models.assessments import GRADED, Assessment, AssessmentQuerySet, Grade
from assessment.models.ballots import BallotBatch, BallotLine
from assessment.models.cycles import Cycle
from assessment.models.methods import Method, TermMethod
from assessment.models.openings import OpeningFacts
from assessment.models.publishing import ResultNotice, ResultObjection, ShownResult
from assessment.models.recalls import Recall, RecallDuty
from assessment.models.uses import Use

__all__ = [
    "GRADED",
    "Assessment",
    "AssessmentQuerySet",
    "BallotBatch",
    "BallotLine",
    "Cycle",
    "Grade",
    "Method",
    "OpeningFacts",
    "Recall",
    "RecallDuty",
    "ResultNotice",
    "ResultObjection",
    "ShownResult",
    "TermMethod",
    "Use",
]
