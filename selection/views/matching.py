"""Matching: asked for, looked at, changed by hand, accepted or given up."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from core.export import excel_file
from core.pages import show
from core.paging import page_of
from core.refusals import NotAllowed, Refused
from selection import placings, plans
from selection.actions import matching as deeds
from selection.board import all_named, family, listed, people_wanted, places_for, villages_wanted
from selection.forms.matching import HandForm, MatchForm, MatchingsFilter, NextBestForm, PeopleFilter, VillagesFilter
from selection.models import Matching
from selection.papers.matching import matching_file
from teams.views.doing import form_page, narrowed


def matchings(request):
    """The matchings of this department's area, the newest first."""
    filters = MatchingsFilter(request.GET, actor=request.actor, on=today())
    page = page_of(request, listed(Matching.objects.visible_to(request.actor), narrowed(filters).get("round")))
    all_named(page.object_list)
    return show(request, "selection/matchings.html", {"filters": filters, "page": page})


def matching_new(request):
    """A department asks for the best matching of a round."""
    form = MatchForm(request.POST or None, actor=request.actor, on=today(), initial=_asked(request))
    return form_page(
        request,
        form,
        lambda said: deeds.ask_matching(said.pop("round"), said.pop("area"), **said, by=request.actor, on=today()),
        to=lambda made: ("matching", made.pk),
        done=_("A worker is computing the matching."),
        template="selection/matching_new.html",
    )


def _asked(request):
    return {"round": request.GET.get("round"), "area": request.actor.area}


def matching(request, pk):
    """One matching: how good it is, each village, each person, its variants."""
    found = _found(request, pk)
    context = {"matching": found, "mine": found.job_id and found.job.owner_id == request.user.pk}
    if "villages" in found.problem and found.totals:
        context |= _result(request, found)
    return show(request, "selection/matching.html", context)


def _result(request, found):
    names = placings.Names(found)
    view = request.GET.get("view", "villages")
    context = {"view": view, "rivals": _rivals(found), "moves": _moves(found, names), "open": _may_be_decided(found)}
    if view == "variants":
        variants = family(Matching.objects.visible_to(request.actor), found)
        return {**context, "variants": variants}
    form = (PeopleFilter if view == "people" else VillagesFilter)(request.GET, actor=request.actor, on=today())
    if view == "people":
        rows = people_wanted(placings.person_lines(found, names), narrowed(form))
    else:
        rows = villages_wanted(placings.village_lines(found, names), narrowed(form))
    return {**context, "filters": form, "page": page_of(request, rows)}


def _rivals(found):
    """The four aims beside first come, first served: (label, ours, theirs, gain)."""
    labels = (
        ("first_secretaries", _("First secretaries")),
        ("seats", _("Seats filled")),
        ("score", _("Points")),
        ("order", _("Sum of the units' order")),
    )
    ours, theirs = found.totals, found.baseline
    return [(label, ours[name], theirs[name], ours[name] - theirs[name]) for name, label in labels]


def _moves(found, names):
    return placings.moves(found.after, found, names) if found.after and found.after.placed else []


def _may_be_decided(found):
    return found.state == Matching.State.READY and not (found.job_id and found.job.state == found.job.State.WAITING)


def matching_table(request, pk):
    """The whole matching as an Excel table, narrowed like the page."""
    found = _ready(request, pk)
    names = placings.Names(found)
    form = VillagesFilter(request.GET, actor=request.actor, on=today())
    rows = villages_wanted(placings.village_lines(found, names), narrowed(form))
    return excel_file(*matching_file(found, rows))


def matching_next_best(request, pk):
    """What it costs if whoever holds a seat does not: a fragment, or a page of its own."""
    found = _ready(request, pk)
    form, names = NextBestForm(request.GET, actor=request.actor, on=today()), placings.Names(found)
    if not form.is_valid() or form.cleaned_data["village"] not in names.path:
        raise Refused(_("Choose a seat of the matching."))
    code, seat = form.cleaned_data["village"], form.cleaned_data["seat"]
    context = {"matching": found, "at": placings.seat_name((code, seat), names)}
    try:
        context |= _compared(plans.next_best_at(found, code, seat), found, names)
    except Refused as refusal:
        context["refusal"] = refusal
    return show(
        request, "selection/_matching_change.html" if request.htmx else "selection/matching_change.html", context
    )


def matching_hand(request, pk):
    """One person moved, pinned, ruled out: what it changes is seen first, saved as a matching of its own."""
    found = _ready(request, pk)
    names = placings.Names(found)
    form, cadre = _hand_form(request, found, names)
    right = form.is_bound and form.is_valid()
    if request.htmx and request.method == "GET":
        seen = _tried(found, form.hand(), names) if right else {"incomplete": True}
        return show(request, "selection/_matching_change.html", seen)
    now = placings.seat_name(plans.seated(found).get(cadre), names)
    context = {"matching": found, "form": form, "who": names.who[cadre], "now": now}
    if right and request.method == "POST":
        return _saved(request, found, form, context)
    return show(request, "selection/matching_hand.html", context | (_tried(found, form.hand(), names) if right else {}))


def _hand_form(request, found, names):
    """(form, cadre number): the seats offered are those open to the person."""
    known = request.POST or request.GET
    cadre = known.get("cadre", "")
    places = places_for(found, int(cadre), names) if cadre.isascii() and cadre.isdigit() and len(cadre) < 19 else None
    if places is None:
        raise Refused(_("Choose a person of the matching."))
    said = known if "how" in known else None
    return HandForm(said, actor=request.actor, on=today(), places=places, initial={"cadre": cadre}), int(cadre)


def _saved(request, found, form, context):
    try:
        made = deeds.change_by_hand(found, form.hand(), by=request.actor, on=today())
    except NotAllowed:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return show(request, "selection/matching_hand.html", context, status=refusal.status)
    messages.success(request, _("Saved beside the one before."))
    return redirect("matching", made.pk)


def _tried(found, hand, names):
    """What a change by hand would bring, as far as that can be said while somebody waits."""
    if hand.solves and not plans.is_quick(found):
        return {"slow": True}
    try:
        return _compared(plans.tried(found, hand), found, names)
    except Refused as refusal:
        return {"refusal": refusal}


def _compared(change, found, names):
    rows = placings.moves_of(change, found, names)
    return {"change": change, "others": rows[:30], "more": max(0, len(rows) - 30)}


def matching_accept(request, pk):
    """The whole matching is accepted, by a worker."""
    found = deeds.ask_to_accept(_found(request, pk), by=request.actor, on=today())
    messages.success(request, _("A worker is carrying the matching out."))
    return redirect("matching", found.pk)


def matching_discard(request, pk):
    """The matching is given up; it stays to be looked at."""
    deeds.discard(_found(request, pk), by=request.actor, on=today())
    messages.success(request, _("Discarded."))
    return redirect(reverse("matchings"))


def _found(request, pk):
    rows = Matching.objects.visible_to(request.actor).select_related("round", "job", "made_by", "after")
    return fetch(rows.defer("after__problem", "after__unfilled", "after__provisions"), request.actor, pk)


def _ready(request, pk):
    """One that has a result."""
    found = _found(request, pk)
    if not found.totals:
        raise Http404
    return found
