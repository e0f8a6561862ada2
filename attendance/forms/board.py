"""Forms of the on-post board: which division, which day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form


class PlaceForm(Form):
    """Which division, which day."""

    area = forms.RegexField(r"^\d{2}(\d{2}){0,2}(\d{3}){0,2}$", label=_("Division code"), required=False)
    day = DateField(label=_("Day"), required=False)

    def clean(self):
        """Today, and the actor's own area, where nothing is said; nothing outside it."""
        data = super().clean()
        area = data.get("area") or self.actor.area
        if not area.startswith(self.actor.area):
            self.add_error("area", _("Not found, or outside your jurisdiction."))
        return {"area": area, "day": data.get("day") or self.on}
