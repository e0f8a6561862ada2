"""Forms of attendance."""

from attendance.forms.board import PlaceForm
from attendance.forms.sheet import SpanForm, entries
from attendance.forms.standings import StandingForm
from attendance.forms.training import TrainingForm

__all__ = ["PlaceForm", "SpanForm", "StandingForm", "TrainingForm", "entries"]
