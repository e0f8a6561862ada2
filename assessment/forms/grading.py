"""Forms of the assessment: which cases, one step, and the lists that take many steps at once."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.models import Assessment, Grade
from assessment.rows import NAMED, PEOPLE, TEAMS
from assessment.rules import SHARE
from assessment.steps import AssessmentState, Kind
from core.forms import Form
from core.models import Division

LONGEST = 2000
VERBS = ("propose", "agree", "set", "return", "reopen")
WHOSE = [(PEOPLE, _("individuals")), (TEAMS, _("teams"))]
_ROW = re.compile(r"grade-(\d{1,18})")
_PICK = re.compile(r"(\d{1,18})-(\d{1,18})")
_ANY = [("", "—")]


class FilterForm(Form):
    """Which assessments a list shows."""

    year = forms.IntegerField(label=_("Year"), min_value=2018, max_value=2200, required=False)
    kind = forms.ChoiceField(label=_("kind"), choices=[*_ANY, *Kind.choices], required=False)
    whose = forms.ChoiceField(label=_("Of whom"), choices=[*_ANY, *WHOSE], required=False)
    state = forms.ChoiceField(label=_("State"), choices=[*_ANY, *AssessmentState.choices], required=False)
    q = forms.CharField(label=_("Name or village"), max_length=40, required=False)
    waiting = forms.BooleanField(label=_("Waiting for me"), required=False)


class ReviewForm(FilterForm):
    """Which cases the county reviews: people or teams of one year and kind; township, pool, state, proposed grade."""

    waiting = None
    kind = forms.ChoiceField(label=_("kind"), choices=Kind.choices, required=False)
    whose = forms.ChoiceField(label=_("Of whom"), choices=WHOSE, required=False)
    area = forms.RegexField(r"^\d{9}$", label=_("Township"), required=False)
    pool = forms.CharField(label=_("Quota pool"), max_length=40, required=False)
    proposed = forms.ChoiceField(label=_("proposed grade"), choices=[*_ANY, *Grade.choices], required=False)
    field_order = ("year", "kind", "whose", "area", "pool", "state", "proposed", "q")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        towns = Division.objects.current().inside(self.actor.area).filter(code__length=9)
        self.fields["area"].widget = forms.Select({"class": "form-select"}, [*_ANY, *towns.values_list("code", "name")])

    def offer_pools(self, policy):
        """Only the pools of the county's rule; no field where there are none."""
        rule = policy[SHARE].value
        if rule is None or len(rule["pools"]) == 1:
            del self.fields["pool"]
        else:
            offered = [*_ANY, *((name, policy[SHARE].word(name)) for name in rule["pools"])]
            self.fields["pool"].widget = forms.Select({"class": "form-select"}, offered)


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


class BarForm(Form):
    """What is done with the chosen rows of a review: set, as proposed or to one grade, return or agree; one comment for all."""

    verb = forms.ChoiceField(label=_("Step"), choices=[(verb, verb) for verb in ("set", "return", "agree")])
    grade = forms.ChoiceField(label=_("grade"), choices=[("", ""), *Grade.choices], required=False)
    note = forms.CharField(label=_("Comment"), max_length=LONGEST, required=False)


def filled(data, actor):
    """[(case, {grade, opinion})] of the rows of a list whose grade is chosen, looked up in the actor's jurisdiction.

    Rows of other places are passed over: they do not exist for this office.
    """
    wanted = [int(match[1]) for match in map(_ROW.fullmatch, data) if match and data[f"grade-{match[1]}"]]
    return [
        (case, {"grade": data[f"grade-{case.pk}"], "opinion": data.get(f"opinion-{case.pk}", "")})
        for case in _known(actor, wanted)
    ]


def picked(values, actor):
    """([case], {case number: as seen}) of the ticked rows, `number-moment`; rows of other places are passed over."""
    seen = {int(match[1]): match[2] for match in map(_PICK.fullmatch, values) if match}
    return list(_known(actor, seen)), seen


def _known(actor, numbers):
    rows = Assessment.objects.visible_to(actor).filter(pk__in=list(numbers))
    return rows.select_related(*NAMED).order_by("area", "team", "posting")


def too_long(rows):
    """{field: why} of opinions beyond what is kept."""
    return {
        f"opinion-{case.pk}": _("Too long.")
        for case, said in rows
        for text in (said["opinion"],)
        if len(text) > LONGEST
    }
