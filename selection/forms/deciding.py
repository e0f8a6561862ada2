"""Forms for deciding: the step taken on a case, the list's filter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from selection.actions import MENDABLE
from selection.models import Nomination
from teams.models import Seat


class StepForm(Form):
    """A step on a case: the verb, the opinion, the fields to mend, the waiver granted."""

    verb = forms.ChoiceField(
        choices=[(verb, verb) for verb in ("submit", "review", "approve", "return", "decline", "withdraw")]
    )
    note = forms.CharField(required=False, max_length=1000)
    fields_to_mend = forms.MultipleChoiceField(required=False, choices=[(name, name) for name in MENDABLE])
    grant_waiver = forms.BooleanField(required=False)
    state = forms.ChoiceField(required=False, choices=[("", ""), *Nomination.State.choices])


class FilterForm(Form):
    """Which nominations the list shows."""

    waiting = forms.BooleanField(label=_("Waiting for me"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *Nomination.State.choices])
    seat = forms.ChoiceField(label=_("Seat"), required=False, choices=[("", _("all")), *Seat.choices])
    area = forms.RegexField(r"^\d{2,12}$", label=_("Division code"), required=False)
    q = forms.CharField(label=_("Name"), required=False, max_length=40)
