"""The tables this floor takes in: counts of ballots."""

from assessment.imports import ballots

__all__ = ["ballots"]
