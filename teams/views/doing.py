"""A page with one form: shown, refused in words, or done."""

from django.contrib import messages
from django.shortcuts import redirect

from core.pages import show
from core.refusals import NotAllowed, Refused, TooMany


def form_page(request, form, deed, *, to, done, template="teams/form.html", **context):
    """Shows a form; sent and found right, `deed(data)` is done, `done` is said and `to(result)` is where one goes.

    A refusal comes back on the form, with its clause and its own status.
    """
    context = {"form": form, **context}
    if request.method != "POST" or not form.is_valid():
        return show(request, template, context)
    try:
        result = deed(form.cleaned_data)
    except (NotAllowed, TooMany):
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return show(request, template, context, status=refusal.status)
    messages.success(request, done)
    return redirect(*to(result))


def narrowed(form):
    """What a valid filter says; a wrong one narrows nothing and shows its errors."""
    return form.cleaned_data if form.is_valid() else {}
