"""Selection for machines: the same deeds as the pages."""

from selection.api.cases import nomination, nomination_step
from selection.api.nominating import judge, nominations
from selection.api.queue import batch, outcome, summary

__all__ = [
    "batch",
    "outcome",
    "summary",
    "judge",
    "nomination",
    "nomination_step",
    "nominations",
]
