"""Forms of a round's pool: several people with one decision, one person changed, the list's filter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.findings import verdict
from core.forms import Form
from selection.actions.pool import Offer, findings_of
from selection.facts import DECLARED
from selection.forms.lines import DECLARATIONS, PERSON, SharedForm, meant_by
from selection.forms.nominating import SaidForm
from selection.models import Round
from selection.rows import own_cadres, own_teams
from selection.seats import seats_filled_by
from teams.models import Seat

BOXES = forms.CheckboxSelectMultiple
PLACED = [("", _("all")), ("waiting", _("waiting")), ("placed", _("placed")), ("withdrawn", _("withdrawn"))]


def _seats(actor):
    return [(seat.value, seat.label) for seat in seats_filled_by(actor)]


class OfferForm(SaidForm):
    """One cadre for the pool of a round."""

    field_order = ("round", "cadre", "seats", "team", "order")
    round = forms.ModelChoiceField(None, label=_("Round"))
    cadre = forms.ModelChoiceField(None, label=_("Cadre"))
    seats = forms.MultipleChoiceField(label=_("Seats"), widget=BOXES)
    team = forms.ModelChoiceField(None, label=_("Only for the village"), required=False, empty_label=_("any village"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = Round.objects.visible_to(self.actor)
        self.fields["cadre"].queryset = own_cadres(self.actor)
        self.fields["team"].queryset = own_teams(self.actor, self.on)
        self.fields["seats"].choices = _seats(self.actor)

    def fix(self, *names):
        """Another round or person would be another member."""
        for name in names:
            self.fields[name].disabled = True

    def offer(self):
        """What the deed needs."""
        said = self.cleaned_data
        plain = ("round", "cadre", "team", "order", "decision_number", "decided_on", "waiver_reason")
        more = {name: said[name] for name in plain}
        return Offer(seats=tuple(said["seats"]), said=self.said(), decision_file=self.scan, **more)


class PoolForm(SharedForm):
    """What holds for everybody put into the pool at once: the round, the decision, declarations made for all."""

    field_order = ("round", "decision_number", "decided_on", "decision_file")
    round = forms.ModelChoiceField(None, label=_("Round"), empty_label=None)
    lines = forms.IntegerField(required=False, min_value=1, max_value=200, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = Round.objects.visible_to(self.actor).running(self.on)


class MemberForm(Form):
    """One person of several: seats, perhaps one village, order, declarations."""

    person = PERSON
    seats = forms.MultipleChoiceField(label=_("Seats"), required=False, widget=BOXES)
    team = forms.ChoiceField(label=_("Only for the village"), required=False)
    order = SaidForm.base_fields["order"]
    volunteers_to_continue = SaidForm.base_fields["volunteers_to_continue"]
    waiver_reason = SaidForm.base_fields["waiver_reason"]
    clean_order = SaidForm.clean_order
    clean_person = meant_by

    def __init__(self, *args, people, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, self.teams = people, {str(team.pk): team for team in teams}
        self.fields["seats"].choices = _seats(self.actor)
        self.fields["team"].choices = [("", _("any village")), *((key, str(team)) for key, team in self.teams.items())]
        for name, field in DECLARATIONS.items():
            self.fields[name] = forms.BooleanField(label=field.label, required=False)

    def clean(self):
        """Whoever is put forward is meant for a seat."""
        said = super().clean()
        if said.get("person") and not said.get("seats"):
            self.add_error("seats", _("Choose at least one."))
        return said

    def declarations(self):
        """Those that stand by the line itself."""
        return [self[name] for name in DECLARED]


class Member:
    """A line of the page: one person for the pool."""

    def __init__(self, number, shared, *, people, teams, data=None):
        self.shared = shared
        self.form = MemberForm(
            data,
            prefix=f"p{number}",
            people=people,
            teams=teams,
            actor=shared.actor,
            on=shared.on,
            initial={"order": 1},
        )
        self.refusal = None

    @property
    def written(self):
        """Whether somebody stands here."""
        return self.form.is_bound and bool(self.form.data.get(self.form.add_prefix("person"), "").strip())

    def offer(self):
        """What the deed needs."""
        said, known, for_all = self.form.cleaned_data, self.shared.cleaned_data, self.shared.declared()
        declared = {name: name in for_all or said[name] for name in DECLARED}
        return Offer(
            round=known["round"],
            cadre=said["person"],
            seats=tuple(said["seats"]),
            team=self.form.teams.get(said["team"]),
            said=declared | {"volunteers_to_continue": said["volunteers_to_continue"]},
            decision_file=self.shared.scan,
            **{name: known[name] for name in ("decision_number", "decided_on")},
            **{name: said[name] for name in ("order", "waiver_reason")},
        )

    def judged(self):
        """[(seat, verdict, findings)] once person, seats and round are known."""
        both = [form.is_valid() for form in (self.shared, self.form)]
        if not (both[1] and self.form.cleaned_data["person"] and self.shared.cleaned_data.get("round")):
            return []
        known = {"decision_number": "", "decided_on": None}
        self.shared.cleaned_data = known | self.shared.cleaned_data
        return judged(self.offer())

    def refuse(self, refusal):
        """Keeps the refusal beside what was typed."""
        self.refusal = refusal
        self.form.refuse(refusal)


def judged(offer):
    """[(seat, verdict, findings)] of an offer: one entry for each seat it is meant for."""
    found = [(Seat(seat), findings_of(offer, seat)) for seat in offer.seats]
    return [(seat, verdict(one), one) for seat, one in found]


class PoolFilter(Form):
    """Which members the list shows."""

    round = forms.ModelChoiceField(None, label=_("Round"), required=False, empty_label=_("all"))
    seat = forms.ChoiceField(label=_("Seat"), required=False, choices=[("", _("all")), *Seat.choices])
    stands = forms.ChoiceField(label=_("State"), required=False, choices=PLACED)
    q = forms.CharField(label=_("Name or unit"), required=False, max_length=40)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = Round.objects.visible_to(self.actor)
