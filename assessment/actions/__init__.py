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
from assessment.actions.grading import (
    agree,
    agree_many,
    finish,
    propose,
    propose_many,
    reopen,
    send_back,
    send_back_many,
    set_grade,
    set_many,
    take_step,
)
from assessment.actions.many_counties import OPEN_COUNTIES, ask_open_counties
from assessment.actions.methods import record_method
from assessment.actions.recomputing import RECOMPUTE, recompute

__all__ = [
    "OPEN_COUNTIES",
    "RECOMPUTE",
    "agree",
    "agree_many",
    "ask_open_counties",
    "close",
    "finish",
    "open_again",
    "open_cycle",
    "open_year",
    "plan_of",
    "propose",
    "propose_many",
    "recompute",
    "record_method",
    "reopen",
    "reopen_cycle",
    "send_back",
    "send_back_many",
    "set_calendar",
    "set_grade",
    "set_many",
    "take_cycle_step",
    "take_step",
]
