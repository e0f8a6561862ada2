"""Standings: who has the days, who will miss them, and until when it can still be done."""

from attendance.forms import StandingForm
from attendance.models import Standing
from attendance.rows import standings, verdict_counts
from core.clock import today
from core.pages import show
from core.paging import page_of


def standing_list(request):
    """The standings of a year and kind in the actor's jurisdiction, with counts per verdict."""
    form = StandingForm(request.GET, actor=request.actor, on=today())
    wanted = form.cleaned_data if form.is_valid() else {}
    year, kind = wanted.get("year") or today().year, wanted.get("kind") or "attendance"
    counts = verdict_counts(request.actor, kind, year)
    page = page_of(request, standings(request.actor, wanted, today().year))
    context = {
        "filters": form,
        "page": page,
        "kind": Standing.Kind(kind),
        "counts": [(verdict, counts.get(verdict.value, 0)) for verdict in Standing.Verdict],
        "cited": page.object_list[0].provisions if page.object_list else [],
    }
    return show(request, "attendance/standings.html", context)
