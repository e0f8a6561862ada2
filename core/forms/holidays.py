"""Forms of the holiday calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.base import DateField, Form


class YearForm(Form):
    """Which year."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2200)


class HolidayForm(Form):
    """One day entered or dropped, or a year's published calendar loaded."""

    verb = forms.ChoiceField(
        choices=[("put", "put"), ("drop", "drop"), ("load", "load")], initial="put", widget=forms.HiddenInput
    )
    year = forms.IntegerField(required=False, min_value=2000, max_value=2200, widget=forms.HiddenInput)
    day = DateField(label=_("Day"), required=False)
    name = forms.CharField(label=_("Name"), max_length=40, required=False)
    works = forms.BooleanField(label=_("Is worked"), required=False)

    def clean(self):
        """A day needs its date, and a name when it is entered; loading needs the year."""
        data = super().clean()
        if data.get("verb") == "load" and not data.get("year"):
            self.add_error("year", _("Which year?"))
        if data.get("verb") in ("put", "drop") and not data.get("day"):
            self.add_error("day", _("Which day?"))
        if data.get("verb") == "put" and not data.get("name"):
            self.add_error("name", _("What is it called?"))
        return data
