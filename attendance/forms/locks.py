"""Forms of the county's locks."""

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from core.forms import Form


class YearPlaceForm(Form):
    """Which year, which county; one's own where one sits in it or below."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2200)
    area = forms.RegexField(r"^\d{6}$", label=_("County code"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if len(self.actor.area) >= 6:
            del self.fields["area"]

    def clean(self):
        """This year where nothing is said; nothing outside the jurisdiction. `area` is "" where a county is still to be chosen."""
        data = super().clean()
        own = self.actor.area
        area = own if len(own) >= 6 else data.get("area") or ""
        if area and not area.startswith(own):
            self.add_error("area", _("Not found, or outside your jurisdiction."))
        return {"year": data.get("year") or self.on.year, "area": area}


class LockForm(Form):
    """Which months are locked or unlocked, and why; `whole` is the year."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2200)
    month = forms.TypedMultipleChoiceField(label=_("month"), coerce=int, choices=list(MONTHS.items()), required=False)
    whole = forms.BooleanField(label=_("The whole year"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def clean(self):
        """Twelve months, or the chosen ones; at least one."""
        data = super().clean()
        data["months"] = list(range(1, 13)) if data.get("whole") else data.get("month") or []
        if not data["months"] and "month" not in self.errors:
            self.add_error("month", _("Choose the months."))
        return data
