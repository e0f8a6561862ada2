"""Every change of an assessment: cycles opened and closed, grades proposed, agreed, set, returned, made final, opened again."""

from assessment.actions.cycles import (
    close,
    open_again,
    open_cycle,
    open_year,
    plan_of,
    reopen_cycle,
    set_calendar,
    take_cycle_step,
)
from assessment.actions.grading import agree, finish, many, propose, reopen, send_back, set_grade, take_step
from assessment.actions.many_counties import OPEN_COUNTIES, ask_open_counties
from assessment.actions.recomputing import RECOMPUTE, recompute

__all__ = [
    "OPEN_COUNTIES",
    "RECOMPUTE",
    "agree",
    "ask_open_counties",
    "close",
    "finish",
    "many",
    "open_again",
    "open_cycle",
    "open_year",
    "plan_of",
    "propose",
    "recompute",
    "reopen",
    "reopen_cycle",
    "send_back",
    "set_calendar",
    "set_grade",
    "take_cycle_step",
    "take_step",
]
