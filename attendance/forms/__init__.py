"""Forms of attendance."""

from attendance.forms.board import HeatForm, PeopleForm, PlaceForm
from attendance.forms.corrections import CorrectionForm, DayForm
from attendance.forms.locks import LockForm, YearPlaceForm
from attendance.forms.month import MonthForm, cells
from attendance.forms.registers import RegisterFileForm, RegisterForm
from attendance.forms.sheet import SpanForm, entries
from attendance.forms.standings import StandingForm
from attendance.forms.training import PlanForm, TrainingForm

__all__ = [
    "CorrectionForm",
    "DayForm",
    "HeatForm",
    "LockForm",
    "MonthForm",
    "PeopleForm",
    "PlaceForm",
    "PlanForm",
    "RegisterFileForm",
    "RegisterForm",
    "SpanForm",
    "StandingForm",
    "TrainingForm",
    "YearPlaceForm",
    "cells",
    "entries",
]
