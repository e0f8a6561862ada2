"""What people tick on a session's lists, and how lists of training are narrowed."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.actions import Mark
from attendance.models import Training
from core.forms import DateField, Form
from teams.forms.filters import ALL, Filter
from teams.models import Seat

_NUMBER = re.compile(r"[0-9]{1,18}")
_HALF = re.compile(r"([0-9]{1,18})-([0-9]{1,4})")
_YEAR = {"label": _("Year"), "required": False, "min_value": 2000, "max_value": 2200}
DUE = ("due", _("over, attendance not entered"))


class SessionFilter(Form):
    """Which sessions."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, DUE, *Training.State.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ALL, *Training.Kind.choices])
    year = forms.IntegerField(**_YEAR)
    q = forms.CharField(label=_("Title"), required=False, max_length=40)


class CandidateFilter(Filter):
    """Whom to enrol."""

    seat = forms.ChoiceField(label=_("Seat"), required=False, choices=[*ALL, *Seat.choices])
    short = forms.BooleanField(label=_("Still short of the yearly days"), required=False)
    q = forms.CharField(label=_("Name or division code"), required=False, max_length=40)
    field_order = ("area", "seat", "q", "short")


class DaysFilter(Filter):
    """Whose training days."""

    year = forms.IntegerField(**_YEAR)
    short = forms.BooleanField(label=_("Still short of the yearly days"), required=False)
    q = forms.CharField(label=_("Name"), required=False, max_length=40)
    posting = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    field_order = ("area", "year", "q", "short", "posting")


class CertificateFilter(Form):
    """Which certificates."""

    year = forms.IntegerField(**_YEAR)
    session = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    q = forms.CharField(label=_("Name"), required=False, max_length=40)


class PlanFilter(Form):
    """Which year's plans."""

    year = forms.IntegerField(**_YEAR)
    area = forms.RegexField(r"^\d{2,6}$", label=_("Division code"), required=False)


class OpenForm(Form):
    """Until when those a session is open to may enrol their people."""

    enrol_until = DateField(label=_("Enrolment until"), required=False, help_text=_("Empty: until the day it begins."))


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


def ticked(data, name="posting"):
    """The posting numbers ticked in a form; nonsense is left out."""
    return [int(number) for number in data.getlist(name) if _NUMBER.fullmatch(number) and number.isascii()]


def marks_of(data, people):
    """Marks of everybody on the list: they came, but for `absent` (a posting) and `missed` (posting-half)."""
    absent, missed = set(ticked(data, "absent")), {}
    for match in filter(None, map(_HALF.fullmatch, data.getlist("missed"))):
        missed.setdefault(int(match[1]), set()).add(int(match[2]))
    return [Mark(number, number not in absent, tuple(sorted(missed.get(number, ())))) for number in people]
