"""Forms of work funds: which teams, an allotment, money received, an expense by its voucher, a reversal, the end of a year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from core.policy import PROVINCE, in_readers_language, provision
from support.fund_checks import ITEMS
from teams.forms.filters import Filter

YEAR = {"label": _("Year"), "min_value": 2018, "max_value": 2200}
_ACCEPT = {"accept": ".pdf,.jpg,.jpeg,.png"}


def amount_field(label=None):
    """An amount as typed: exact, at most two decimals."""
    widget = forms.NumberInput({"inputmode": "decimal", "step": "0.01", "min": "0.01"})
    return forms.DecimalField(label=label or _("Amount in yuan"), max_digits=10, decimal_places=2, widget=widget)


def items_at(on):
    """[(code, words)] of what work funds are spent on, in the reader's language."""
    rule = provision(ITEMS, at=PROVINCE, on=on)
    return [(code, in_readers_language(rule.words[code])) for code in rule.value]


class FundFilter(Filter):
    """Which teams' funds, of which year."""

    year = forms.IntegerField(**YEAR, required=False)
    q = forms.CharField(label=_("Village"), required=False, max_length=40)
    short = forms.BooleanField(label=_("Below the minimum"), required=False)
    field_order = ("area", "year", "q", "short")


class YearQuery(Form):
    """Of which year; without one, this year."""

    year = forms.IntegerField(**YEAR, required=False)


class AllotForm(Form):
    """The same amount for many teams, by one document."""

    year = forms.IntegerField(**YEAR)
    amount = amount_field(_("Yuan for each team"))
    number = forms.CharField(label=_("Number of the document"), max_length=60)
    day = DateField(label=_("Day of the document"))


class ReceiveForm(Form):
    """Money that has come for the team. Its fields stand beside those of an expense on one page."""

    year = forms.IntegerField(**YEAR, widget=forms.HiddenInput)
    amount = amount_field()
    day = DateField(label=_("Money received on"))
    number = forms.CharField(label=_("Number of the receipt"), max_length=60, required=False)
    note = forms.CharField(label=_("Remark"), max_length=200, required=False)


class SpendForm(Form):
    """An expense by its voucher."""

    year = forms.IntegerField(**YEAR, widget=forms.HiddenInput)
    number = forms.CharField(label=_("Number of the voucher"), max_length=60)
    day = DateField(label=_("Date of the voucher"))
    amount = amount_field()
    item = forms.ChoiceField(label=_("Item"))
    payee = forms.CharField(label=_("Payee"), max_length=80)
    note = forms.CharField(label=_("Purpose"), max_length=200, required=False)
    paper = forms.FileField(label=_("Scan of the voucher"), required=False, widget=forms.FileInput(_ACCEPT))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", "–"), *items_at(self.on)]


class WhyForm(Form):
    """Why an entry is reversed or a year opened again."""

    why = forms.CharField(label=_("Reason"), max_length=200)


class ReopenForm(WhyForm):
    """Which year is opened again, and why."""

    year = forms.IntegerField(**YEAR, widget=forms.HiddenInput)


class CloseForm(Form):
    """What becomes of the rest of a year; one team, or all of the county."""

    year = forms.IntegerField(**YEAR)
    how = forms.ChoiceField(
        label=_("What is left"),
        choices=[("carried", _("carried over to next year")), ("returned", _("returned to finance"))],
    )
    number = forms.CharField(
        label=_("Number of the document"),
        max_length=60,
        required=False,
        help_text=_("Needed where the rest is returned."),
    )
    team = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
