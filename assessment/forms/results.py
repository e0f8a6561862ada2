"""Forms of final results and of their use."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.models import Grade, Use
from assessment.steps import Kind
from core.forms import DateField, Form
from teams.forms.filters import ALL, Filter

LONGEST = 2000
VERBS = ("use", "decline", "withdraw")


class ResultFilter(Filter):
    """Which final results the list shows."""

    year = forms.IntegerField(label=_("Year"), min_value=2018, max_value=2200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ALL, *Kind.choices])
    grade = forms.ChoiceField(label=_("grade"), required=False, choices=[*ALL, *Grade.choices])
    q = forms.CharField(label=_("Name or unit"), required=False, max_length=40)


class UseFilter(Form):
    """Which recommendations the list shows."""

    year = forms.IntegerField(label=_("Year"), min_value=2018, max_value=2200, required=False)
    kind = forms.ChoiceField(label=_("recommended for"), required=False, choices=[*ALL, *Use.Kind.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *Use.State.choices])
    q = forms.CharField(label=_("Name or post"), required=False, max_length=40)
    own = forms.BooleanField(label=_("Sent from our own level"), required=False)


class RecommendForm(Form):
    """For what, and why."""

    kind = forms.ChoiceField(label=_("recommended for"), choices=Use.Kind.choices)
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST, widget=forms.Textarea({"rows": 4}))


class UseStepForm(Form):
    """What became of a recommendation."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in VERBS])
    outcome = forms.CharField(label=_("post or honour"), max_length=120, required=False)
    used_on = DateField(label=_("Day"), required=False)
    document_number = forms.CharField(label=_("document number"), max_length=60, required=False)
    note = forms.CharField(label=_("Comment"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 2}))
