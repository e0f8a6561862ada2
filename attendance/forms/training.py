"""Forms of training sessions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.models import Training
from core.forms import DateField, Form


class TrainingForm(Form):
    """A training session (二(三))."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Training.Kind)
    title = forms.CharField(label=_("Title"), max_length=80)
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("To"))
    days = forms.DecimalField(
        label=_("Days"), max_digits=4, decimal_places=1, min_value=0, help_text=_("Half days are possible: 0.5, 1.5 …")
    )

    def clean(self):
        """Dates in order; not more training days than calendar days."""
        data = super().clean()
        first, last, count = data.get("starts_on"), data.get("ends_on"), data.get("days")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        elif first and last and count is not None and not 0 < count <= (last - first).days + 1:
            self.add_error("days", _("Between half a day and the days from first to last."))
        return data
