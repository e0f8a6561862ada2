"""One's own kept queries: the list, keeping one, what is done with one, the file that was sent."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core import files
from core.access import fetch
from core.clock import today
from core.pages import show
from core.refusals import Refused
from overview import actions
from overview.models import Dispatch, SavedQuery
from overview.statistics.forms import KeepForm, QueryStepForm

PAGES = {SavedQuery.What.CROSS: "statistics", SavedQuery.What.REGISTER: "statistics-register"}


def my_queries(actor):
    """One's own queries in the acting office, each with `sent`: what was sent of it, the latest first."""
    seen = Prefetch("dispatches", Dispatch.objects.visible_to(actor.myself), to_attr="sent")
    return SavedQuery.objects.visible_to(actor.myself).of(actor).prefetch_related(seen)


def query_list(request, form=None, status=None):
    """The queries one keeps, when each is sent, and what became of it last."""
    rows = [(one, address_of(one)) for one in my_queries(request.actor)]
    return show(request, "overview/queries.html", {"rows": rows, "form": form}, status=status)


def address_of(kept):
    """The page that answers a kept query."""
    return f"{reverse(PAGES[kept.what])}?{urlencode(kept.query)}"


def query_new(request):
    """Keeps the query one is looking at."""
    form = KeepForm(request.POST, actor=request.actor, on=today())
    if form.is_valid():
        try:
            actions.keep_query(**form.cleaned_data, by=request.actor, on=today())
            messages.success(request, _("The query has been kept."))
            return redirect("queries")
        except Refused as refusal:
            if refusal.status != Refused.status:
                raise
            form.refuse(refusal)
    return query_list(request, form, status=422)


def query_step(request, pk):
    """Weekly, monthly, not at all, paused, resumed, deleted."""
    kept = fetch(SavedQuery.objects.visible_to(request.actor.myself).of(request.actor), request.actor.myself, pk)
    form = QueryStepForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        raise Refused(_("This form was not understood."))
    actions.step(kept, form.cleaned_data["verb"], by=request.actor, on=today())
    messages.success(request, _("Saved."))
    return redirect("queries")


def query_sent(request, pk):
    """The file that was made of a query, in the office it was made in."""
    return files.answer(sent_file(request.actor, pk))


def sent_file(actor, pk):
    """The stored file of one dispatch of one's own, in the acting office; or 404."""
    rows = Dispatch.objects.visible_to(actor.myself).filter(query__appointment=actor.appointment_id)
    sent = fetch(rows.select_related("file"), actor.myself, pk)
    if sent.file is None:
        raise Http404
    return sent.file
