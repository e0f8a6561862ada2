"""Plans of spot checks: drawn by lot with a look beforehand, or chosen by hand; seen by the department and those above."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from attendance import actions, checks, draws
from attendance.forms.checks import CallOffForm, FixForm, PlanForm
from attendance.models import SpotCheckPlan
from core.access import fetch
from core.clock import today
from core.pages import show
from core.paging import page_of
from core.refusals import NotAllowed, Refused


def plan_list(request):
    """The plans of this department and those below."""
    return show(request, "attendance/spot_plans.html", {"page": page_of(request, checks.plans(request.actor))})


def plan_new(request):
    """Asks how, shows whom the lot would hit or who may be chosen, and fixes it."""
    if request.method == "POST":
        return _fix(request)
    usual = {"starts_on": today(), "ends_on": today(), "wanted": 5}
    form = PlanForm(request.GET or None, actor=request.actor, on=today(), initial=usual)
    return _new_page(request, form)


def _fix(request):
    form = FixForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        return _new_page(request, form)
    asked = dict(form.cleaned_data)
    try:
        plan = actions.fix_plan(form.facts, by=request.actor, on=today())
    except NotAllowed:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return _new_page(request, form, asked=asked, status=refusal.status)
    messages.success(request, _("The plan is fixed. Nobody who is to be checked is told."))
    return redirect("spot-plan", plan.pk)


def _new_page(request, form, *, asked=None, status=None):
    """`asked`: what a refused form said; otherwise what this one says, if it is understood."""
    asked = asked or (form.cleaned_data if form.is_valid() else None)
    by_hand = asked and asked["how"] == SpotCheckPlan.How.BY_HAND
    context = {
        "form": form,
        "asked": asked,
        "ticked": getattr(form, "ticked", set()),
        "draw": draws.preview(request.actor, asked) if asked and not by_hand else None,
        "people": draws.offered(request.actor, asked) if by_hand else None,
    }
    return show(request, "attendance/spot_plan_new.html", context, status=status)


def plan(request, pk):
    """One plan: its checks, and the draw repeated from what was kept."""
    return _page(request, _plan(request, pk))


def _plan(request, pk):
    rows = SpotCheckPlan.objects.visible_to(request.actor).select_related("made_by")
    return fetch(rows, request.actor, pk)


def _page(request, row, *, off=None):
    people = list(checks.checks(request.actor).filter(plan=row).order_by("pk"))
    context = {
        "plan": row,
        "checks": people,
        "made": sum(one.day is not None for one in people),
        "own": (row.area, row.office) == (request.actor.area, request.actor.office),
        "again": draws.repeated(row, [one.posting_id for one in people]) if row.seed else None,
        "off": off or CallOffForm(),
        "rule": row.provisions.get("attendance.spot_checks"),
    }
    return show(request, "attendance/spot_plan.html", context)


def call_off(request, pk):
    """Calls the plan off with a reason."""
    row, form = _plan(request, pk), CallOffForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        return _page(request, row, off=form)
    actions.call_off(row, form.cleaned_data["why"], by=request.actor, on=today())
    messages.success(request, _("The plan is called off. What was recorded stays."))
    return redirect("spot-plan", row.pk)
