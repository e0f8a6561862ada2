"""Forms of matching: what is matched, which lines are shown, what is changed by hand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.models import Division
from selection.models import Round
from selection.offers import NOMINATED, POOL
from selection.plans import Hand
from teams.forms.filters import ALL, Filter
from teams.models import Seat

_PARTS = {2: (4, 6), 4: (6,), 6: (9,)}  # code length of a department → the parts it may match by themselves
TO_A_SEAT = ("move", "swap", "pin", "ban")


class MatchForm(Form):
    """Which round and area, whom, and whether villages without a pairing are to get one."""

    round = forms.ModelChoiceField(None, label=_("Round"))
    area = forms.ChoiceField(label=_("Area"))
    wanted = forms.MultipleChoiceField(
        label=_("Whom to match"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (POOL, _("pool members")),
            (NOMINATED, _("nominated, nobody has acted yet: they may be placed elsewhere")),
        ],
        initial=[POOL, NOMINATED],
    )
    open_pairings = forms.BooleanField(
        label=_("Find a unit for villages without a pairing"),
        required=False,
        help_text=_("Both unit seats then come from one unit. Pairings that exist are kept."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rounds = self.fields["round"].queryset = Round.objects.visible_to(self.actor).filter(state=Round.State.OPEN)
        if len(only := rounds[:2]) == 1:
            self.initial.setdefault("round", only[0])
        lengths = _PARTS[len(self.actor.area)]
        parts = Division.objects.current().inside(self.actor.area).filter(code__length__in=lengths).order_by("code")
        named = [
            (code, "　" * (lengths.index(len(code)) + 1) + name) for code, name in parts.values_list("code", "name")
        ]
        self.fields["area"].choices = [(self.actor.area, self.actor.place or self.actor.area), *named]


class VillagesFilter(Filter):
    """Which villages of a matching are shown."""

    state = forms.ChoiceField(
        label=_("Seats"),
        required=False,
        choices=[
            ("", _("to be filled")),
            ("placed", _("newly filled")),
            ("empty", _("left empty")),
            ("every", _("all villages")),
        ],
    )
    unit = forms.CharField(label=_("Dispatching unit"), required=False, max_length=60)
    q = forms.CharField(label=_("Cadre or village"), required=False, max_length=40)
    view = forms.CharField(required=False, widget=forms.HiddenInput)


class PeopleFilter(VillagesFilter):
    """Which people of a matching are shown."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[*ALL, ("placed", _("placed")), ("left", _("not placed")), ("unfit", _("may take no seat"))],
    )
    unit = forms.CharField(label=_("Unit or township"), required=False, max_length=60)


class HandForm(Form):
    """One change by hand: what, whom, and the seat it is about. `places`: [(code:seat, label)] open to the person."""

    cadre = forms.IntegerField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=_("What to do"),
        widget=forms.RadioSelect,
        choices=[
            ("move", _("move to the seat; whoever sits there is left without one")),
            ("swap", _("swap with whoever sits there")),
            ("out", _("leave without a seat")),
            ("pin", _("pin to the seat and match the rest anew")),
            ("ban", _("rule out for the seat and match the rest anew")),
            ("free", _("take back pins, bans and moves of this person and match anew")),
        ],
        initial="move",
    )
    to = forms.ChoiceField(label=_("Seat"), required=False)

    def __init__(self, *args, places=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "–"), *places]

    def clean(self):
        """A seat is named where one is needed."""
        data = super().clean()
        if data.get("how") in TO_A_SEAT and not data.get("to") and "to" not in self.errors:
            self.add_error("to", _("Choose a seat."))
        return data

    def hand(self):
        """What the deed needs."""
        data = self.cleaned_data
        code, _colon, seat = data["to"].partition(":") if data["how"] in TO_A_SEAT else ("", "", "")
        return Hand(data["how"], data["cadre"], code, seat)


class NextBestForm(Form):
    """The seat whose next best is asked for."""

    village = forms.RegexField(r"^\d{12}$")
    seat = forms.ChoiceField(choices=Seat.choices)


class MatchingsFilter(Form):
    """Which matchings the list shows."""

    round = forms.ModelChoiceField(None, label=_("Round"), required=False, empty_label=_("all"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = Round.objects.visible_to(self.actor).exclude(state=Round.State.DRAFT)
