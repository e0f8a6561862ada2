"""Teams short of three: which seat, since when, who must act, and the refill already prepared."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from core.pages import show
from core.paging import page_of
from core.refusals import Refused
from selection.actions.reminding import refill_key, send_refill
from selection.forms.rounds import SeatForm, ShortFilter
from selection.ledger.vacancies import vacancies
from selection.papers.boards import short_file
from teams.models import Team
from teams.provisions import clause
from teams.views.doing import narrowed


def short_teams(request):
    """Every empty seat of the jurisdiction, the longest empty first."""
    return _page(request)


def _page(request, *, refusal=None):
    form, found = _asked(request)
    context = {
        "filters": form,
        "page": page_of(request, found),
        "teams": len({one.line.team_id for one in found}),
        "rule": clause("team.size", request.actor.area or "63", today()),
        "refusal": refusal,
    }
    return show(request, "selection/short.html", context, status=refusal.status if refusal else None)


def _asked(request):
    form = ShortFilter(request.GET, actor=request.actor, on=today())
    return form, vacancies(request.actor, today(), narrowed(form), refill_key)


def short_send(request):
    """The refill of one seat is sent to the office that must act, once per vacancy."""
    form = SeatForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        return _page(request, refusal=Refused(_("This form was not understood.")))
    team = fetch(Team, request.actor, form.team_id)
    try:
        fresh = send_refill(team, form.which, by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status not in (409, 422):
            raise
        return _page(request, refusal=refusal)
    messages.success(request, _("Sent.") if fresh else _("This refill has been sent before."))
    return redirect("short-teams")


def short_teams_file(request):
    """The same list in Excel, with the conditions above the head."""
    form, found = _asked(request)
    return short_file(found, form, today())
