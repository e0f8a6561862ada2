"""The catalogue of forms: what is asked for, on what basis, what the system knows already, and how much people type."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import catalogue
from core.access import fetch
from core.actions import catalogue as deeds
from core.clock import today
from core.export import excel_file
from core.forms.catalogue import AskedFormForm, YearForm
from core.models import AskedForm
from core.models.catalogue import ISSUERS
from core.offices import Office
from core.pages import show
from core.refusals import NotAllowed

_NAMES = ("Form", "Issuer", "Basis", "How often", "Filled in by", "Fields", "Known already")
HEADS = [gettext_lazy(head) for head in _NAMES]


def form_list(request):
    """The house's own forms and those offices ask for; for the levels above also the typed fields of a year."""
    actor, on = request.actor, today()
    form = YearForm(request.GET, actor=actor, on=on)
    year = (form.cleaned_data["year"] if form.is_valid() else None) or on.year
    context = {"own": catalogue.with_clauses(actor, on), "rows": catalogue.asked(actor, on), "year": year, "form": form}
    if actor.office in ISSUERS:
        context |= {"typed": catalogue.typed(actor, year, on), "before": year - 1, "counts": True}
    return show(request, "core/catalogue.html", context)


def form_file(request):
    """The same list as Excel."""
    actor, on = request.actor, today()
    own = [
        _line(one, one.issuer, f"{rule.name} {rule.clause}" if rule else "")
        for one, rule in catalogue.with_clauses(actor, on)
    ]
    rows = [_line(one, f"{one.place} {one.get_office_display()}", one.basis) for one in catalogue.asked(actor, on)]
    return excel_file(_("Catalogue of forms"), HEADS, own + rows)


def _line(one, issuer, basis):
    by = "、".join(str(Office(office).label) for office in one.filled_by)
    names = "、".join(field["name"] for field in one.fields)
    known = "、".join(field["name"] for field in one.fields if field["known"])
    return (one.name, issuer, basis or _("no basis"), one.get_cadence_display(), by, names, known)


def form_new(request):
    """Lists a form this office asks for."""
    return _entered(request, None, _("New form in the catalogue"))


def asked_form(request, pk):
    """One form with its fields."""
    row = fetch(AskedForm, request.actor, pk)
    mine = row.kept_by(request.actor) and row.ended_on is None
    return show(request, "core/asked_form.html", {"one": row, "mine": mine})


def form_edit(request, pk):
    """Changes a form of this office."""
    row = fetch(AskedForm, request.actor, pk)
    if not row.kept_by(request.actor):
        raise NotAllowed(_("Only the office that asks for a form changes it."))
    return _entered(request, row, row.name)


def form_end(request, pk):
    """This office no longer asks for it."""
    deeds.end_form(fetch(AskedForm, request.actor, pk), by=request.actor, on=today())
    messages.success(request, _("The form is no longer asked for."))
    return redirect("catalogue")


def _entered(request, kept, title):
    form = AskedFormForm(request.POST or None, actor=request.actor, on=today(), kept=kept)
    if request.method == "POST" and form.is_valid():
        said = {**form.facts(), "by": request.actor, "on": today()}
        row = deeds.change_form(kept, **said) if kept else deeds.ask_form(**said)
        messages.success(request, _("The form stands in the catalogue."))
        return redirect("asked-form", row.pk)
    return show(request, "core/asked_form_edit.html", {"form": form, "title": title, "kept": kept})
