"""Days in the village, training, and each posting's standing."""

from attendance.models.absences import Leave, ReportOut
from attendance.models.certificates import Certificate
from attendance.models.checks import Discrepancy, SpotCheck, SpotCheckPlan
from attendance.models.days import Day, DayChange, Status
from attendance.models.locks import MonthLock
from attendance.models.plans import TrainingPlan
from attendance.models.spells import UnconfirmedSpell
from attendance.models.standings import Standing, StandingQuerySet, VerdictChange
from attendance.models.training import Attendee, Invitation, Training

__all__ = [
    "Attendee",
    "Certificate",
    "Day",
    "DayChange",
    "Discrepancy",
    "Invitation",
    "Leave",
    "MonthLock",
    "SpotCheck",
    "SpotCheckPlan",
    "ReportOut",
    "Standing",
    "StandingQuerySet",
    "Status",
    "Training",
    "TrainingPlan",
    "UnconfirmedSpell",
    "VerdictChange",
]
