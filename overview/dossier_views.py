"""The dossier in the browser: whose, as of which day, on the screen and as Word; a cadre's own."""

from core.access import fetch
from core.clock import today
from core.pages import show
from core.paging import page_of
from core.refusals import Refused
from overview.dossier import File, dossier_of
from overview.dossier.paper import paper_of
from overview.forms import DossierForm, FindDossierForm
from overview.search import people
from teams.models import Cadre


def dossiers(request):
    """The cadres of the jurisdiction by name, pinyin initials or employer, each with the way to their dossier."""
    form = FindDossierForm(request.GET, actor=request.actor, on=today())
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = page_of(request, people(request.actor, words, today()))
    return show(request, "overview/dossiers.html", {"filters": form, "page": page})


def dossier(request, pk):
    """One cadre's dossier as of a day; looking leaves a line in the audit record."""
    return _page(request, _cadre(request, pk))


def my_file(request):
    """The cadre's own dossier; a clear word where the account is not linked to a cadre."""
    mine = _related(request).first()
    return _page(request, mine) if mine else show(request, "overview/no_dossier.html")


def dossier_word(request, pk):
    """The same as an official paper."""
    cadre, form = _cadre(request, pk), _asked(request)
    if not form.is_valid():
        raise Refused(form.errors["on"][0])
    return paper_of(dossier_of(_file(request, cadre, form), what="dossier_word"))


def _page(request, cadre):
    form = _asked(request)
    found = dossier_of(_file(request, cadre, form)) if form.is_valid() else None
    return show(request, "overview/dossier.html", {"cadre": cadre, "filters": form, "dossier": found})


def _asked(request):
    said = {"on": today().isoformat(), **request.GET.dict()}
    return DossierForm(said, actor=request.actor, on=today())


def _file(request, cadre, form):
    return File(request.actor, cadre, form.cleaned_data["on"], today())


def _cadre(request, pk):
    return fetch(_related(request), request.actor, pk)


def _related(request):
    return Cadre.objects.visible_to(request.actor).select_related("unit", "township")
