"""What one form of a page says: done and told, or the page again with what was typed and why not."""

from django.contrib import messages
from django.shortcuts import redirect

from core.refusals import NotAllowed, Refused, TooMany


def said(request, form, deed, *, again, to, done):
    """Does `deed(data)` for a valid form and goes to the address `to`; a wrong or refused form is shown `again(form, status)`."""
    if not form.is_valid():
        return again(form, 422)
    try:
        deed(form.cleaned_data)
    except (NotAllowed, TooMany):
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return again(form, refusal.status)
    messages.success(request, done)
    return redirect(to)
