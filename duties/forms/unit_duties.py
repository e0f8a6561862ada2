"""Forms of what a dispatching unit records of its duties, and what the lists may be narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from duties import unit_rows
from duties.forms.meetings import YEAR
from teams.forms.filters import YES_NO, Filter
from teams.models import Team, Village

MOST = 1_000_000


class UnitDutyFilter(Filter):
    """Which records of units."""

    q = forms.CharField(label=_("Dispatching unit"), required=False, max_length=40)
    year = forms.IntegerField(**YEAR)
    field_order = ("area", "year", "q")


class VisitFilter(UnitDutyFilter):
    """Which visits."""

    confirmed = forms.ChoiceField(label=_("Confirmed by the township"), required=False, choices=YES_NO)
    field_order = ("area", "year", "confirmed", "q")


class HearingForm(Form):
    """A hearing of reports: when, led by whom, which teams, what was decided."""

    day = DateField(label=_("Day"))
    led_by = forms.CharField(label=_("Led by"), max_length=40)
    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(), label=_("Teams heard"), widget=forms.CheckboxSelectMultiple
    )
    decided = forms.CharField(label=_("What was decided"), max_length=4000, widget=forms.Textarea({"rows": 5}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = unit_rows.own_teams(self.actor, self.on)


class VisitForm(Form):
    """A leader's visit: where, when, who, what was settled."""

    village = forms.ModelChoiceField(Village.objects.none(), label=_("Village"))
    day = DateField(label=_("Day"))
    leader = forms.CharField(label=_("Leader"), max_length=40)
    settled = forms.CharField(label=_("What was settled"), max_length=4000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = unit_rows.own_villages(self.actor, self.on)


def _count(label, **more):
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, **more)


class PairedWorkForm(Form):
    """A year's paired-household work in a village, as counts."""

    village = forms.ModelChoiceField(Village.objects.none(), label=_("Village"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2200)
    staff = _count(_("Staff with paired households"))
    households = _count(_("Households paired"))
    visits = _count(_("Visits to households"))
    helped = _count(_("Matters helped with"))
    note = forms.CharField(
        label=_("Note"), max_length=200, required=False, help_text=_("Counts only: name no villager here.")
    )

    def __init__(self, *args, row=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = unit_rows.own_villages(self.actor, self.on)
        if row:
            del self.fields["village"], self.fields["year"]
