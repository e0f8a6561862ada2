"""Which standings a list shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.models import Standing
from core.forms import Form


class StandingForm(Form):
    """Which standings the list shows."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=Standing.Kind)
    verdict = forms.ChoiceField(
        label=_("Verdict"),
        required=False,
        choices=[("", _("all")), ("late", _("will or can only miss")), *Standing.Verdict.choices],
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2200)
    area = forms.RegexField(r"^\d{2,12}$", label=_("Division code"), required=False)
    q = forms.CharField(label=_("Name"), required=False, max_length=40)
    posting = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
