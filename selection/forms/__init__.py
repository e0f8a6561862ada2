"""Forms of selection."""

from selection.forms.deciding import BatchForm, FilterForm, StepForm
from selection.forms.nominating import NominationForm

__all__ = ["BatchForm", "FilterForm", "NominationForm", "StepForm"]
