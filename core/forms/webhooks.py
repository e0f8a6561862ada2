"""The form of a group robot."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms.base import Form
from core.forms.notices import time_field
from core.models import Webhook
from core.notice_groups import Group
from core.outside import LONGEST, AddressRefused, check_address
from core.readers import usual_hours

_HIDDEN = {"data-secret": "", "autocomplete": "off"}


class WebhookForm(Form):
    """A robot: kind, address, secret, what it is told and when not. An address that is kept is not shown again."""

    name = forms.CharField(label=_("Name of the group"), max_length=40)
    shape = forms.ChoiceField(label=_("Kind of robot"), choices=Webhook.Shape)
    address = forms.CharField(
        label=_("Webhook address"), max_length=LONGEST, required=False, widget=forms.URLInput(_HIDDEN)
    )
    secret = forms.CharField(
        label=_("Secret for signing"), max_length=200, required=False, widget=forms.PasswordInput(_HIDDEN)
    )
    groups = forms.MultipleChoiceField(
        label=_("What is told"),
        choices=Group,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    names = forms.BooleanField(
        label=_("Name people in messages"),
        required=False,
        help_text=_("Otherwise a message only says how many notices of which kind there are."),
    )
    quiet_from = time_field(_("Quiet from"))
    quiet_until = time_field(_("Quiet until"))
    language = forms.ChoiceField(label=_("Language of messages"), choices=settings.LANGUAGES)
    active = forms.BooleanField(label=_("Switched on"), required=False)

    def __init__(self, *args, actor, on, kept=None, **kwargs):
        self.kept = kept
        super().__init__(*args, actor=actor, on=on, initial=_first(kept, on), **kwargs)
        if kept:
            again = _("Leave it empty to keep %(shown)s.") % {"shown": kept.address_shown}
            self.fields["address"].help_text = again
            self.fields["secret"].help_text = _("Leave it empty to keep the one that is there.")

    def clean_address(self):
        """Required where there is none yet; an https address of a public place."""
        address = self.cleaned_data["address"].strip()
        if not address and self.kept is None:
            raise forms.ValidationError(_("Required."))
        if address:
            try:
                check_address(address)
            except AddressRefused as refusal:
                raise forms.ValidationError(refusal.message) from None
        return address


def _first(kept, on):
    names = ("name", "shape", "groups", "names", "quiet_from", "quiet_until", "language", "active")
    if kept:
        return {name: getattr(kept, name) for name in names}
    begins, ends, _hour = usual_hours(on)
    usual = {"groups": [Group.WAITING, Group.DUES], "quiet_from": begins, "quiet_until": ends}
    return {**usual, "shape": Webhook.Shape.WECOM, "language": settings.LANGUAGE_CODE, "active": True}
