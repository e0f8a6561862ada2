"""The overview of a place, its comparison and its map: pages and files."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from attendance.boards import crumbs, step_below
from core.clock import today
from core.pages import show
from core.refusals import Refused
from overview.charts import building, calendar, comparing, files, mapping
from overview.charts.forms import CompareForm, MapForm, OverviewForm, PartForm
from overview.charts.measures import MEASURES
from overview.charts.parts import behind


def overview(request):
    """All charts of a place with their numbers, and the way down."""
    form, asked = asked_of(OverviewForm, request)
    charts = building.charts_of(request.actor, asked["area"], asked["day"], step_below(asked["area"]))
    context = {
        "form": form,
        **asked,
        "crumbs": crumbs(request.actor, asked["area"]),
        "charts": [(chart, _body(request.actor, chart)) for chart in charts if chart.rows],
    }
    return show(request, "overview/charts.html", context)


def month_calendar(request):
    """The month of a place as a calendar: fetched by the overview, or a page of its own."""
    form, asked = asked_of(OverviewForm, request)
    context = {
        "form": form,
        **asked,
        "crumbs": crumbs(request.actor, asked["area"]),
        "weeks": calendar.month_of(request.actor, asked["area"], asked["day"]),
        "weekdays": [WEEKDAYS_ABBR[day] for day in range(7)],
        "board": reverse("on-post"),
    }
    return show(request, "overview/_calendar.html" if request.htmx else "overview/calendar.html", context)


def asked_of(form_class, request):
    """The form and what was asked; of a form that makes no sense, what it shows when nothing is asked."""
    usual = {"day": f"{today()}"}
    form = form_class(_lists(usual, request.GET), actor=request.actor, on=today())
    if form.is_valid():
        return form, form.cleaned_data
    plain = form_class(_lists(usual, {}), actor=request.actor, on=today())
    plain.full_clean()
    return form, plain.cleaned_data


def _lists(usual, said):
    """What was said over what is usual, several values under one name kept."""
    data = said.copy() if said else QueryDict(mutable=True)
    for name, value in usual.items():
        data.setdefault(name, value)
    return data


def _place(request, asked):
    return crumbs(request.actor, asked["area"])["here"]


def _body(actor, chart):
    """The rows of a chart's table. Joined, not drawn by a template: a county has a thousand cells."""
    lines = [(_head(row), _cells(actor, chart, row)) for row in chart.rows]
    body = format_html_join("", '<tr><th scope="row">{}</th>{}</tr>', lines)
    if not chart.summed:
        return body
    labels = [column.label for column in chart.columns]
    sums = format_html_join("", '<td class="num" data-label="{}">{}</td>', zip(labels, chart.total, strict=True))
    return body + format_html('<tr class="sum"><th scope="row">{}</th>{}</tr>', _("Total"), sums)


def _head(row):
    return format_html('<a href="{}">{}</a>', row.link, row.name) if row.link else row.name


def _cells(actor, chart, row):
    cells = (
        (column.label, _cell(behind(actor, column, row.code), n))
        for column, n in zip(chart.columns, row.numbers, strict=True)
    )
    return format_html_join("", '<td class="num" data-label="{}">{}</td>', cells)


def _cell(link, number):
    return format_html('<a href="{}">{}</a>', link, number) if link and number else number


def overview_file(request):
    """The numbers of one chart as Excel."""
    _form, asked = asked_of(PartForm, request)
    charts = building.charts_of(
        request.actor, asked["area"], asked["day"], step_below(asked["area"]), only=(asked["part"],)
    )
    if not charts:
        raise Refused(_("Your office has no such chart."))
    return files.chart_file(request.actor, charts[0], _place(request, asked))


def compare(request):
    """Divisions directly below a place beside each other; never in the order of a number."""
    form, asked = asked_of(CompareForm, request)
    names = dict(form.fields["beside"].choices)
    codes = asked["beside"]
    context = {
        "form": form,
        **asked,
        "crumbs": crumbs(request.actor, asked["area"]),
        "heads": [(code, names.get(code, code)) for code in codes],
        "found": comparing.beside(request.actor, asked["area"], asked["day"], codes) if codes else [],
    }
    return show(request, "overview/compare.html", context)


def compare_file(request):
    """The same as Excel."""
    form, asked = asked_of(CompareForm, request)
    names = dict(form.fields["beside"].choices)
    found = comparing.beside(request.actor, asked["area"], asked["day"], asked["beside"])
    heads = [names.get(code, code) for code in asked["beside"]]
    return files.compare_file(request.actor, found, heads, _place(request, asked), asked["day"])


def county_map(request):
    """The counties of a place as tiles, coloured by a measure, with their numbers; each leads to its overview."""
    form, asked = asked_of(MapForm, request)
    found = mapping.counties_of(request.actor, asked["area"], asked["day"], asked["measure"])
    context = {
        "form": form,
        **asked,
        "label": MEASURES[asked["measure"]].label,
        "crumbs": crumbs(request.actor, asked["area"]),
        "found": found,
        **mapping.drawing(found, asked["area"], asked["measure"]),
    }
    return show(request, "overview/map.html", context)


def county_map_file(request):
    """The numbers of the map as Excel."""
    _form, asked = asked_of(MapForm, request)
    found = mapping.counties_of(request.actor, asked["area"], asked["day"], asked["measure"])
    return files.map_file(request.actor, found, MEASURES[asked["measure"]], _place(request, asked), asked["day"])
