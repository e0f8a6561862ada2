"""A form of a page: shown, refused in words, or done."""

from django.contrib import messages
from django.shortcuts import redirect

from core.pages import show
from core.refusals import NotAllowed, Refused, TooMany


def form_page(request, form, deed, *, to, done, template="teams/form.html", **context):
    """Shows a form; sent and found right, `deed(data)` is done, `done` is said and `to(result)` is where one goes.

    A refusal comes back on the form, with its clause and its own status.
    """

    def page(status=None):
        return show(request, template, {"form": form, **context}, status=status)

    return sent(request, form, deed, again=page, to=to, done=done) if request.method == "POST" else page()


def sent(request, form, deed, *, again, to, done):
    """A form that was sent, on whatever page: `deed(data)` is done, `done` said, and `to(result)` is where one goes.

    `done`: words, or a function of the result. A wrong or refused form is shown by `again(status)`, with what was typed;
    what belongs to somebody else, or comes too often, is the door's to answer.
    """
    if not form.is_valid():
        return again(422)
    try:
        result = deed(form.cleaned_data)
    except (NotAllowed, TooMany):
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return again(refusal.status)
    messages.success(request, done(result) if callable(done) else done)
    return redirect(*to(result))


def narrowed(form):
    """What a valid filter says; a wrong one narrows nothing and shows its errors."""
    return form.cleaned_data if form.is_valid() else {}
