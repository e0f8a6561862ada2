"""Forms of care: whom the lists show, what is entered for many at once, why a line is struck."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from support.actions import lines
from support.actions.lines import Cover, Seen
from support.forms.funds import YEAR
from support.models import Visit
from teams.forms.filters import ALL, Filter

LACKS = [
    ("insurance", _("accident insurance today")),
    ("checkup", _("a check-up this year")),
    ("visit", _("a visit this year")),
    ("talk", _("a talk this year")),
    ("allowance", _("allowances of last month")),
]


class CareFilter(Filter):
    """Whose care the list shows; `lacks`: to whom something is missing."""

    q = forms.CharField(label=_("Name or village"), required=False, max_length=40)
    lacks = forms.ChoiceField(label=_("Missing"), required=False, choices=[*ALL, *LACKS])


class LineFilter(Filter):
    """Which lines of a kind of care."""

    year = forms.IntegerField(**YEAR, required=False)
    q = forms.CharField(label=_("Name"), required=False, max_length=40)
    struck = forms.BooleanField(label=_("With struck lines"), required=False)
    posting = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    field_order = ("area", "year", "q", "struck", "posting")


class InsuranceForm(Form):
    """One policy for all those ticked."""

    insurer = forms.CharField(label=_("Insurer"), max_length=80)
    policy_number = forms.CharField(label=_("Policy number"), max_length=60)
    starts_on = DateField(label=_("Cover from"))
    ends_on = DateField(label=_("Cover until"))

    def enter(self, postings, **who):
        """Enters it for these postings; how many."""
        return lines.insure(postings, Cover(**self.cleaned_data), **who)


class CheckupForm(Form):
    """A check-up of all those ticked; what is found is the cadre's own and never asked for."""

    planned_on = DateField(label=_("Day of the check-up"))
    place = forms.CharField(label=_("Hospital"), max_length=80)
    done_on = DateField(label=_("Done on"), required=False, help_text=_("Leave empty while it is only planned."))

    def enter(self, postings, **who):
        """Enters it for these postings; how many."""
        return lines.enter_checkups(postings, **self.cleaned_data, **who)


class VisitForm(Form):
    """A visit or a talk with all those ticked."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Visit.Kind.choices)
    day = DateField(label=_("Day"))
    leader = forms.CharField(
        label=_("By whom"), max_length=60, help_text=_("Counts on the due list of the level that enters it.")
    )
    leader_title = forms.CharField(label=_("Title"), max_length=60)
    brought = forms.CharField(
        label=_("What was brought or agreed"),
        max_length=200,
        required=False,
        help_text=_("Read by the unit, every level over the village, and the cadre."),
    )

    def enter(self, postings, **who):
        """Enters it for these postings; how many."""
        return lines.enter_visits(postings, Seen(**self.cleaned_data), **who)


class DoneForm(Form):
    """On which day the ticked check-ups were done."""

    done_on = DateField(label=_("Done on"))


class MonthForm(Filter):
    """Which month's allowances of whom."""

    month = forms.RegexField(r"^\d{4}-(0[1-9]|1[0-2])$", label=_("Month"), required=False)
    q = forms.CharField(label=_("Name or village"), required=False, max_length=40)
    unpaid = forms.BooleanField(label=_("Only those not paid"), required=False)
    field_order = ("area", "month", "q", "unpaid")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["month"].widget = forms.TextInput({"type": "month"})


class PaidForm(Form):
    """On which day the ticked allowances were paid."""

    month = forms.RegexField(r"^\d{4}-(0[1-9]|1[0-2])$", widget=forms.HiddenInput)
    paid_on = DateField(label=_("Paid on"))


ENTRY = {"insurance": InsuranceForm, "checkup": CheckupForm, "visit": VisitForm}
