"""What is not handed in, and how far each place is: counted, never ranked."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.clock import today
from core.export import excel_file
from core.offices import Office
from core.pages import show
from core.paging import page_of
from core.policy import PROVINCE
from duties import rows
from duties.forms.filters import MissingFilter, SpanFilter

MISSING_HEADS = [gettext_lazy(head) for head in ("Village", "First secretary", "Due", "Overdue", "Begun")]
COUNTED = ("teams", "promise_taken", "promise_submitted", "promise_missing")
COUNTED += ("report_taken", "report_submitted", "report_missing")
_PLACE_HEADS = ("Place", "Teams", "Commitments received", "Commitments waiting", "Commitments missing")
_PLACE_HEADS += ("Reports received", "Reports waiting", "Reports missing")
PLACE_HEADS = [gettext_lazy(head) for head in _PLACE_HEADS]


def asked_of(request, form):
    """What a form asks; of one that makes no sense, what it shows when nothing is asked."""
    if form.is_valid():
        return form.cleaned_data
    plain = type(form)({}, actor=request.actor, on=today())
    plain.full_clean()
    return plain.cleaned_data


def missing(request):
    """Teams whose commitment or report is not handed in, with the day it is due, and the way to begin it."""
    form = MissingFilter(request.GET, actor=request.actor, on=today())
    asked = asked_of(request, form)
    page = page_of(request, rows.missing(request.actor, asked, today()))
    found = list(page)
    for team in found:
        team.begins = _may_begin(team, request.actor)
    context = {"filters": form, "asked": asked, "page": page, "rows": rows.with_due(found, asked, today())}
    return show(request, "duties/missing.html", context)


def _may_begin(team, actor):
    """Whether this actor writes for the team; the deed checks again."""
    if actor.office == Office.CADRE:
        return team.first_account == actor.user_id
    return actor.office == Office.CLERK


def missing_file(request):
    """The list as Excel, as filtered."""
    asked = asked_of(request, MissingFilter(request.GET, actor=request.actor, on=today()))
    found = list(rows.missing(request.actor, asked, today())[:20000])
    lines = (
        (
            team.village.division.full_name,
            team.first_name or "",
            due,
            _("yes") if late else "",
            _("yes") if team.begun else "",
        )
        for team, due, late in rows.with_due(found, asked, today())
    )
    return excel_file(_("Not handed in"), MISSING_HEADS, lines)


def places(request):
    """How many commitments of the year and reports of the quarter each place has, down to the village."""
    form = SpanFilter(request.GET, actor=request.actor, on=today())
    asked = asked_of(request, form)
    return show(request, "duties/places.html", {"filters": form, **_counted(request, asked)})


def _counted(request, asked):
    area = asked.get("area") or request.actor.area or PROVINCE
    found = rows.places(request.actor, area, asked["year"], asked["quarter"], today())
    total = {name: sum(row[name] for row in found) for name in COUNTED}
    return {"rows": found, "total": total, "year": asked["year"], "quarter": asked["quarter"], "area": area}


def places_file(request):
    """The same as Excel."""
    asked = asked_of(request, SpanFilter(request.GET, actor=request.actor, on=today()))
    found = _counted(request, asked)["rows"]
    lines = ((row["name"], *(row[name] for name in COUNTED)) for row in found)
    return excel_file(_("Commitments and reports by place"), PLACE_HEADS, lines)
