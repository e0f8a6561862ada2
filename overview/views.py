"""The home page and the search."""

from django.http import Http404
from django.utils.translation import gettext as _

from core.clock import today
from core.models import Division
from core.pages import show
from overview.forms import AreaForm, SearchForm
from overview.home import home_of
from overview.search import quick
from overview.search import search as found_by


def home(request):
    """What waits for the acting office, what is due, and its places with their numbers."""
    form = AreaForm(request.GET, actor=request.actor)
    if not form.is_valid():
        raise Http404
    area = form.cleaned_data["area"]
    parts = home_of(request.actor, area, today())
    if area != request.actor.area:
        parts["inside"] = Division.objects.visible_to(request.actor).current().filter(code=area).first()
    return show(request, "overview/home.html", {"area": area, **parts})


def search(request):
    """People, villages, teams and units of the jurisdiction that the words match."""
    form = SearchForm(request.GET, actor=request.actor)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    groups = _groups(found_by(request.actor, words))
    return show(request, "overview/search.html", {"form": form, "groups": groups, "asked": bool(words)})


def search_quick(request):
    """A fragment below the search box of the header: the first few hits while one types."""
    form = SearchForm(request.GET, actor=request.actor)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    groups = _groups(quick(request.actor, words))
    return show(request, "overview/_quick.html", {"form": form, "groups": groups, "asked": bool(words.split())})


def _groups(found):
    """[(label, address of one row, rows)] of the kinds of which something was found."""
    kinds = [
        (_("Cadres"), "cadre", "people"),
        (_("Villages"), "village", "villages"),
        (_("Teams"), "team", "teams"),
        (_("Dispatching units"), "unit", "units"),
    ]
    return [(label, name, found[key]) for label, name, key in kinds if found.get(key)]
