"""Days in the village, training, and each posting's standing."""

from attendance.models.days import Day, DayChange, Status
from attendance.models.locks import MonthLock
from attendance.models.spells import UnconfirmedSpell
from attendance.models.standings import Standing, StandingQuerySet, VerdictChange
from attendance.models.training import Attendee, Training

__all__ = [
    "Attendee",
    "Day",
    "DayChange",
    "MonthLock",
    "Standing",
    "StandingQuerySet",
    "Status",
    "Training",
    "UnconfirmedSpell",
    "VerdictChange",
]
