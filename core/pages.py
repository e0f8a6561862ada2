"""Showing a page: one template, one answer, 422 when a form in it has errors. Taking a step from one, giving out a paper."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core import files
from core.clock import today
from core.refusals import Refused


def show(request, template, context=None, *, status=None):
    """Renders a page. A form with errors anywhere in the context makes it 422."""
    context = context or {}
    wrong = any(getattr(value, "is_bound", False) and value.errors for value in context.values())
    return render(request, template, context, status=status or (422 if wrong else 200))


def acted(request, deed, *, again, to, done):
    """Does `deed()`, says `done` and goes to `to` (what `redirect` takes).

    What is understood and refused shows the page again by `again(refusal)`; what belongs to somebody else, or came too
    late, is the door's to answer.
    """
    try:
        deed()
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        return again(refusal)
    messages.success(request, done)
    return redirect(*to)


def stepped(request, case, form, *, deed, again, to):
    """One step on a case: `deed(case, said, by=, on=)`, then to the address `to`.

    What is understood and refused shows the case again by `again(request, case, refusal=)`, with what was typed.
    """

    def step():
        if not form.is_valid():
            raise Refused(_("This form was not understood."))
        deed(case, form.cleaned_data, by=request.actor, on=today())

    return acted(
        request,
        step,
        again=lambda refusal: again(request, case, refusal=refusal),
        to=(to,),
        done=_("Done. The next office has been told."),
    )


def paper_of(request, papers):
    """The paper a query names (`?file=12`), if it belongs to the case."""
    number = request.GET.get("file", "")
    found = next((one for one in papers if one is not None and str(one.pk) == number), None)
    if found is None:
        raise Http404
    return files.answer(found)
