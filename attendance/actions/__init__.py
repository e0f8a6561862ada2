"""Every change of attendance: days confirmed, training held, standings judged, offices told of them."""

from attendance.actions.alerts import tell_further
from attendance.actions.attending import Mark, correct_attendance, hold_session, note_attendance, take_back_note
from attendance.actions.certificates import issue_certificates
from attendance.actions.days import confirm_days, confirm_span
from attendance.actions.deciding_leave import decide_together
from attendance.actions.discrepancies import compare, send_back, settle_discrepancy, tell_of_ended_days
from attendance.actions.ending import cut_absences
from attendance.actions.enrolling import enrol, strike
from attendance.actions.locks import lock_months, unlock_months
from attendance.actions.month import save_days
from attendance.actions.partitions import make_partitions
from attendance.actions.reminders import remind_unconfirmed
from attendance.actions.rules import judge_again
from attendance.actions.settling import settle
from attendance.actions.spot_checks import Said, call_off, fix_plan, record_check
from attendance.actions.standings import check_all, check_thresholds
from attendance.actions.tables import enter_days, put_back_days
from attendance.actions.training import cancel_session, change_session, open_enrolment, plan_session
from attendance.actions.training_plans import change_plan, drop_plan, make_plan
from attendance.actions.writing import Entry

__all__ = [
    "Entry",
    "Mark",
    "Said",
    "call_off",
    "cancel_session",
    "change_plan",
    "change_session",
    "check_all",
    "check_thresholds",
    "compare",
    "confirm_days",
    "confirm_span",
    "correct_attendance",
    "drop_plan",
    "cut_absences",
    "decide_together",
    "enrol",
    "enter_days",
    "fix_plan",
    "hold_session",
    "hold_training",
    "issue_certificates",
    "judge_again",
    "lock_months",
    "make_partitions",
    "make_plan",
    "note_attendance",
    "open_enrolment",
    "plan_session",
    "record_check",
    "remind_unconfirmed",
    "put_back_days",
    "save_days",
    "send_back",
    "settle",
    "settle_discrepancy",
    "strike",
    "take_back_note",
    "tell_further",
    "tell_of_ended_days",
    "unlock_months",
]
