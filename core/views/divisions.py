"""Divisions: search, one page each with its children, the picker's hits, ethnic area and working languages."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core import widgets
from core.actions.divisions import change_facts
from core.forms.divisions import LANGUAGES, DivisionFacts
from core.models import Division, Unit
from core.offices import DEPARTMENTS
from core.pages import show
from core.paging import page_of
from core.refusals import Refused


def search(request):
    """Divisions by name, path, code or initials; the top level before anything is typed. Never the whole tree."""
    typed = request.GET.get("q", "").strip()[:60]
    rows = Division.objects.visible_to(request.actor).current()
    found = rows.matching(typed)[: widgets.MOST_HITS] if typed else rows.filter(level="prefecture")
    context = {"typed": typed, "hits": list(found), "most": widgets.MOST_HITS}
    return show(request, "core/_division_hits.html" if request.htmx else "core/divisions.html", context)


def division(request, code):
    """One division, its path upwards and its children."""
    here = _here(request, code)
    if request.method == "POST":
        return _edit(request, here)
    return _page(request, here, _form(request, here))


def _here(request, code):
    here = Division.objects.visible_to(request.actor).current().filter(code=code).first()
    if here is None:
        raise Http404
    return here


def _form(request, here, data=None):
    facts = {"ethnic_area": here.ethnic_area, "languages": here.languages}
    return DivisionFacts(data, initial=facts, actor=request.actor)


def _page(request, here, form):
    rows = Division.objects.visible_to(request.actor).current()
    above = list(rows.filter(code__in=[here.code[:length] for length in (2, 4, 6, 9) if length < len(here.code)]))
    below = page_of(request, rows.children_of(here.code), per_page=100)
    mine = request.actor.office in DEPARTMENTS and request.actor.covers(here.code)
    languages = [name for code, name in LANGUAGES if code in here.languages]
    context = {"here": here, "above": above, "page": below, "form": form if mine else None, "languages": languages}
    return show(request, "core/division.html", context)


def _edit(request, here):
    form = _form(request, here, request.POST)
    if form.is_valid():
        try:
            count = change_facts(here, **form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved for %(count)s divisions.") % {"count": count})
            return redirect("division", here.code)
    return _page(request, here, form)


def children(request, code):
    """The level below, opened in place."""
    rows = Division.objects.visible_to(request.actor).current().children_of(_here(request, code).code)
    return render(request, "core/_children.html", {"rows": rows[:300]})


def pick(request):
    """Hits for a picker: a fragment for htmx, JSON otherwise. `level` is a comma list, `inside=own` the own area."""
    levels = tuple(filter(None, request.GET.get("level", "").split(",")))
    rows = widgets.divisions_for(request.actor, levels, request.GET.get("inside") == "own")
    return _picks(request, rows, "code")


def pick_unit(request):
    """Hits for the picker of dispatching units."""
    return _picks(request, Unit.objects.visible_to(request.actor).select_related("home"), "pk")


def _picks(request, rows, key):
    name = request.GET.get("field", "place")
    if not widgets.NAME.fullmatch(name):
        raise Http404
    typed = (request.GET.get(name + widgets.TYPED) or request.GET.get("q", "")).strip()[:60]
    hits = list(rows.matching(typed)[: widgets.MOST_HITS])
    if not request.htmx:
        spoken = [{"value": str(getattr(hit, key)), "text": str(hit)} for hit in hits]
        return JsonResponse({"results": spoken, "more": len(hits) == widgets.MOST_HITS})
    kept = request.GET.get(name, "")[:18]
    fits = kept.isascii() and kept.isdigit()
    chosen = list(rows.filter(**{key: kept})) if fits else []
    return render(request, "core/_picks.html", widgets.picked(name, chosen, hits, typed))
