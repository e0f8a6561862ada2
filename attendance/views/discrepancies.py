"""Discrepancies between a check and the sheet: the queue, and one case with both witnesses side by side."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from attendance import actions, checks
from attendance.actions.discrepancies import hindered
from attendance.contradictions import contradiction
from attendance.forms.checks import DiscrepancyFilter, StepForm
from attendance.models import Day, DayChange, Discrepancy
from core.access import fetch
from core.clock import today
from core.pages import show
from core.paging import page_of
from core.record import timeline
from core.refusals import Refused
from core.workflow import hindrance, steps_open, waiting_at


def discrepancy_list(request):
    """The discrepancies of the jurisdiction, the open ones first, the oldest on top."""
    form = DiscrepancyFilter(request.GET, actor=request.actor, on=today())
    wanted = form.cleaned_data if form.is_valid() else {}
    count, oldest = checks.open_count(request.actor, today())
    page = page_of(request, checks.discrepancies(request.actor, wanted))
    context = {"filters": form, "page": page, "open_count": count, "oldest": oldest}
    return show(request, "attendance/discrepancies.html", context)


def discrepancy(request, pk):
    """One case: what the sheet said and says, what the check found, who is to settle it or has."""
    return _page(request, _case(request, pk))


def _case(request, pk):
    rows = checks.with_sheet(Discrepancy.objects.visible_to(request.actor))
    made = ("check_made__plan", "check_made__recorded_by", "sheet_by", "settled_by", *checks.WHO)
    rows = rows.select_related(*made).defer("check_made__plan__listed", "check_made__plan__provisions")
    return fetch(rows, request.actor, pk)


def _page(request, case, *, form=None, status=None):
    actor = request.actor
    steps = [step for step in steps_open(case, actor) if step.verb == "return" or case.day < today()]
    why_not = next((found for step in steps if (found := _why_not(case, step, actor))), None)
    line = Day.objects.visible_to(actor).filter(posting=case.posting, day=case.day).select_related("changed_by").first()
    before = DayChange.objects.visible_to(actor).filter(posting=case.posting, day=case.day).select_related("by")
    context = {
        "case": case,
        "steps": [] if why_not else steps,
        "why_not": why_not,
        "form": form or StepForm(),
        "line": line,
        "changes": before.order_by("pk"),
        "still": line and contradiction(line.status, case.result, confirmed=True),
        "records": timeline(case),
        "waiting": waiting_at(case),
        "early": case.day >= today(),
    }
    return show(request, "attendance/discrepancy.html", context, status=status)


def _why_not(case, step, actor):
    if step.verb == "settle" and (found := hindered(case, actor)):
        return found
    return hindrance(case, step.verb, actor)


def step(request, pk):
    """Settles the case, or sends it back."""
    case, form = _case(request, pk), StepForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        return _page(request, case, form=form)
    try:
        _take(case, form.cleaned_data, request.actor)
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        form.refuse(refusal)
        return _page(request, case, form=form, status=refusal.status)
    messages.success(request, _("Done. Whoever it concerns has been told."))
    return redirect("discrepancy", case.pk)


def _take(case, said, actor):
    if said["verb"] == "settle":
        return actions.settle_discrepancy(case, said["outcome"], said["note"], by=actor, on=today())
    return actions.send_back(case, said["note"], by=actor, on=today())
