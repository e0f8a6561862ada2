"""Every change of an assessment: cycles opened, grades proposed, agreed, set, returned, made final, opened again."""

from assessment.actions.cycles import open_year
from assessment.actions.grading import agree, finish, many, propose, reopen, send_back, set_grade, take_step

__all__ = ["agree", "finish", "many", "open_year", "propose", "reopen", "send_back", "set_grade", "take_step"]
