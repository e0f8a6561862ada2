"""What the pages of commitments, reports and handovers share: one case, a step on it, several received at once."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import today
from core.pages import acted, show
from core.record import timeline
from core.refusals import Refused
from core.workflow import steps_free, waiting_at

MOST_TICKED = 250  # papers received at once


def case_page(request, case, template, *, form, refusal=None, **more):
    """One case with what this office may do now – or why this person may not – and the steps taken."""
    free, hindered = steps_free(case, request.actor)
    context = {
        "case": case,
        "steps": free,
        "hindered": hindered,
        "form": form,
        "records": timeline(case),
        "waiting": waiting_at(case),
        "refusal": refusal,
        **more,
    }
    return show(request, template, context, status=refusal.status if refusal else None)


def step_page(request, case, form, deed, page, *, to):
    """Takes the step a form names; what is understood and refused shows the case again with what was typed."""

    def step():
        if not form.is_valid():
            raise Refused(_("This form was not understood."))
        deed(case, form.cleaned_data, by=request.actor, on=today())

    def again(refusal):
        form.refuse(refusal)
        return page(form, refusal)

    return acted(request, step, again=again, to=(to, case.pk), done=_("Done. Whoever it concerns has been told."))


def written(request, form, deed, *, done):
    """What a form says is written by `deed()`; True when it is. A refusal stands on the form, and nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        deed()
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        form.refuse(refusal)
        return False
    messages.success(request, done)
    return True


def tell_received(request, received, refused):
    """Says what became of several papers."""
    said = ngettext("%(n)s received.", "%(n)s received.", len(received)) % {"n": len(received)}
    messages.success(request, said)
    for case, refusal in refused:
        messages.warning(request, f"{case}: {refusal.message}")
