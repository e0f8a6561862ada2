"""Tables of duties."""

from duties.models.commitments import Commitment, CommitmentItem, ItemState
from duties.models.handovers import Handover, HandoverLine
from duties.models.reports import QuarterReport, ReportLine

__all__ = [
    "Commitment",
    "CommitmentItem",
    "Handover",
    "HandoverLine",
    "ItemState",
    "QuarterReport",
    "ReportLine",
]
