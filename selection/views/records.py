"""What stays of a nomination: the form on paper, and everything a cadre was put forward for."""

from core.access import fetch
from core.clock import today
from core.pages import show
from selection.careers import cases_of, members_of
from selection.papers.qualification import form_for
from selection.views.cases import case_of
from teams.models import Cadre


def nomination_form(request, pk):
    """资格审查表 as Word. Posted with a reason, the full ID number stands in it, and the record says so."""
    reason = request.POST.get("reason", "") if request.method == "POST" else None
    return form_for(case_of(request, pk), reason, by=request.actor, on=today())


def cadre_selections(request, pk):
    """Every nomination and pool of one cadre, of all rounds; a fragment on the cadre's own page."""
    cadre = fetch(Cadre.objects.visible_to(request.actor), request.actor, pk)
    context = {"cadre": cadre, "cases": cases_of(cadre, request.actor), "members": members_of(cadre, request.actor)}
    template = "selection/_career.html" if request.htmx else "selection/career.html"
    return show(request, template, context)
