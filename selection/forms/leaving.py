"""Forms of adjustment, volunteering and transfer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import today
from core.forms import DateField, Files, FilesField, Form
from core.models import Division, Unit
from selection.actions.leaving.transfers import PREFECTURE, TO
from selection.facts import policy_for
from selection.models import Adjustment, Transfer
from teams.forms.filters import ALL, Filter
from teams.models import Seat

SCANS = {"accept": ".pdf,.jpg,.jpeg,.png,.docx"}
OVERDUE = "overdue"
WITHIN = [("30", _("30 days")), ("60", _("60 days")), ("90", _("90 days")), ("180", _("180 days"))]
SUCCESSORS = [("open", _("nobody yet")), ("nominated", _("nominated")), ("approved", _("approved"))]


def _long(label, **more):
    return forms.CharField(label=label, max_length=1000, widget=forms.Textarea({"rows": 3}), **more)


class AdjustmentForm(Form):
    """The cadre's own application 本人申请."""

    ground = forms.ChoiceField(label=_("Ground"), choices=Adjustment.Ground, widget=forms.RadioSelect)
    reason = _long(_("Reason"))
    leaves_on = DateField(label=_("Last day in the village"))
    papers = FilesField(
        label=_("Papers"),
        required=False,
        widget=Files({**SCANS, "multiple": True}),
        help_text=_("Diagnosis, certificates, the signed application: PDF, JPG, PNG or DOCX, 10 MB each."),
    )


class AdjustmentStepForm(Form):
    """A step on an adjustment: the verb, the comment; for endorsing the Party committee's opinion."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in sorted({step.verb for step in Adjustment.STEPS})])
    state = forms.ChoiceField(required=False, choices=[("", ""), *Adjustment.State.choices])
    note = forms.CharField(label=_("Comment"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2}))
    opinion = _long(_("Opinion of the Party committee"), required=False)
    opinion_number = forms.CharField(label=_("Number of the opinion"), required=False, max_length=60)
    opinion_on = DateField(label=_("Day of the opinion"), required=False)
    opinion_file = forms.FileField(label=_("Scan of the opinion"), required=False, widget=forms.FileInput(SCANS))
    papers = FilesField(label=_("Further papers"), required=False, widget=Files({**SCANS, "multiple": True}))


class AdjustmentFilter(Filter):
    """Which adjustments the list shows."""

    waiting = forms.BooleanField(label=_("Waiting for me"), required=False)
    filing = forms.BooleanField(label=_("To be filed"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *Adjustment.State.choices])
    ground = forms.ChoiceField(label=_("Ground"), required=False, choices=[*ALL, *Adjustment.Ground.choices])
    field_order = ("waiting", "filing", "state", "ground", "area", "q")


class TermFilter(Filter):
    """Which terms the list shows."""

    within = forms.ChoiceField(label=_("Ends within"), required=False, choices=[*ALL, *WITHIN, (OVERDUE, _("overdue"))])
    successor = forms.ChoiceField(label=_("Successor"), required=False, choices=[*ALL, *SUCCESSORS])
    seat = forms.ChoiceField(label=_("Seat"), required=False, choices=[*ALL, *Seat.choices])
    volunteers = forms.BooleanField(label=_("Volunteers to continue"), required=False)
    field_order = ("within", "successor", "seat", "volunteers", "area", "q")


class WishForm(Form):
    """The wish to continue, with a remark."""

    note = forms.CharField(label=_("Remark"), required=False, max_length=200)


class TransferForm(Form):
    """The cadre's wish to stay: at which unit or township, at which post, from when."""

    to_unit = forms.CharField(
        label=_("To unit"),
        required=False,
        max_length=80,
        help_text=_("The full name of the unit, as it is registered."),
    )
    to_township = forms.ModelChoiceField(
        None, label=_("or to township"), required=False, to_field_name="code", empty_label="–"
    )
    post = forms.CharField(label=_("New post"), max_length=60)
    effective_on = DateField(label=_("Takes effect on"))
    wish = _long(_("My wish and why"))

    def __init__(self, *args, prefecture="", levels=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.units = Unit.objects.filter(home__code__startswith=prefecture or "-", level__in=levels)
        places = Division.objects.current().filter(code__startswith=prefecture or "-", level=Division.Level.TOWNSHIP)
        self.fields["to_township"].queryset = places.order_by("code")
        self.fields["to_township"].label_from_instance = lambda place: place.full_name.split(" / ", 2)[-1]

    def clean_to_unit(self):
        """The unit of that name; a list of all of them would show a cadre what lies in other counties."""
        name = self.cleaned_data["to_unit"]
        found = list(self.units.filter(name=name).select_related("home")[:2]) if name else []
        if name and len(found) != 1:
            raise forms.ValidationError(_("No county or township unit of this name in the prefecture."))
        return found[0] if found else None


def transfer_form_for(posting, actor, data=None):
    """The form of a transfer from this posting: county and township posts of the village's prefecture."""
    levels = policy_for(posting.area, today())[TO].value
    return TransferForm(data, actor=actor, on=today(), prefecture=posting.area[:PREFECTURE], levels=levels)


class TransferStepForm(Form):
    """A step on a transfer: the verb, the comment; for the unit the Party committee's agreement."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in sorted({step.verb for step in Transfer.STEPS})])
    state = forms.ChoiceField(required=False, choices=[("", ""), *Transfer.State.choices])
    note = forms.CharField(label=_("Comment"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2}))
    agreement_number = forms.CharField(label=_("Number of the agreement"), required=False, max_length=60)
    agreement_on = DateField(label=_("Day of the agreement"), required=False)
    agreement_file = forms.FileField(label=_("Scan of the agreement"), required=False, widget=forms.FileInput(SCANS))


class TransferFilter(Filter):
    """Which transfers the list shows."""

    waiting = forms.BooleanField(label=_("Waiting for me"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *Transfer.State.choices])
    field_order = ("waiting", "state", "area", "q")
