"""One nomination: what is known of it, whose turn it is, and the step an office takes."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from core.pages import show
from core.record import timeline
from core.refusals import Refused
from core.workflow import steps_open, waiting_at
from selection import actions
from selection.deciding import step_of
from selection.facts import findings_for, said_in
from selection.forms import NominationForm, StepForm
from selection.models import Nomination


def nomination(request, pk):
    """One case: facts, findings with the words they rest on, steps taken, whose turn it is, what this office may do."""
    return _case_page(request, case_of(request, pk))


def case_of(request, pk):
    """The case with what its page shows, inside the jurisdiction, or 404."""
    rows = Nomination.objects.visible_to(request.actor)
    return fetch(
        rows.select_related("cadre__unit__home", "team__village__division", "unit", "waiver_by"), request.actor, pk
    )


def _case_page(request, case, *, refusal=None):
    decided = bool(case.findings) and case.state not in ("draft", "returned")
    found = (
        case.findings
        if decided
        else findings_for(case.cadre, team=case.team, seat=case.seat, starts_on=case.starts_on, said=said_in(case))
    )
    answers = [one["answer"] if isinstance(one, dict) else one.answer for one in found]
    steps = [step for step in steps_open(case, request.actor) if step.verb != "submit"]
    context = {
        "case": case,
        "findings": found,
        "steps": steps,
        "decides": any(step.verb == "return" for step in steps),
        "asks_waiver": "waiver" in answers and any(step.verb == "approve" for step in steps),
        "mendable": [(name, NominationForm.base_fields[name].label) for name in actions.MENDABLE],
        "to_mend": [NominationForm.base_fields[name].label for name in case.fields_to_mend],
        "may_mend": case.state in ("draft", "returned")
        and any(s.verb == "submit" for s in steps_open(case, request.actor)),
        "declared": [(NominationForm.base_fields[name].label, value) for name, value in said_in(case).items()],
        "records": timeline(case),
        "waiting": waiting_at(case),
        "refusal": refusal,
        "note": request.POST.get("note", "") if refusal else "",
        "ticked": request.POST.getlist("fields_to_mend") if refusal else [],
    }
    return show(request, "selection/nomination.html", context, status=refusal.status if refusal else None)


def nomination_step(request, pk):
    """One step on a case; a refusal shows the case again, with what was typed."""
    case = case_of(request, pk)
    form = StepForm(request.POST, actor=request.actor)
    try:
        if not form.is_valid():
            raise Refused(_("This form was not understood."))
        step_of(case, form.cleaned_data, by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status != 422:
            raise
        return _case_page(request, case, refusal=refusal)
    messages.success(request, _("Done. The next office has been told."))
    return redirect("nomination", case.pk)
