"""The month sheet to take away: as Excel in two shapes, and on paper with lines to sign on."""

from django.utils.translation import gettext as _

from attendance.forms import RegisterFileForm, RegisterForm
from attendance.imports.month import OFFICES
from attendance.marks import MARKS
from attendance.register import month_span, offdays, place_name, places, register
from attendance.sheet import days
from attendance.workbooks import workbook
from core.clock import today
from core.export import excel_answer
from core.pages import show
from core.refusals import Refused

PROVINCE = 2  # digits of its code


def registers(request):
    """Choose month and place; then the files, the paper, and the way back in."""
    own = request.actor.area if len(request.actor.area) > PROVINCE else ""
    first = {"month": today().replace(day=1), "area": own}
    form = RegisterForm(
        request.GET or None, actor=request.actor, on=today(), initial={**first, "month": f"{today():%Y-%m}"}
    )
    wanted = form.cleaned_data if form.is_valid() else first
    first, last = month_span(wanted["month"])
    context = {
        **wanted,
        "filters": form,
        "first": first,
        "places": places(request.actor, wanted["area"], first, last),
        "hands_in": request.actor.office in OFFICES,
    }
    return show(request, "attendance/registers.html", context)


def _wanted(request, form_class):
    form = form_class(request.GET, actor=request.actor, on=today())
    if not form.is_valid():
        raise Refused("; ".join(str(texts[0]) for texts in form.errors.values()))
    first, last = month_span(form.cleaned_data["month"])
    return form.cleaned_data, first, last


def register_file(request):
    """The month of a place as Excel."""
    wanted, _first, _last = _wanted(request, RegisterFileForm)
    return excel_answer(*workbook(request.actor, **wanted, on=today()))


def register_paper(request):
    """The month of one township on paper, with lines for the clerk and the township Party secretary to sign on."""
    wanted, first, last = _wanted(request, RegisterForm)
    if len(wanted["area"]) < 9:
        raise Refused(_("Choose a township: each signs its own sheet."))
    span = days(first, last)
    off = offdays(request.actor, span)
    people = register(request.actor, wanted["area"], first, last, today())
    context = {
        "place": place_name(request.actor, wanted["area"]),
        "first": first,
        "days": [(day, day in off) for day in span],
        "rows": [_paper_row(person, span, off) for person in people],
        "marks": [(mark.mark, status.label) for status, mark in MARKS.items()],
        "colspan": len(span) + len(MARKS) + 4,
        "notes": _notes(people),
        "unconfirmed": sum(person.unconfirmed for person in people),
    }
    return show(request, "attendance/register_paper.html", context)


def _paper_row(person, span, off):
    cells = [(person.days.get(day), day in off) for day in span]
    said = [(MARKS[line.status].mark if line and line.confirmed_at else "", gray) for line, gray in cells]
    counts = person.counts
    return {"person": person, "cells": said, "counts": [counts[status] or "" for status in MARKS]}


def _notes(people):
    """[(name, day, note)] of what was noted."""
    return [
        (person.name, day, line.note)
        for person in people
        for day, line in sorted(person.days.items())
        if line.note and line.confirmed_at
    ]
