"""Spot checks: what is to be made today, recording by one tap, the register, one posting's history, counts by division."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from attendance import actions, checks
from attendance.forms.checks import CheckFilter, CountsForm, RecordForm
from attendance.models import SpotCheck
from attendance.papers import register_file
from core import files
from core.access import fetch
from core.clock import today
from core.pages import show
from core.paging import page_of
from core.refusals import Refused
from teams.models import Posting


def due(request):
    """The checks this department is to make today, each with one touch per result."""
    rows = checks.due(request.actor, today())
    page = page_of(request, rows)
    return show(request, "attendance/spot_checks_due.html", {"page": page, "results": SpotCheck.Result.choices})


def check_list(request):
    """The register: what was checked, the latest first."""
    form = CheckFilter(request.GET, actor=request.actor, on=today())
    wanted = form.cleaned_data if form.is_valid() else {}
    page = page_of(request, checks.register(request.actor, wanted))
    return show(request, "attendance/spot_checks.html", {"filters": form, "page": page})


def check_file(request):
    """The register as Excel, narrowed like the page."""
    form = CheckFilter(request.GET, actor=request.actor, on=today())
    if not form.is_valid():
        return show(request, "attendance/spot_checks.html", {"filters": form, "page": page_of(request, [])})
    return register_file(checks.register(request.actor, form.cleaned_data), by=request.actor)


def check(request, pk):
    """One check: what was found, or the form that asks for it."""
    return _page(request, _check(request, pk))


def _check(request, pk):
    return fetch(checks.checks(request.actor), request.actor, pk)


def _page(request, row, *, form=None, status=None):
    mine = (row.by_area, row.by_office) == (request.actor.area, request.actor.office)
    changeable = row.day is None or (row.recorded_by_id, row.recorded_on) == (request.actor.user_id, today())
    known = {name: getattr(row, name) for name in ("result", "day", "time", "number_called", "spoke_with", "note")}
    initial = known if row.day else {"day": today()}
    context = {
        "check": row,
        "form": form or RecordForm(initial=initial, actor=request.actor, on=today()),
        "records_here": mine and changeable and not row.plan.called_off_on,
        "cases": row.discrepancies.order_by("pk"),
    }
    return show(request, "attendance/spot_check.html", context, status=status)


def record(request, pk):
    """Keeps what a check found; from the day's list one touch is enough."""
    row, form = _check(request, pk), RecordForm(request.POST, request.FILES, actor=request.actor, on=today())
    try:
        if not form.is_valid():
            return _page(request, row, form=form)
        actions.record_check(row, _said(form.cleaned_data, request.actor), by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status == 403:
            raise
        form.refuse(refusal)
        return _page(request, _check(request, pk), form=form, status=refusal.status)
    name, result = row.posting.cadre.name, SpotCheck.Result(form.cleaned_data["result"]).label
    messages.success(request, _("%(name)s: %(result)s. Recorded.") % {"name": name, "result": result})
    return redirect("spot-checks-due")


def _said(data, actor):
    scan = data.pop("scan", None)
    return actions.Said(**data, paper=files.keep(scan, by=actor, field="scan") if scan else None)


def paper(request, pk):
    """The scan that belongs to a check."""
    row = _check(request, pk)
    if row.paper is None:
        raise Http404
    return files.answer(row.paper)


def history(request, pk):
    """Every check of one posting, with what it contradicted."""
    rows = Posting.objects.visible_to(request.actor).select_related("cadre", "team__village__division")
    posting = fetch(rows, request.actor, pk)
    made = checks.checks(request.actor).recorded().filter(posting=posting).prefetch_related("discrepancies")
    page = page_of(request, made.order_by("-day", "-pk"))
    return show(request, "attendance/spot_history.html", {"posting": posting, "page": page})


def statistics(request):
    """Checks made, what they found and what is open, by division; in the order of the divisions."""
    form = CountsForm(request.GET, actor=request.actor, on=today())
    asked = form.cleaned_data if form.is_valid() else {}
    first, last = checks.month(today())
    span = (asked.get("first") or first, asked.get("last") or last)
    area = asked.get("area") or request.actor.area
    rows = checks.statistics(request.actor, area, *span)
    context = {"filters": form, "rows": rows, "sum": checks.total(rows), "first": span[0], "last": span[1]}
    return show(request, "attendance/spot_statistics.html", {**context, "results": SpotCheck.Result.choices})
