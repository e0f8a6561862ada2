"""Which corrections a list shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form


class CorrectionForm(Form):
    """Changes of confirmed days, by place, person, span of days and who changed them."""

    first = DateField(label=_("Days from"), required=False)
    last = DateField(label=_("until"), required=False)
    area = forms.RegexField(r"^\d{2,12}$", label=_("Division code"), required=False)
    q = forms.CharField(label=_("Name"), required=False, max_length=40)
    by = forms.CharField(label=_("Changed by"), required=False, max_length=40)

    def clean(self):
        """The last day does not lie before the first."""
        data = super().clean()
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return data


class DayForm(Form):
    """Which day of a posting's history; all of them where none is named."""

    day = DateField(label=_("Day"), required=False)
