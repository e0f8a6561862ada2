"""Every change of attendance: days confirmed, training held, standings judged, offices told of them."""

from attendance.actions.alerts import tell_further
from attendance.actions.days import confirm_days, confirm_span
from attendance.actions.locks import lock_months, unlock_months
from attendance.actions.month import save_days
from attendance.actions.partitions import make_partitions
from attendance.actions.reminders import remind_unconfirmed
from attendance.actions.rules import judge_again
from attendance.actions.settling import settle
from attendance.actions.standings import check_all, check_thresholds
from attendance.actions.training import enrol, hold_training, strike
from attendance.actions.writing import Entry

__all__ = [
    "Entry",
    "check_all",
    "check_thresholds",
    "confirm_days",
    "confirm_span",
    "enrol",
    "hold_training",
    "judge_again",
    "lock_months",
    "make_partitions",
    "remind_unconfirmed",
    "save_days",
    "settle",
    "strike",
    "tell_further",
    "unlock_months",
]
