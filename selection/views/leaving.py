"""What the pages of adjustment and transfer share: one case, a step on it, its papers."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.clock import today
from core.pages import show
from core.record import timeline
from core.refusals import Refused
from core.ways import way
from core.workflow import steps_free, waiting_at


def case_page(request, case, template, *, form, refusal=None, **more):
    """One case: facts, papers, the way it goes, the steps taken, and what this office may do – or why this person may not."""
    free, hindered = steps_free(case, request.actor)
    context = {
        "case": case,
        "steps": free,
        "hindered": hindered,
        "endorses": any(step.verb == "endorse" for step in free),
        "form": form,
        "way": way(case),
        "records": timeline(case),
        "waiting": waiting_at(case),
        "refusal": refusal,
        **more,
    }
    return show(request, template, context, status=refusal.status if refusal else None)


def step_page(request, form, deed, page, *, to):
    """Takes a step; a refusal shows the case again with what was typed."""
    if not form.is_valid():
        refusal = Refused(_("This form was not understood."))
        return page(form, refusal)
    try:
        case = deed(form.cleaned_data, by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        form.refuse(refusal)
        return page(form, refusal)
    messages.success(request, _("Done. Whoever it concerns has been told."))
    return redirect(to, case.pk)
