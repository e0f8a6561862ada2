"""Villages and their pairing."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from core.pages import show
from core.paging import page_of
from teams import actions, rows
from teams.forms import (
    EndForm,
    NewVillageForm,
    PairForm,
    TeamForm,
    VillageFilter,
    VillageForm,
    WordsForm,
    division_hits,
    known_of,
)
from teams.languages import spoken_names
from teams.ledger import seat_states, short_since
from teams.models import Cadre, Pairing, Village
from teams.provisions import clause, policy_at, village_categories
from teams.views.doing import form_page, narrowed


def villages(request):
    """The list, narrowed and sorted."""
    filters = VillageFilter(request.GET, actor=request.actor, on=today())
    found = rows.villages(request.actor, narrowed(filters), today())
    words = dict(filters.fields["category"].choices)
    page = page_of(request, found)
    for village in page:
        village.category_names = [words.get(key, key) for key in village.categories]
        village.need_names = [Village.Need(need).label for need in village.needs]
    return show(request, "teams/villages.html", {"filters": filters, "page": page})


def village(request, pk):
    """One village: facts, pairing with its history, the team and its seats."""
    place = _village(request, pk)
    policy = policy_at(place.area, today())
    words = dict(village_categories(policy))
    served_by = (place.teams.visible_to(request.actor) | place.second_teams.visible_to(request.actor)).distinct()
    teams = list(served_by.select_related("village__division", "second_village__division").order_by("-formed_on"))
    pairings = list(Pairing.objects.visible_to(request.actor).filter(village=place).select_related("unit"))
    standing = next((team for team in teams if team.disbanded_on is None), None)
    context = {
        "village": place,
        "categories": [words.get(key, key) for key in place.categories],
        "needs": [Village.Need(need).label for need in place.needs],
        "languages": spoken_names(place.languages),
        "pairings": pairings,
        "paired": any(pairing.ends_on is None for pairing in pairings),
        "team": standing,
        **_seats(request, standing),
        "kept": policy.get("pairing.kept_after_exit"),
        "today": today(),
    }
    return show(request, "teams/village.html", context)


def _village(request, pk):
    return fetch(Village.objects.visible_to(request.actor).select_related("division"), request.actor, pk)


def _seats(request, team):
    if team is None:
        return {}
    states = seat_states(team.formed_on, team.postings.select_related("cadre"), today())
    seen = Cadre.objects.visible_to(request.actor).filter(postings__team=team).values_list("pk", flat=True)
    return {"seats": states, "short_since": short_since(states), "seen": set(seen)}


def village_new(request):
    """The county adds a village: search, choose, facts."""
    start = known_of(request.GET.get("code", ""), request.actor)
    form = NewVillageForm(request.POST or None, actor=request.actor, on=today(), initial=start)
    return form_page(
        request,
        form,
        lambda data: actions.add_village(data["code"], data, by=request.actor, on=today()),
        to=lambda made: ("village", made.pk),
        done=_("The village has been added."),
        template="teams/village_new.html",
        **_search(request),
    )


def _search(request):
    words = WordsForm(request.GET)
    asked = words.cleaned_data["q"] if words.is_valid() else ""
    return {"words": words, "asked": asked, "hits": division_hits(asked, request.actor)}


def village_edit(request, pk):
    """The county corrects the facts about a village."""
    place = _village(request, pk)
    known = {name: getattr(place, name) for name in VillageForm.base_fields}
    form = VillageForm(request.POST or None, actor=request.actor, on=today(), initial=known)
    return form_page(
        request,
        form,
        lambda data: actions.edit_village(place, data, by=request.actor, on=today()),
        to=lambda done: ("village", done.pk),
        done=_("Saved."),
        heading=str(place),
        back=("villages", _("Villages")),
        cancel=reverse("village", args=[place.pk]),
    )


def pairing_new(request, pk):
    """A department pairs a unit with a village: search by name, choose, first day."""
    place = _village(request, pk)
    words = request.GET.get("q", "")[:40]
    form = PairForm(request.POST or None, actor=request.actor, on=today(), words=words, initial={"starts_on": today()})
    if request.htmx and request.method == "GET":
        return render(request, "teams/_unit_hits.html", {"form": form, "asked": words})
    return form_page(
        request,
        form,
        lambda data: actions.pair(data["unit"], place, starts_on=data["starts_on"], by=request.actor, on=today()),
        to=lambda made: ("village", place.pk),
        done=_("The village is paired."),
        template="teams/pair.html",
        village=place,
        asked=words,
    )


def pairing_end(request, pk):
    """Ending a pairing: refused with the clause while the policy's period runs."""
    held = fetch(
        Pairing.objects.visible_to(request.actor).select_related("unit", "village__division"), request.actor, pk
    )
    form = EndForm(request.POST or None, actor=request.actor, on=today(), initial={"ends_on": today()})
    return form_page(
        request,
        form,
        lambda data: actions.end_pairing(held, **data, by=request.actor, on=today()),
        to=lambda done: ("village", held.village_id),
        done=_("The pairing has ended."),
        heading=str(held),
        back=("villages", _("Villages")),
        cancel=reverse("village", args=[held.village_id]),
        provision=clause("pairing.kept_after_exit", held.area, today()),
    )


def team_new(request, pk):
    """A department forms the team of a paired village."""
    place = _village(request, pk)
    start = {"formed_on": today()}
    form = TeamForm(request.POST or None, actor=request.actor, on=today(), initial=start, village=place)
    return form_page(
        request,
        form,
        lambda data: actions.form_team(place, **data, by=request.actor, on=today()),
        to=lambda made: ("team", made.pk),
        done=_("The team stands; its seats are to be filled."),
        heading=_("Form the team of %(village)s") % {"village": place},
        back=("villages", _("Villages")),
        cancel=reverse("village", args=[place.pk]),
        provision=clause("team.seats", place.area, today()),
    )
