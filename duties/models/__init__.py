"""Tables of duties."""

from duties.models.activity_notes import ActivityNote, NotePhoto
from duties.models.commitments import Commitment, CommitmentItem, ItemState
from duties.models.handovers import Handover, HandoverLine
from duties.models.meetings import Called, Matter, Meeting
from duties.models.reports import QuarterReport, ReportLine
from duties.models.unit_duties import HeardTeam, Hearing, LeaderVisit, PairedWork

__all__ = [
    "ActivityNote",
    "Called",
    "Commitment",
    "CommitmentItem",
    "Handover",
    "HandoverLine",
    "HeardTeam",
    "Hearing",
    "ItemState",
    "LeaderVisit",
    "Matter",
    "Meeting",
    "NotePhoto",
    "PairedWork",
    "QuarterReport",
    "ReportLine",
]
