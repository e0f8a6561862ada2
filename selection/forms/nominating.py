"""The form of one nomination."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from core.offices import Office
from selection.actions import Proposal
from selection.facts import DECLARED
from selection.rows import own_cadres, own_teams
from teams.models import Seat

TERM = timedelta(days=730)
UNIT_SEATS = (Seat.FIRST_SECRETARY, Seat.UNIT_MEMBER)


def next_month(day):
    """The first day of the month after this one."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


class NominationForm(Form):
    """One cadre for one seat; what is known is filled in, only the actor's own teams and people can be chosen."""

    team = forms.ModelChoiceField(None, label=_("Team (village)"))
    seat = forms.ChoiceField(label=_("Seat"))
    cadre = forms.ModelChoiceField(None, label=_("Cadre"))
    starts_on = DateField(label=_("Posting from"))
    term_ends_on = DateField(label=_("End of term"))
    decision_number = forms.CharField(label=_("Party committee's decision, number"), max_length=60)
    decided_on = DateField(label=_("Decided on"))
    political = forms.BooleanField(label=_("Politically sound"), required=False)
    style = forms.BooleanField(label=_("Solid working style"), required=False)
    ability = forms.BooleanField(label=_("Able, and good at work with the people"), required=False)
    health = forms.BooleanField(label=_("Healthy enough for the village"), required=False)
    cultivation = forms.BooleanField(label=_("Outstanding young cadre or key cultivation target"), required=False)
    volunteers_to_continue = forms.BooleanField(label=_("Volunteers to continue"), required=False)
    waiver_reason = forms.CharField(
        label=_("Reason for the waiver"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Only where a finding asks for a waiver."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = own_teams(self.actor, self.on)
        self.fields["cadre"].queryset = own_cadres(self.actor)
        seats = UNIT_SEATS if self.actor.office == Office.UNIT else (Seat.TOWNSHIP_MEMBER,)
        self.fields["seat"].choices = [(seat.value, seat.label) for seat in seats]
        start = next_month(self.on)
        self.initial = {"starts_on": start, "term_ends_on": start + TERM, "seat": seats[0], **self.initial}

    def fix(self, *names):
        """Another person, seat or village would be another nomination: these can no longer be changed."""
        for name in names:
            self.fields[name].disabled = True

    def mark(self, names):
        """What the office asked to mend is marked at the field and named above the form."""
        self.marked = [self.fields[name].label for name in names]
        for name in names:
            self.fields[name].help_text = _("To be mended")

    def proposal(self):
        """What the deed needs."""
        data = self.cleaned_data
        said = {name: data[name] for name in (*DECLARED, "volunteers_to_continue")}
        plain = ("team", "seat", "cadre", "starts_on", "term_ends_on", "decision_number", "decided_on", "waiver_reason")
        return Proposal(said=said, **{name: data[name] for name in plain})
