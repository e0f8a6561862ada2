"""Forms of the system administrator: accounts and offices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.base import DateField, Form
from core.offices import Office
from core.widgets import DivisionField, UnitField


class UserFilter(Form):
    """What to look for among the accounts."""

    q = forms.CharField(label=_("Name or user name"), max_length=60, required=False)
    office = forms.ChoiceField(label=_("Office"), required=False, choices=[("", _("any")), *Office.choices])
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("any")), ("active", _("active")), ("disabled", _("disabled"))]
    )


class AccountForm(Form):
    """What is known of a person who logs in."""

    name = forms.CharField(label=_("Name"), max_length=40)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)


class OfficeForm(Form):
    """An office at its place, from a day on."""

    office = forms.ChoiceField(label=_("Office"), choices=Office.choices)
    division = DivisionField(
        label=_("Division"),
        levels=("province", "prefecture", "county", "township"),
        own_area=True,
        required=False,
        help_text=_("For every office except dispatching units and cadres; the level must fit the office."),
    )
    unit = UnitField(
        label=_("Dispatching unit"), required=False, help_text=_("Only for the office of a dispatching unit.")
    )
    from_on = DateField(label=_("From"))
    until_on = DateField(label=_("Until (that day included)"), required=False)


class NewUserForm(OfficeForm):
    """A new account together with its first office: nobody exists without one."""

    field_order = ("username", "name", "email")
    username = forms.RegexField(
        r"^[A-Za-z][A-Za-z0-9._-]{2,59}$",
        label=_("User name"),
        max_length=60,
        help_text=_("Letters, digits, dot, hyphen or underscore; at least three; no personal numbers."),
    )
    name = forms.CharField(label=_("Name"), max_length=40)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)

    def clean_username(self):
        """Log-in names are kept in lower case."""
        return self.cleaned_data["username"].lower()

    def account(self):
        """The facts of the account."""
        return {key: self.cleaned_data[key] for key in ("username", "name", "email")}

    def place(self):
        """The facts of the office."""
        return {key: self.cleaned_data[key] for key in ("office", "division", "unit", "from_on", "until_on")}
