"""Forms of difficulties, of the help given, of injuries and of the steps owed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from support.models import Difficulty, Injury
from teams.forms.filters import ALL, Filter

LONGEST = 1000


class CaseFilter(Filter):
    """Which cases."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*ALL, ("open", _("open")), ("done", _("done"))]
    )
    q = forms.CharField(label=_("Name"), required=False, max_length=40)
    struck = forms.BooleanField(label=_("With struck lines"), required=False)


def _text(label):
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea({"rows": 3}))


class DifficultyForm(Form):
    """What troubles a family; read by the unit, the county, the township and the cadre alone."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Difficulty.Kind.choices)
    what = _text(_("What the difficulty is"))
    since = DateField(label=_("Known since"))


class HelpForm(Form):
    """Help given."""

    what = _text(_("Help given"))
    day = DateField(label=_("Day"))


class DayForm(Form):
    """Settled on which day."""

    day = DateField(label=_("Settled on"))


class InjuryForm(Form):
    """What happened on duty."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Injury.Kind.choices)
    happened_on = DateField(label=_("Day"))
    where = forms.CharField(label=_("Place"), max_length=80)
    what = _text(_("What happened"))


class StepForm(Form):
    """What shows that a step was done."""

    evidence = _text(_("How it was dealt with"))
    done_on = DateField(label=_("Done on"))
    paper = forms.FileField(label=_("Evidence file"), required=False)
