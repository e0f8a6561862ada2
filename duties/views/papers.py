"""What the pages of commitments, reports and handovers share: one case, a step on it, several received at once."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import today
from core.pages import show
from core.record import timeline
from core.refusals import Refused
from core.workflow import hindrance, steps_open, taken_by, waiting_at

MOST_TICKED = 250


def case_page(request, case, template, *, form, refusal=None, **more):
    """One case with what this office may do now – or why this person may not – and the steps taken."""
    open_steps = steps_open(case, request.actor)
    taken = taken_by(request.actor, [case]) if open_steps else {}
    hindered = {step.verb: hindrance(case, step.verb, request.actor, taken) for step in open_steps}
    context = {
        "case": case,
        "steps": [step for step in open_steps if hindered[step.verb] is None],
        "hindered": next((reason for reason in hindered.values() if reason), None),
        "form": form,
        "records": timeline(case),
        "waiting": waiting_at(case),
        "refusal": refusal,
        **more,
    }
    return show(request, template, context, status=refusal.status if refusal else None)


def step_page(request, case, form, deed, page, *, to):
    """Takes the step a form names; what is understood and refused shows the case again with what was typed."""
    try:
        if not form.is_valid():
            raise Refused(_("This form was not understood."))
        deed(case, form.cleaned_data, by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        form.refuse(refusal)
        return page(form, refusal)
    messages.success(request, _("Done. Whoever it concerns has been told."))
    return redirect(to, case.pk)


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


def ticked(request):
    """The numbers ticked in a list."""
    numbers = request.POST.getlist("cases")[:MOST_TICKED]
    return [int(number) for number in numbers if number.isascii() and number.isdecimal() and len(number) < 19]


def tell_received(request, received, refused):
    """Says what became of several papers."""
    said = ngettext("%(n)s received.", "%(n)s received.", len(received)) % {"n": len(received)}
    messages.success(request, said)
    for case, refusal in refused:
        messages.warning(request, f"{case}: {refusal.message}")


def wanted(form):
    """What a filter asks; nothing when it makes no sense."""
    return form.cleaned_data if form.is_valid() else {}
