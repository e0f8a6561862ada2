"""Divisions beside each other: every number of the charts, one column per division, in the order of the codes."""

from attendance.boards import share, step_below
from overview.charts.building import charts_of

COMPARED = ("teams", "on_post", "attendance", "training", "grades", "quota")


def beside(actor, area, on, codes):
    """[(chart, [(column, [(number, share in per cent or None)] for each code)])]; a division without a row has zeros."""
    return [
        (chart, [(column, _cells(chart, at, codes)) for at, column in enumerate(chart.columns)])
        for chart in charts_of(actor, area, on, step_below(area), only=COMPARED)
    ]


def _cells(chart, at, codes):
    rows, base = {row.code: row.numbers for row in chart.rows}, chart.at(chart.base)
    none = (0,) * len(chart.columns)
    found = [rows.get(code, none) for code in codes]
    return [
        (numbers[at], share(numbers[at], numbers[base]) if at != base and numbers[base] else None) for numbers in found
    ]
