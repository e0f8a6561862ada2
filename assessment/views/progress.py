"""The overview of assessment: progress by place, grades against the quota, years compared; down to the list, and as Excel."""

from django.utils.translation import gettext as _

from assessment import progress, rows
from assessment.forms.progress import ProgressForm
from assessment.models import Grade
from assessment.steps import AssessmentState
from attendance.boards import crumbs
from core.clock import today
from core.export import excel_file
from core.pages import show

VILLAGE = 12


def assessment_overview(request):
    """Charts and tables of one place, with the way down to each below it."""
    actor, on = request.actor, today()
    form, asked = asked_of(request)
    found = progress.places(actor, asked, on)
    context = {
        "form": form,
        **asked,
        "crumbs": crumbs(actor, asked["area"]),
        "rows": [_drawn(row) for row in found],
        "sum": _drawn(progress.total(found)),
        "states": states(),
        "grades": Grade.choices,
        "years": [_drawn(row) for row in progress.years(actor, asked, on)],
        "quotas": progress.quotas(actor, asked, on),
    }
    return show(request, "assessment/overview.html", context)


def asked_of(request):
    """The form and what was asked; of a form that makes no sense, what it shows when nothing is asked."""
    usual = {"year": rows.latest_year(request.actor) or today().year}
    form = ProgressForm(usual | request.GET.dict(), actor=request.actor, on=today())
    if form.is_valid():
        return form, form.cleaned_data | {"year": form.cleaned_data["year"] or usual["year"]}
    plain = ProgressForm(usual, actor=request.actor, on=today())
    plain.full_clean()
    return form, plain.cleaned_data


def states():
    """[(code, words)] in the order a case goes; on notice stands between set and final."""
    named = dict(AssessmentState.choices)
    order = ("open", "returned", "proposed", "agreed", "set", progress.ON_NOTICE, "final")
    return [(code, named.get(code) or _("on notice")) for code in order]


def _drawn(row):
    """A row with its cells in the order of the columns; `leaf`: a village, whose list stands behind it."""
    cells = [(code, words, row[code]) for code, words in states()]
    grades = [(code, words, row[code]) for code, words in Grade.choices]
    return {**row, "cells": cells, "graded": grades, "leaf": len(row.get("code", "")) == VILLAGE}


def assessment_overview_file(request):
    """The table of places as Excel, as asked."""
    _form, asked = asked_of(request)
    heads = [_("Place"), _("Division code"), _("Total"), *(words for _code, words in states())]
    heads += [label for _grade, label in Grade.choices]
    found = progress.places(request.actor, asked, today())
    codes = [code for code, _words in states()] + list(progress.GRADES)
    lines = [[row["name"], row["code"], row["total"], *(row[code] for code in codes)] for row in found]
    return excel_file(_("Overview of assessment"), heads, lines, above=[f"{asked['year']}"])
