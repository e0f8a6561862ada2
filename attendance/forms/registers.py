"""Which month, which place, in which shape."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.workbooks import LONG
from core.forms import Form

WIDE = "wide"
_WIDEST = 4  # digits of the largest place that fits one file: a prefecture


class MonthField(forms.RegexField):
    """A month as 2026-07; its first day."""

    def __init__(self, **kwargs):
        look = forms.TextInput({"type": "month", "placeholder": "2026-07"})
        super().__init__(r"^(20|21)\d{2}-(0[1-9]|1[0-2])$", widget=look, **kwargs)

    def clean(self, value):
        """The first day, or None."""
        said = super().clean(value)
        return date.fromisoformat(f"{said}-01") if said else None


class RegisterForm(Form):
    """A month of a place; this month and one's own place where nothing is said."""

    month = MonthField(label=_("Month"), required=False)
    area = forms.RegexField(r"^\d{4}(\d{2}(\d{3}(\d{3})?)?)?$", label=_("Division code"), required=False)

    def clean(self):
        """Nothing outside the jurisdiction; `area` is "" where a prefecture is still to be chosen."""
        data = super().clean()
        area = data.get("area") or (self.actor.area if len(self.actor.area) >= _WIDEST else "")
        if area and not area.startswith(self.actor.area):
            self.add_error("area", _("Not found, or outside your jurisdiction."))
        return {"month": data.get("month") or self.on.replace(day=1), "area": area}


class RegisterFileForm(RegisterForm):
    """The same as a file; the place must be known."""

    shape = forms.ChoiceField(choices=[(WIDE, _("person by day")), (LONG, _("list of days"))], required=False)

    def clean(self):
        """The grid where no shape is named."""
        shape = self.cleaned_data.get("shape") or WIDE
        data = super().clean()
        if not data["area"]:
            self.add_error("area", _("Choose a prefecture, a county or a township."))
        return {**data, "shape": shape}
