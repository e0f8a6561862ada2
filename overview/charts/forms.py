"""What the overview is asked about: a place, a day, which chart, which divisions beside each other, what the map shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.forms import PlaceForm
from core.models import Division
from core.policy import PROVINCE
from overview.charts.building import NAMES
from overview.charts.measures import MEASURES

MOST = 8  # divisions beside each other


class OverviewForm(PlaceForm):
    """A division inside the jurisdiction and a day that has come."""

    def clean_day(self):
        """Today where nothing is said; nobody is on post on a day to come."""
        day = super().clean_day()
        if day > self.on:
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class PartForm(OverviewForm):
    """One chart of it."""

    part = forms.ChoiceField(label=_("Chart"), required=False, choices=NAMES.items())

    def clean_part(self):
        """The first one where nothing is said."""
        return self.cleaned_data["part"] or next(iter(NAMES))


class MapForm(OverviewForm):
    """What the map shows."""

    measure = forms.ChoiceField(
        label=_("Shown"), required=False, choices=[(key, one.label) for key, one in MEASURES.items()]
    )

    def clean_measure(self):
        """The share in the village where nothing is said."""
        return self.cleaned_data["measure"] or next(iter(MEASURES))


class CompareForm(OverviewForm):
    """Divisions directly below the place, beside each other in the order of their codes."""

    beside = forms.MultipleChoiceField(
        label=_("Divisions"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["beside"].choices = self._below()
        if not self.data.getlist("beside"):  # ticked as shown
            self.data = self.data.copy()
            self.data.setlist("beside", [code for code, _name in self.fields["beside"].choices][:MOST])

    def _below(self):
        """Those one may choose: of the place asked about, or of one's own."""
        said = self.fields["area"].clean(self.data.get("area", "")) if self.data.get("area", "").isdigit() else ""
        area = said if said.startswith(self.actor.area) and said else self.actor.area or PROVINCE
        rows = Division.objects.visible_to(self.actor).current().children_of(area)
        return list(rows.order_by("code").values_list("code", "name"))

    def clean_beside(self):
        """In the order of the codes, whatever the order they were ticked in."""
        chosen = sorted(self.cleaned_data["beside"])
        if len(chosen) > MOST:
            raise forms.ValidationError(_("At most %(most)s beside each other.") % {"most": MOST})
        return chosen
