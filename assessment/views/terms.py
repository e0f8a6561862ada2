"""The term-end assessment in the browser: a way recorded, its paper given out, the unit's own list of proposals."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessment import actions
from assessment.forms.methods import MethodForm
from assessment.methods import recorded
from assessment.views.grading import case_of, case_page
from core.clock import today
from core.pages import paper_of
from core.refusals import Refused


def record_method(request, pk):
    """The county records one of the five ways; a refusal shows the case again, with what was typed."""
    case, form = case_of(request, pk), MethodForm(request.POST, request.FILES, actor=request.actor, on=today())
    try:
        if not form.is_valid():
            raise Refused(_("Say on which day, who took part and what was found."))
        actions.record_method(case, **form.cleaned_data, by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        for name, words in refusal.fields.items():
            form.add_error(name, words)
        return case_page(request, case, refusal=refusal, form=form)
    messages.success(request, _("Recorded."))
    return redirect(reverse("assessment", args=[case.pk]) + "#ways")


def method_paper(request, pk):
    """A paper of one of the ways."""
    return paper_of(request, [row.file for row in recorded(case_of(request, pk), request.actor)])
