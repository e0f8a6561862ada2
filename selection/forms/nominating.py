"""The form of one nomination."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField
from selection.actions import Proposal
from selection.facts import DECLARED, round_open_for
from selection.forms.decision import DecisionForm
from selection.models import Round
from selection.rows import own_cadres, own_teams
from selection.seats import seats_filled_by
from selection.terms import usual_days

PLAIN = ("seat", "cadre", "starts_on", "term_ends_on", "waiver_reason", "order")


class SaidForm(DecisionForm):
    """What is said of a person put forward: the committee's declarations, the order, the reason for a waiver."""

    political = forms.BooleanField(label=_("Politically sound"), required=False)
    style = forms.BooleanField(label=_("Solid working style"), required=False)
    ability = forms.BooleanField(label=_("Able, and good at work with the people"), required=False)
    health = forms.BooleanField(label=_("Healthy enough for the village"), required=False)
    cultivation = forms.BooleanField(label=_("Outstanding young cadre or key cultivation target"), required=False)
    volunteers_to_continue = forms.BooleanField(label=_("Volunteers to continue"), required=False)
    order = forms.IntegerField(
        label=_("Order among your candidates"), required=False, min_value=1, max_value=999, initial=1
    )
    waiver_reason = forms.CharField(
        label=_("Reason for the waiver"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Only where a finding asks for a waiver."),
    )

    def clean_order(self):
        """Whoever says nothing comes first."""
        return self.cleaned_data["order"] or 1

    def said(self):
        """The declarations, by name."""
        return {name: self.cleaned_data.get(name, False) for name in (*DECLARED, "volunteers_to_continue")}


class NominationForm(SaidForm):
    """One cadre for one seat; what is known is filled in, only the actor's own teams and people can be chosen."""

    field_order = ("team", "seat", "cadre", "starts_on", "term_ends_on")
    team = forms.ModelChoiceField(None, label=_("Team (village)"))
    seat = forms.ChoiceField(label=_("Seat"))
    cadre = forms.ModelChoiceField(None, label=_("Cadre"))
    starts_on = DateField(label=_("Posting from"))
    term_ends_on = DateField(label=_("End of term"))
    round = forms.ModelChoiceField(None, required=False, widget=forms.HiddenInput)
    newcomer = None  # the facts of a person who is not registered yet, where a machine brings them

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = own_teams(self.actor, self.on)
        self.fields["cadre"].queryset = own_cadres(self.actor)
        self.fields["round"].queryset = Round.objects.visible_to(self.actor)
        seats = seats_filled_by(self.actor)
        self.fields["seat"].choices = [(seat.value, seat.label) for seat in seats]
        if not self.is_bound:
            taking = round_open_for(self.initial.get("team"), self.actor)
            self.initial = {**usual_days(taking, self.on), "seat": seats[0], **self.initial}

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
        said = self.cleaned_data
        plain = ("team", *PLAIN, "decision_number", "decided_on", "round")
        return Proposal(
            said=self.said(), decision_file=self.scan, newcomer=self.newcomer, **{name: said[name] for name in plain}
        )
