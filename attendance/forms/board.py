"""Forms of the on-post board: which division, which day or month, whom."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.boards import UNCONFIRMED
from attendance.heat import month_span
from attendance.models import Status
from core.forms import DateField, Form
from core.policy import PROVINCE

STATUSES = [("", _("all")), *Status.choices, (UNCONFIRMED, _("unconfirmed"))]


class _InArea(Form):
    """A division inside the actor's own; a unit's people may be anywhere in the province."""

    area = forms.RegexField(r"^\d{2}(\d{2}){0,2}(\d{3}){0,2}$", required=False, widget=forms.HiddenInput)

    def clean_area(self):
        """The actor's own area where nothing is said; nothing outside it."""
        area = self.cleaned_data["area"] or self.actor.area or PROVINCE
        if not area.startswith(self.actor.area):
            raise forms.ValidationError(_("Not found, or outside your jurisdiction."))
        return area


class PlaceForm(_InArea):
    """Which division, which day; by machine nothing more."""

    day = DateField(label=_("Day"), required=False)

    def clean_day(self):
        """Today where nothing is said."""
        return self.cleaned_data["day"] or self.on


class PeopleForm(PlaceForm):
    """Which division, which day, whom."""

    q = forms.CharField(label=_("Name"), required=False, max_length=40)
    status = forms.ChoiceField(label=_("Status"), required=False, choices=STATUSES)


class HeatForm(_InArea):
    """Which division, which month; what the cells show."""

    month = forms.CharField(label=_("Month"), required=False, widget=forms.TextInput(attrs={"type": "month"}))
    show = forms.ChoiceField(
        label=_("Shown"),
        required=False,
        choices=[("in_village", _("share in the village")), ("unconfirmed", _("share unconfirmed"))],
    )

    def clean_month(self):
        """(first, last) of the month; this one where nothing is said."""
        said = self.cleaned_data["month"] or f"{self.on:%Y-%m}"
        found = re.fullmatch(r"(19|20|21)(\d\d)-(\d\d)", said)
        if not found or not 1 <= int(found[3]) <= 12:
            raise forms.ValidationError(_("Enter a month as 2026-07."))
        return month_span(int(found[1] + found[2]), int(found[3]))

    def clean_show(self):
        """The share in the village where nothing is said."""
        return self.cleaned_data["show"] or "in_village"
