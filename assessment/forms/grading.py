"""Forms of the assessment: which cases, one step, and the lists that take many steps at once."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.models import Assessment
from assessment.steps import AssessmentState
from core.forms import Form

LONGEST = 2000
VERBS = ("propose", "agree", "set", "return", "reopen")
_ROW = re.compile(r"grade-(\d{1,18})")


class FilterForm(Form):
    """Which assessments a list shows."""

    year = forms.IntegerField(label=_("Year"), min_value=2018, max_value=2200, required=False)
    state = forms.ChoiceField(label=_("State"), choices=[("", "—"), *AssessmentState.choices], required=False)
    q = forms.CharField(label=_("Name or village"), max_length=40, required=False)
    waiting = forms.BooleanField(label=_("Waiting for me"), required=False)


class YearForm(Form):
    """Which year to open."""

    year = forms.IntegerField(label=_("Year"), min_value=2018, max_value=2200)


class StepForm(Form):
    """One step of one case: what is done, the grade, the opinion, a comment; `state` is where the case stood when seen."""

    verb = forms.ChoiceField(label=_("Step"), choices=[(verb, verb) for verb in VERBS])
    grade = forms.CharField(label=_("grade"), max_length=20, required=False)
    opinion = forms.CharField(label=_("Opinion"), max_length=LONGEST, required=False)
    note = forms.CharField(label=_("Comment"), max_length=LONGEST, required=False)
    state = forms.ChoiceField(choices=[("", ""), *AssessmentState.choices], required=False)


def picked(data, actor, *, words):
    """[(case, {grade, words}, too long?)] of the rows of a list that were filled in, looked up in the actor's jurisdiction.

    A row counts when its grade is chosen and, where the list has ticks (`pick-…`), it is ticked. Rows of other places
    are passed over: they do not exist for this office.
    """
    wanted = [int(match[1]) for match in map(_ROW.fullmatch, data) if match and _counts(data, match[1])]
    cases = (
        Assessment.objects.people()
        .visible_to(actor)
        .filter(pk__in=wanted)
        .select_related("posting__cadre", "posting__pairing__unit")
    )
    return [(case, {"grade": data[f"grade-{case.pk}"], words: data.get(f"{words}-{case.pk}", "")}) for case in cases]


def _counts(data, number):
    ticked = "picks" not in data or f"pick-{number}" in data
    return ticked and bool(data[f"grade-{number}"])


def too_long(rows):
    """{field: why} of texts beyond what is kept."""
    return {
        f"{name}-{case.pk}": _("Too long.")
        for case, said in rows
        for name, text in said.items()
        if name != "grade" and len(text) > LONGEST
    }
