"""Forms of recall: the charge, the hearing, a step, a duty done, and which cases a list shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.models import Recall, RecallDuty
from core.forms import DateField, Files, FilesField, Form
from teams.forms.filters import ALL, Filter

SCANS = {"accept": ".pdf,.jpg,.jpeg,.png,.docx"}
LONGEST = 2000
VERBS = ("approve", "decline", "examine", "return", "withdraw")


def _long(label, rows=4, **more):
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea({"rows": rows}), **more)


def _papers(label):
    return FilesField(label=label, required=False, widget=Files({**SCANS, "multiple": True}))


class RecallForm(Form):
    """What the county proposes 召回建议."""

    kind = forms.ChoiceField(label=_("Proposed"), choices=Recall.Kind, widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=_("Ground of the recall"), choices=Recall.Ground, widget=forms.RadioSelect)
    happened_on = DateField(label=_("Day of the facts"))
    reason = _long(_("What happened"))
    leaves_on = DateField(
        label=_("Last day in the village"), required=False, help_text=_("For a recall; criticism alone ends nothing.")
    )
    papers = _papers(_("Evidence"))


class HearingForm(Form):
    """What the cadre said when heard 本人申辩."""

    statement = _long(_("The cadre's own statement"))
    heard_on = DateField(label=_("Heard on"))
    papers = _papers(_("Minutes of the hearing"))


class RecallStepForm(Form):
    """A step on a recall: the verb, the comment, and the number of the paper it rests on."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in VERBS])
    state = forms.ChoiceField(required=False, choices=[("", ""), *Recall.State.choices])
    examined_number = forms.CharField(label=_("Number of the superior's answer"), required=False, max_length=60)
    examined_on = DateField(label=_("Day of the superior's answer"), required=False)
    decision_number = forms.CharField(label=_("Number of the decision"), required=False, max_length=60)
    note = _long(_("Comment"), rows=2, required=False)


class DutyForm(Form):
    """A duty done, with its evidence."""

    duty = forms.ChoiceField(label=_("Item"), choices=RecallDuty.Kind)
    evidence = forms.CharField(label=_("Evidence"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))
    file = forms.FileField(label=_("Evidence file"), required=False, widget=forms.FileInput(SCANS))


class RecallFilter(Filter):
    """Which recalls the list shows."""

    waiting = forms.BooleanField(label=_("Waiting for me"), required=False)
    late = forms.BooleanField(label=_("With overdue duties"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *Recall.State.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ALL, *Recall.Kind.choices])
    ground = forms.ChoiceField(label=_("Ground of the recall"), required=False, choices=[*ALL, *Recall.Ground.choices])
    field_order = ("waiting", "late", "state", "kind", "ground", "area", "q")


class ChooseFilter(Form):
    """Whom to propose for."""

    q = forms.CharField(label=_("Name or village"), required=False, max_length=40)
