"""What the lists of promises, reports and handovers may be narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from duties.quarters import LAST, NAMES, Quarter, last_ended
from duties.steps import HandoverState, PaperState
from teams.forms.filters import ALL, Filter

QUARTERS = [(str(number), name) for number, name in NAMES.items()]
KINDS = [("commitment", _("Yearly commitment")), ("report", _("Quarterly report"))]
FIRST_YEAR, LAST_YEAR = 2015, 2200


def _year(**more):
    return forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, **more)


class CommitmentFilter(Filter):
    """Which commitments."""

    waiting = forms.BooleanField(label=_("Waiting for me"), required=False)
    year = _year(required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *PaperState.choices])
    q = forms.CharField(label=_("Village"), required=False, max_length=40)
    field_order = ("waiting", "year", "state", "area", "q")


class ReportFilter(CommitmentFilter):
    """Which reports."""

    quarter = forms.TypedChoiceField(label=_("Quarter"), required=False, choices=[*ALL, *QUARTERS], coerce=int)
    late = forms.BooleanField(label=_("Handed in late"), required=False)
    field_order = ("waiting", "year", "quarter", "state", "late", "area", "q")


class HandoverFilter(Filter):
    """Which handovers."""

    waiting = forms.BooleanField(label=_("Waiting for me"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *HandoverState.choices])
    field_order = ("waiting", "state", "area", "q")


class SpanFilter(Filter):
    """A year and a quarter; without them this year and the last quarter that is over. `clean` makes the quarter one."""

    year = _year(required=False)
    quarter = forms.TypedChoiceField(label=_("Quarter"), required=False, choices=[*ALL, *QUARTERS], coerce=int)
    q = None
    field_order = ("year", "quarter", "area")

    def clean(self):
        """Fills in what was not asked."""
        said = super().clean()
        year, number, usual = said.get("year"), said.get("quarter"), last_ended(self.on)
        asked = Quarter(year or self.on.year, number or LAST)
        if not number and year in (None, usual.year):
            asked = usual
        return said | {"year": year or self.on.year, "quarter": asked}


class MissingFilter(SpanFilter):
    """Which papers are not handed in."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=KINDS)
    late = forms.BooleanField(label=_("Overdue"), required=False)
    q = forms.CharField(label=_("Village"), required=False, max_length=40)
    field_order = ("kind", "year", "quarter", "late", "area", "q")

    def clean(self):
        """Without a kind: the commitment."""
        said = super().clean()
        return said | {"kind": said.get("kind") or "commitment"}


class DueFilter(Filter):
    """Which postings whose handover is due."""

    q = None
    field_order = ("area",)
