"""Forms of selection."""

from selection.forms.deciding import FilterForm, StepForm
from selection.forms.nominating import TERM, UNIT_SEATS, NominationForm, next_month

__all__ = ["TERM", "UNIT_SEATS", "FilterForm", "NominationForm", "StepForm", "next_month"]
