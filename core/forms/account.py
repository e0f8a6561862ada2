"""Forms of one's own account: password, tokens, delegation."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from core.forms.base import DateField, Form
from core.tokens import LONGEST_LIFE_DAYS


def _secret(label, autocomplete, **kwargs):
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "data-secret": ""})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=128, **kwargs)


class PasswordForm(Form):
    """The old password once, the new one twice."""

    old = _secret(_("Present password"), "current-password")
    new = _secret(_("New password"), "new-password")
    again = _secret(_("New password again"), "new-password")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["new"].help_text = " ".join(map(str, password_validators_help_texts()))

    def clean_old(self):
        """The present password must be right."""
        if not self.user.check_password(self.cleaned_data["old"]):
            raise forms.ValidationError(_("This is not your present password."))
        return self.cleaned_data["old"]

    def clean(self):
        """The new one is strong, new, and typed the same twice."""
        facts = super().clean()
        old, new = facts.get("old"), facts.get("new")
        if new and new == old:
            self.add_error("new", _("Choose a password you have not used just now."))
        elif new:
            self._strong(new)
        if new and facts.get("again") and new != facts["again"]:
            self.add_error("again", _("The two new passwords differ."))
        return facts

    def _strong(self, new):
        try:
            validate_password(new, self.user)
        except forms.ValidationError as error:
            self.add_error("new", error)


class TokenForm(Form):
    """What the token is for and how long it lives."""

    label = forms.CharField(label=_("What it is for"), max_length=60)
    days = forms.IntegerField(label=_("Days it lives"), min_value=1, max_value=LONGEST_LIFE_DAYS, initial=30)


class DelegationForm(Form):
    """To whom one's office is lent and until when."""

    to_username = forms.CharField(label=_("User name of the colleague"), max_length=60)
    until_on = DateField(label=_("Until (that day included)"))


class AppointmentChoice(Form):
    """Which of one's appointments to act in."""

    appointment = forms.IntegerField(min_value=1)
