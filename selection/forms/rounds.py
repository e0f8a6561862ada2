"""Forms of rounds: the round itself, its villages, what its page shows, opening it again, one seat."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from core.models import Division
from core.policy import PROVINCE
from selection.ledger.places import fitting
from selection.ledger.seats import SeatState
from selection.models import Round
from selection.terms import TERM, next_month
from teams.forms.filters import ALL, Filter
from teams.models import Seat, Village
from teams.provisions import policy_at, village_categories

BOXES = forms.CheckboxSelectMultiple
NEVER_EMPTY = (SeatState.FILLED, SeatState.OPEN)  # a seat that is empty today is one of the others
_PARTS = {2: (4, 6), 4: (6, 9), 6: (9,)}  # code length of a department → the levels it may pick places from


class RoundForm(Form):
    """A round's name, document and dates."""

    name = forms.CharField(label=_("Name of the round"), max_length=80)
    document_number = forms.CharField(label=_("Document number"), max_length=60, required=False)
    nominate_from = DateField(label=_("Nominations from"))
    nominate_until = DateField(label=_("Nominations until"))
    starts_on = DateField(label=_("Posting from"))
    term_ends_on = DateField(label=_("End of term"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first = next_month(self.on)
        usual = {"nominate_from": self.on, "nominate_until": first, "starts_on": next_month(first)}
        self.initial = {**usual, "term_ends_on": usual["starts_on"] + TERM, **self.initial}

    def only(self, *names):
        """While a round runs only these may change."""
        for name in set(self.fields) - set(names):
            self.fields[name].disabled = True


class VillagesForm(Form):
    """Which villages of the area a round takes in: all with a standing team, or some places, categories, needs."""

    within = forms.MultipleChoiceField(
        label=_("Places"), required=False, widget=forms.SelectMultiple({"size": 8}), help_text=_("None chosen: all.")
    )
    categories = forms.MultipleChoiceField(label=_("Categories"), required=False, widget=BOXES)
    needs = forms.MultipleChoiceField(label=_("Needs"), required=False, widget=BOXES, choices=Village.Need)
    free = forms.BooleanField(
        label=_("Without villages of another running round"), required=False, initial=True, help_text=""
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lengths = _PARTS.get(len(self.actor.area), ())
        known = Division.objects.current().inside(self.actor.area).filter(code__length__in=lengths).order_by("code")
        rows = known.values_list("code", "name")
        self.fields["within"].choices = [(code, "　" * lengths.index(len(code)) + name) for code, name in rows]
        self.fields["categories"].choices = village_categories(policy_at(self.actor.area, self.on))

    def teams(self):
        """The teams it asks for."""
        return fitting(self.actor, self.on, **self.cleaned_data)


class NewRoundForm(RoundForm, VillagesForm):
    """A round and its villages in one go."""

    field_order = ("name", "document_number", "nominate_from", "nominate_until", "starts_on", "term_ends_on")

    def teams(self):
        """The teams it asks for."""
        chosen = {name: self.cleaned_data[name] for name in VillagesForm.base_fields}
        return fitting(self.actor, self.on, **chosen)


class RoundFilter(Form):
    """Which rounds."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *Round.State.choices])
    q = forms.CharField(label=_("Name of the round"), required=False, max_length=40)


class BoardFilter(Filter):
    """Which villages and seats a round's page, or the list of short teams, shows."""

    q = forms.CharField(label=_("Village, unit or person"), required=False, max_length=40)
    category = forms.ChoiceField(label=_("Category"), required=False)
    need = forms.ChoiceField(label=_("Need"), required=False, choices=[*ALL, *Village.Need.choices])
    unit = forms.IntegerField(label=_("Dispatching unit"), required=False, min_value=1, max_value=2**62)
    state = forms.ChoiceField(label=_("Seat state"), required=False, choices=[*ALL, *SeatState.choices])
    field_order = ("area", "state", "category", "need", "unit", "q")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [*ALL, *village_categories(policy_at(self.actor.area or PROVINCE, self.on))]
        if "area" in self.fields:
            self.fields["area"].widget.attrs["data-sends"] = ""

    def offer_units(self, rows):
        """The units of the villages on the page, by name."""
        known = sorted({(line.unit, line.unit_id) for line in rows if line.unit_id})
        look = {"class": "form-select"}
        self.fields["unit"].widget = forms.Select(look, choices=[*ALL, *((pk, name) for name, pk in known)])


class ShortFilter(Filter):
    """Which empty seats."""

    q = forms.CharField(label=_("Village or unit"), required=False, max_length=40)
    state = forms.ChoiceField(
        label=_("Refill"),
        required=False,
        choices=[*ALL, *(one for one in SeatState.choices if one[0] not in NEVER_EMPTY)],
    )


class SeatForm(Form):
    """One seat of one team, as `team:seat` of the button pressed."""

    seat = forms.RegexField(rf"^[0-9]{{1,18}}:({'|'.join(Seat.values)})$")

    @property
    def team_id(self):
        """The number of the team."""
        return int(self.cleaned_data["seat"].partition(":")[0])

    @property
    def which(self):
        """The seat."""
        return self.cleaned_data["seat"].partition(":")[2]


class ReopenForm(Form):
    """The new last day and the reason."""

    nominate_until = DateField(label=_("Nominations until"))
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 3}))
