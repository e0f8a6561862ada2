"""The map of a place: its counties as tiles, coloured by one measure, in the order of their codes."""

from bisect import bisect

from django.conf import settings
from django.utils.formats import localize

from overview.charts.building import charts_of
from overview.charts.measures import MEASURES
from overview.charts.parts import address
from overview.charts.tiles import tiles, view_box

COUNTY = 6


def counties_of(actor, area, on, measure):
    """[{code, name, part, whole, share, link}] of the counties inside a place where something is counted."""
    one = MEASURES[measure]
    (chart,) = charts_of(actor, area, on, COUNTY, only=(one.chart,))
    return [_line(actor, chart, row, one, on) for row in chart.rows]


def _line(actor, chart, row, one, on):
    part, whole, share = one.of(chart, row)
    link = address(actor, "overview", area=row.code, day=on)
    return {"code": row.code, "name": row.name, "part": part, "whole": whole, "share": share, "link": link}


def drawing(found, area, measure):
    """{tiles, view_box, steps}: every tile inside the place, with its county's numbers where there are some."""
    one, lines = MEASURES[measure], {line["code"]: line for line in found}
    shown = [tile for tile in tiles(str(settings.MAP_FILE)) if tile.code.startswith(area[:COUNTY])]
    drawn = [
        {"tile": tile, "at": _middle(tile), **lines.get(tile.code, {}), **_colour(lines.get(tile.code), one)}
        for tile in shown
    ]
    drawn.sort(key=lambda each: each["tile"].code)
    return {"tiles": drawn, "view_box": view_box(shown) if shown else "", "steps": _legend(one)}


def _middle(tile):
    """Where the name and the number stand, as SVG writes numbers whatever the reader's language."""
    return {"x": localize(tile.x, use_l10n=False), "name": f"{tile.y - 6:.1f}", "number": f"{tile.y + 20:.1f}"}


def _colour(line, one):
    if not line or line["share"] is None:
        return {"look": "none"}
    return {"look": f"{one.tone}-{bisect(one.steps, line['share']) - 1}"}


def _legend(one):
    ends = [*(begin - 1 for begin in one.steps[1:]), 100]
    spans = [f"{low}–{high}%" if low < high else f"{low}%" for low, high in zip(one.steps, ends, strict=True)]
    return [(f"{one.tone}-{at}", span) for at, span in enumerate(spans)]
