"""Forms for deciding: the step taken on a case or on many, the list's filter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.models import Division
from core.offices import CODE_LENGTH, Office
from core.workflow import NOTED, VERBS
from selection import actions
from selection.actions import MENDABLE
from selection.models import Nomination, Round
from teams.forms.filters import ALL, Filter
from teams.models import Seat


class StepForm(Form):
    """A step on a case: the verb, the opinion, the fields to mend, the waiver granted."""

    verb = forms.ChoiceField(
        choices=[(verb, verb) for verb in ("submit", "review", "approve", "return", "decline", "withdraw")]
    )
    note = forms.CharField(required=False, max_length=1000)
    fields_to_mend = forms.MultipleChoiceField(required=False, choices=[(name, name) for name in MENDABLE])
    grant_waiver = forms.BooleanField(required=False)
    state = forms.ChoiceField(required=False, choices=[("", ""), *Nomination.State.choices])


class FilterForm(Filter):
    """Which nominations the list shows; what the address says is what the export and the machine interface take."""

    waiting = forms.BooleanField(label=_("Waiting for me"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *Nomination.State.choices])
    seat = forms.ChoiceField(label=_("Seat"), required=False, choices=[*ALL, *Seat.choices])
    verdict = forms.ChoiceField(
        label=_("Verdict"), required=False, choices=[*ALL, ("eligible", _("eligible")), ("waiver", _("needs a waiver"))]
    )
    round = forms.ModelChoiceField(None, label=_("Round"), required=False, empty_label=_("all"))
    unit = forms.CharField(label=_("Dispatching unit"), required=False, max_length=60)
    days = forms.IntegerField(label=_("Waits for days, at least"), required=False, min_value=1, max_value=3650)
    q = forms.CharField(label=_("Cadre or village"), required=False, max_length=40)
    field_order = ("waiting", "state", "seat", "verdict", "round", "area", "unit", "days", "q", "sort")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = Round.objects.visible_to(self.actor).exclude(state=Round.State.DRAFT)
        self._offer_townships(self.data.get("area") or "")

    def _offer_townships(self, asked):
        """Once a county is chosen, its townships can be."""
        select = self.fields["area"].widget
        if CODE_LENGTH[Office.COUNTY] <= len(asked) and len(self.actor.area) < CODE_LENGTH[Office.COUNTY]:
            county = asked[: CODE_LENGTH[Office.COUNTY]]
            towns = Division.objects.current().children_of(county).values_list("code", "name")
            known = [choice for choice in select.choices if choice[0] not in dict(towns)]
            at = next((n for n, (code, _name) in enumerate(known, 1) if code == county), len(known))
            select.choices = [*known[:at], *((code, "　　" + name) for code, name in towns), *known[at:]]


class PicksField(forms.Field):
    """Cases of a batch, each as `number-state`: which one, and how it stood when it was looked at."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        """[(number, state)], each number once; an error for nonsense and for more than a batch takes."""
        pairs = [str(one).partition("-")[::2] for one in value or ()]
        if len(pairs) > actions.MOST:
            raise forms.ValidationError(_("Too many cases at once: %(most)s at most.") % {"most": actions.MOST})
        if not all(number.isascii() and number.isdigit() and len(number) <= 18 for number, _state in pairs):
            raise forms.ValidationError(_("This form was not understood."))
        return [(int(number), state) for number, state in pairs]


class BatchForm(Form):
    """One verb for many cases, each judged by itself; `waiver` names those that go because their waiver is granted."""

    verb = forms.ChoiceField(choices=[(verb, VERBS[verb]) for verb in actions.BATCH_VERBS])
    pick = PicksField(required=False)
    waiver = PicksField(required=False)
    note = forms.CharField(label=_("Opinion"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2}))
    fields_to_mend = forms.MultipleChoiceField(required=False, choices=[(name, name) for name in MENDABLE])

    def clean(self):
        """Something is chosen, and a step back says why, once for all."""
        data = super().clean()
        if not self.errors and not (data["pick"] or data["waiver"]):
            raise forms.ValidationError(_("No case was chosen."))
        if data.get("verb") in NOTED and not (data.get("note") or "").strip():
            self.add_error("note", _("Say why: a comment is required to return or decline."))
        return data

    def picks(self):
        """What the deed needs: each case once, the state it was seen in, whether its waiver is granted."""
        plain = {number: actions.Pick(number, state) for number, state in self.cleaned_data["pick"]}
        granted = {number: actions.Pick(number, state, True) for number, state in self.cleaned_data["waiver"]}
        return list((plain | granted).values())
