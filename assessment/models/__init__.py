"""Cycles, and the assessments of people and teams in them."""

from assessment.models.assessments import GRADED, Assessment, AssessmentQuerySet, Grade
from assessment.models.cycles import Cycle
from assessment.models.openings import OpeningFacts

__all__ = ["GRADED", "Assessment", "AssessmentQuerySet", "Cycle", "Grade", "OpeningFacts"]
