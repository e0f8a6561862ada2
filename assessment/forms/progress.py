"""What the overview of assessment is asked about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.forms.grading import WHOSE
from assessment.rows import PEOPLE
from assessment.steps import Kind
from core.forms import Form
from core.policy import PROVINCE


class ProgressForm(Form):
    """A year, the kind of assessment, people or teams, and a place inside the jurisdiction."""

    year = forms.IntegerField(label=_("Year"), min_value=2018, max_value=2200, required=False)
    kind = forms.ChoiceField(label=_("kind"), choices=Kind.choices, required=False)
    whose = forms.ChoiceField(label=_("Of whom"), choices=WHOSE, required=False)
    area = forms.RegexField(r"^\d{2}(\d{2}){0,2}(\d{3}){0,2}$", required=False, widget=forms.HiddenInput)

    def clean_kind(self):
        """The yearly one where nothing is said."""
        return self.cleaned_data["kind"] or Kind.YEARLY

    def clean_whose(self):
        """People where nothing is said."""
        return self.cleaned_data["whose"] or PEOPLE

    def clean_area(self):
        """The actor's own area where nothing is said; nothing outside it."""
        area = self.cleaned_data["area"] or self.actor.area or PROVINCE
        if not area.startswith(self.actor.area):
            raise forms.ValidationError(_("This place lies outside your jurisdiction."))
        return area
