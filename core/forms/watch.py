"""Filters of the record."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms.base import DateField, Form
from core.models import Record


class RecordFilter(Form):
    """Which lines of the record."""

    who = forms.CharField(label=_("User name"), required=False, max_length=60)
    verb = forms.CharField(label=_("Deed"), required=False, max_length=40)
    thing = forms.CharField(label=_("Thing"), required=False, max_length=60)
    number = forms.CharField(label=_("Number"), required=False, max_length=60)
    result = forms.ChoiceField(label=_("Result"), required=False, choices=[("", _("all")), *Record.Result.choices])
    first = DateField(label=_("From"), required=False)
    last = DateField(label=_("To"), required=False)

    def narrow(self, rows):
        """The rows the filter leaves; nothing typed, nothing narrowed."""
        said = self.cleaned_data if self.is_valid() else {}
        paths = {
            "who": "user__username",
            "verb": "verb",
            "thing": "object_type",
            "number": "object_id",
            "result": "result",
        }
        rows = rows.filter(**{path: said[name] for name, path in paths.items() if said.get(name)})
        if said.get("first"):
            rows = rows.filter(at__gte=_midnight(said["first"]))
        if said.get("last"):
            rows = rows.filter(at__lt=_midnight(said["last"] + timedelta(days=1)))
        return rows


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))
