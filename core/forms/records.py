"""Forms over the record and the holidays."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.base import DateField, Form
from core.models import Record


class RecordFilter(Form):
    """Whom, what, when."""

    who = forms.CharField(label=_("User name"), max_length=60, required=False)
    verb = forms.CharField(label=_("Deed"), max_length=40, required=False)
    thing = forms.RegexField(
        r"^[a-z_]+(\.[a-z_]+)?(:[0-9]{1,18})?$",
        label=_("Thing"),
        max_length=80,
        required=False,
        help_text=_("for example: teams.cadre:12"),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("any")), *Record.Kind.choices])
    result = forms.ChoiceField(label=_("Result"), required=False, choices=[("", _("any")), *Record.Result.choices])
    since = DateField(label=_("From"), required=False)
    until = DateField(label=_("Until (that day included)"), required=False)


class HolidayForm(Form):
    """One day of the arrangement."""

    day = DateField(label=_("Day"))
    name = forms.CharField(label=_("Name"), max_length=40)
    works = forms.BooleanField(label=_("Worked (a make-up day)"), required=False)


class YearForm(Form):
    """Which year."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2200)
