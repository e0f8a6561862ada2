"""Cross-tables, the people behind a cell, registers: pages and files."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from attendance.boards import crumbs
from core.clock import today
from core.pages import show
from core.paging import page_of
from core.refusals import Refused
from overview.models import SavedQuery
from overview.statistics import cube, registers, sheets
from overview.statistics.dimensions import DIMENSIONS
from overview.statistics.forms import CellForm, CrossForm, KeepForm, RegisterForm
from teams import actions as people_deeds

BEHIND = "behind_a_number"  # what the record calls the roster of the people behind a cell


def statistics(request):
    """Rows × columns of postings as of a day or over years; a number leads to its people."""
    form, valid = asked_of(CrossForm, request)
    asked = valid.cleaned_data
    table = cube.table_of(request.actor, asked)
    context = {
        "form": form,
        **asked,
        "crumbs": crumbs(request.actor, asked["area"]),
        "title": sheets.title_of(asked),
        "conditions": valid.conditions(),
        "table": table,
        "head": DIMENSIONS[asked["rows"]].label,
        "lines": _linked(table, request.GET),
        "keep": _keeping(request, SavedQuery.What.CROSS),
        "before": _before(request.actor, asked, table.all),
    }
    return show(request, "overview/statistics.html", context)


def asked_of(form_class, request):
    """The form as it was sent, and one that is valid: the same, or the one of a page where nothing is asked."""
    form = form_class(request.GET, actor=request.actor, on=today())
    if form.is_valid():
        return form, form
    plain = form_class(QueryDict(), actor=request.actor, on=today())
    plain.full_clean()
    return form, plain


def _linked(table, said):
    """[(words, [(number, query of its people)], sum, query of the row's people)]"""
    plain = {key: value for key, value in said.items() if value and key != "page"}

    def to(row, column):
        return urlencode(plain | {"row": row, "column": column})

    return [
        (
            words,
            [(n, to(row, column)) for n, (column, _w) in zip(numbers, table.columns, strict=True)],
            total,
            to(row, ""),
        )
        for row, words, numbers, total in table.lines
    ]


def _keeping(request, what):
    """The form that keeps what is being looked at."""
    return KeepForm(initial={"what": what, "query": request.GET.urlencode()}, actor=request.actor, on=today())


def _before(actor, asked, found):
    """The first day anything is recorded here, when the day asked about lies before it."""
    first = None if found else cube.earliest(actor, asked["area"])
    return first if first and asked["on"] < first else None


def statistics_file(request):
    """The cross-table as Excel, its conditions above the head."""
    form = _made_sense(CrossForm, request)
    return sheets.cross_sheet(request.actor, form)[0]


def _made_sense(form_class, request):
    form = form_class(request.GET, actor=request.actor, on=today())
    if not form.is_valid():
        raise Refused(_("This query makes no sense any more: ask it again."))
    return form


def statistics_people(request):
    """Who stands behind a cell: the postings, by place and seat."""
    form = _made_sense(CellForm, request)
    context = {
        "page": page_of(request, cube.people(request.actor, form.cleaned_data)),
        "conditions": form.conditions(),
        "crumbs": crumbs(request.actor, form.cleaned_data["area"]),
        "asked": urlencode({k: v for k, v in request.GET.items() if v and k != "page"}),
        "back": urlencode({k: v for k, v in request.GET.items() if v and k not in ("row", "column", "page")}),
    }
    return show(request, "overview/statistics_people.html", context)


def statistics_people_file(request):
    """The same people as Excel: as a roster, it counts against the hourly limit and leaves a record line."""
    form = _made_sense(CellForm, request)
    rows = cube.people(request.actor, form.cleaned_data)
    people_deeds.hand_out_roster(rows, BEHIND, by=request.actor)
    return sheets.people_sheet(request.actor, form, rows)


def register(request):
    """A register in the shape offices print, as of a day."""
    form, valid = asked_of(RegisterForm, request)
    asked = valid.cleaned_data
    rows = registers.rows_of(request.actor, asked)
    page = page_of(request, rows)
    context = {
        "form": form,
        **asked,
        "crumbs": crumbs(request.actor, asked["area"]),
        "title": registers.REGISTERS[asked["register"]],
        "heads": registers.heads_of(asked["register"]),
        "page": page,
        "lines": registers.lines_of(page.object_list, asked),
        "keep": _keeping(request, SavedQuery.What.REGISTER),
        "before": _before(request.actor, asked, registers.postings(request.actor, asked).exists()),
    }
    return show(request, "overview/register.html", context)


def register_file(request):
    """The register as Excel; one that names people counts against the hourly limit and leaves a record line."""
    form = _made_sense(RegisterForm, request)
    asked = form.cleaned_data
    if asked["register"] != registers.STATISTICS:
        people_deeds.hand_out_roster(registers.postings(request.actor, asked), asked["register"], by=request.actor)
    return sheets.register_sheet(request.actor, form)[0]
