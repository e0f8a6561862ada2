"""The numbers of a chart, of the map and of a comparison as Excel, with the conditions printed above the head."""

from django.utils.translation import gettext as _

from core.export import conditions, excel_file


def chart_file(actor, chart, place):
    """A line for each division and the sum."""
    heads = [_("Code"), chart.first or _("Place"), *(column.label for column in chart.columns)]
    lines = [[row.code, row.name, *row.numbers] for row in chart.rows]
    lines.append(["", _("Total"), *chart.total])
    return excel_file(f"{chart.title}-{place}", heads, lines, conditions(actor, chart.title, place, chart.about))


def map_file(actor, found, measure, place, on):
    """A line for each county."""
    heads = [_("Code"), _("County"), _("Counted"), _("Of"), _("Per cent")]
    lines = [[one["code"], one["name"], one["part"], one["whole"], one["share"]] for one in found]
    title = str(measure.label)
    return excel_file(f"{title}-{place}-{on}", heads, lines, conditions(actor, title, place, str(on)))


def compare_file(actor, found, names, place, on):
    """A line for each number; two columns for each division."""
    heads = [_("Chart"), _("Indicator"), *(head for name in names for head in (name, f"{name} %"))]
    lines = [
        [chart.title, column.label, *(value for number, part in cells for value in (number, part))]
        for chart, columns in found
        for column, cells in columns
    ]
    title = _("Divisions beside each other")
    return excel_file(f"{title}-{place}-{on}", heads, lines, conditions(actor, title, place, str(on)))
