"""Forms of spot checks and discrepancies: whom to check, what was found, who is right."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from attendance.models import Discrepancy, SpotCheck, SpotCheckPlan
from core.clock import now
from core.forms import DateField, Form
from teams.forms.filters import ALL, Filter
from teams.models import Posting


class PlanForm(Filter):
    """Which way, where, when, how many; by lot or by hand."""

    way = forms.ChoiceField(label=_("Way"), choices=SpotCheckPlan.Way)
    how = forms.ChoiceField(label=_("Chosen"), choices=SpotCheckPlan.How)
    area = forms.RegexField(r"^\d{2,12}$", label=_("Place"), required=False)
    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("To"))
    wanted = forms.IntegerField(label=_("How many"), min_value=1, max_value=500, required=False)
    q = forms.CharField(
        label=_("Name or village"), required=False, max_length=40, help_text=_("Narrows a choice by hand.")
    )

    def clean(self):
        """The department's own area where no place is said; how many is needed for a draw only."""
        data = super().clean()
        data["within"] = data.get("area") or self.actor.area
        if data.get("how") == SpotCheckPlan.How.DRAWN and not data.get("wanted") and "wanted" not in self.errors:
            self.add_error("wanted", _("Say how many are drawn."))
        if not data["within"].startswith(self.actor.area):
            self.add_error("area", _("Not found, or outside your jurisdiction."))
        return data


class FixForm(PlanForm):
    """The same with what was previewed: the fingerprint of the list of a draw, or the people ticked."""

    listed_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    postings = forms.ModelMultipleChoiceField(None, label=_("People"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["postings"].queryset = Posting.objects.visible_to(self.actor)

    @property
    def facts(self):
        """What the deed asks for."""
        data = self.cleaned_data
        return {**data, "postings": [posting.pk for posting in data["postings"]]}

    @property
    def ticked(self):
        """The numbers ticked, to tick them again when the form comes back."""
        return set(self.data.getlist("postings")) if hasattr(self.data, "getlist") else set()


class CallOffForm(Form):
    """Why a plan is called off."""

    why = forms.CharField(label=_("Reason for calling off"), max_length=200)


class RecordForm(Form):
    """What a check found; the result alone is enough, day and time are now."""

    result = forms.ChoiceField(label=_("Result"), choices=SpotCheck.Result)
    day = DateField(label=_("Day"), required=False)
    time = forms.TimeField(label=_("Time"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    number_called = forms.RegexField(
        r"^[0-9+() -]{3,20}$",
        label=_("Number called"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel"}),
        help_text=_("The landline of the village, never a personal telephone."),
    )
    spoke_with = forms.CharField(label=_("Whom you spoke to"), required=False, max_length=40)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)
    scan = forms.FileField(
        label=_("Scan of the paper"), required=False, help_text=_("PDF, JPEG or PNG, at most 10 MB.")
    )
    why = forms.CharField(label=_("Why the result changes"), required=False, max_length=200)

    def clean(self):
        """Now, where no day or time is said."""
        data = super().clean()
        data["day"] = data.get("day") or self.on
        data["time"] = data.get("time") or timezone.localtime(now()).time().replace(second=0, microsecond=0)
        return data


class CheckFilter(Filter):
    """Which checks the register shows."""

    result = forms.ChoiceField(label=_("Result"), required=False, choices=[*ALL, *SpotCheck.Result.choices])
    way = forms.ChoiceField(label=_("Way"), required=False, choices=[*ALL, *SpotCheckPlan.Way.choices])
    first = DateField(label=_("From"), required=False)
    last = DateField(label=_("To"), required=False)


class DiscrepancyFilter(Filter):
    """Which discrepancies the list shows."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *Discrepancy.State.choices])
    outcome = forms.ChoiceField(label=_("Conclusion"), required=False, choices=[*ALL, *Discrepancy.Outcome.choices])
    waiting = forms.BooleanField(label=_("Waiting for me"), required=False)


class CountsForm(Filter):
    """Which place and days the counts are for."""

    q = None
    first = DateField(label=_("From"), required=False)
    last = DateField(label=_("To"), required=False)

    def clean(self):
        """Nothing outside the actor's area."""
        data = super().clean()
        data["area"] = data.get("area") or self.actor.area
        if not data["area"].startswith(self.actor.area):
            self.add_error("area", _("Not found, or outside your jurisdiction."))
        return data


class StepForm(Form):
    """A step on a discrepancy: settled with an outcome, or sent back; either says why."""

    verb = forms.ChoiceField(choices=[("settle", _("Settle")), ("return", _("Return"))])
    outcome = forms.ChoiceField(
        label=_("Conclusion"), choices=Discrepancy.Outcome, required=False, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("What was found"), max_length=1000, widget=forms.Textarea({"rows": 3}))
