"""Forms of cycles: which to list, which to open and with what calendar, one step of one, a recomputation."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.calendars import DAYS, Plan, yearly
from assessment.steps import CycleState, Kind
from core.forms import DateField, Form

VERBS = ("again", "calendar", "close", "reopen")


def _year(**more):
    return forms.IntegerField(label=_("Year"), min_value=2018, max_value=2200, **more)


class CycleFilter(Form):
    """Which cycles a list shows."""

    year = _year(required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *Kind.choices], required=False)
    state = forms.ChoiceField(label=_("State"), choices=[("", "—"), *CycleState.choices], required=False)


class YearFilter(Form):
    """Which year the counties below are shown for."""

    year = _year(required=False)


class CalendarForm(Form):
    """Until when each office has its turn; the deed says what is missing or out of order."""

    ballots_by = DateField(label=_("ballots until"), required=False)
    propose_by = DateField(label=_("opinions until"), required=False)
    review_by = DateField(label=_("review until"), required=False)


class SpanForm(Form):
    """What a cycle is to be about: the calendar year, or the terms that end in a span."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    year = _year(required=False)
    from_on = DateField(label=_("Terms that end from"), required=False)
    until_on = DateField(label=_("until"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        of_year = (self.data.get("kind") or self.initial.get("kind")) != Kind.TERM
        for name in ("from_on", "until_on") if of_year else ("year",):
            self.fields[name].widget = forms.HiddenInput()

    def clean(self):
        """A year for the yearly, a span for the end of term."""
        said = super().clean()
        wanted = ("year",) if said.get("kind") == Kind.YEARLY else ("from_on", "until_on")
        for name in wanted:
            if name not in self.errors and said.get(name) is None:
                self.add_error(name, _("Required."))
        return said

    def plan(self):
        """The plan it names, without a calendar; None while it is not whole."""
        return None if not self.is_valid() else plan_of(self.cleaned_data)


class OpenForm(SpanForm, CalendarForm):
    """A cycle as it is to be opened: what was asked for, and its calendar."""

    field_order = ("kind", "year", "from_on", "until_on", *DAYS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in SpanForm.base_fields:
            self.fields[name].widget = forms.HiddenInput()


def plan_of(said):
    """The plan of checked data."""
    days = {name: said.get(name) for name in DAYS}
    if said["kind"] == Kind.YEARLY:
        whole = yearly(said["year"])
        return Plan(whole.kind, whole.from_on, whole.until_on, **days)
    return Plan(said["kind"], said["from_on"], said["until_on"], **days)


def usual_span(on):
    """What the form begins with: this year."""
    year = {"from_on": date(on.year, 1, 1), "until_on": date(on.year, 12, 31)}
    return {"kind": Kind.YEARLY, "year": on.year, **year}


class CycleStepForm(CalendarForm):
    """One step of a cycle: opened again for latecomers, its calendar changed, closed, opened again with a reason."""

    verb = forms.ChoiceField(label=_("Step"), choices=[(verb, verb) for verb in VERBS])
    note = forms.CharField(label=_("Reason"), max_length=2000, required=False)
    state = forms.ChoiceField(choices=[("", ""), *CycleState.choices], required=False)


class CountiesForm(CalendarForm):
    """The year to open for every county below; days left empty are each county's usual ones."""

    year = _year(widget=forms.HiddenInput)


class RecomputeForm(Form):
    """Which grades are judged again; without a year, those of all years."""

    year = _year(required=False)
