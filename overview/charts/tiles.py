"""The schematic map: one tile per county, laid by hand; or outlines of one's own from a file of the same shape.

A line of the file is `code <tab> label <tab> points`. One point `x,y` is a hexagon in column x and row y; three and more
are the corners of an outline. Nothing is fetched from anywhere.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SIZE = 50.0  # from the middle of a hexagon to a corner, in units of the drawing
WIDE = SIZE * sqrt(3)
_CORNERS = ((0, -1), (sqrt(3) / 2, -0.5), (sqrt(3) / 2, 0.5), (0, 1), (-sqrt(3) / 2, 0.5), (-sqrt(3) / 2, -0.5))
_GAP = 0.94


@dataclass(frozen=True)
class Tile:
    """One county: `points` as SVG writes them, `x`, `y` the middle of its words."""

    code: str
    label: str
    points: str
    x: float
    y: float
    box: tuple


@lru_cache(maxsize=4)
def tiles(path):
    """The tiles of a file in its own order. Raises ImproperlyConfigured for a line that makes no sense."""
    lines = enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1)
    return tuple(_tile(line, f"{path}:{at}") for at, line in lines if line.strip() and not line.startswith("#"))


def _tile(line, where):
    try:
        code, label, written = line.split("\t")
        points = [tuple(map(float, point.split(","))) for point in written.split()]
        if not code.isdigit() or len(points) == 2 or any(len(point) != 2 for point in points):
            raise ValueError(written)
    except ValueError as error:
        raise ImproperlyConfigured(f"{where}: code, label and points are wanted, parted by tabs") from error
    return _drawn(code, label, _hexagon(*points[0]) if len(points) == 1 else points)


def _hexagon(column, row):
    """Odd rows stand half a hexagon to the right."""
    x, y = WIDE * (column + (0.5 if int(row) % 2 else 0)), SIZE * 1.5 * row
    return [(x + across * SIZE * _GAP, y + down * SIZE * _GAP) for across, down in _CORNERS]


def _drawn(code, label, points):
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    written = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return Tile(code, label, written, round((box[0] + box[2]) / 2, 1), round((box[1] + box[3]) / 2, 1), box)


def view_box(shown):
    """The part of the drawing that holds these tiles, with a margin."""
    left, top = min(tile.box[0] for tile in shown) - 8, min(tile.box[1] for tile in shown) - 8
    right, bottom = max(tile.box[2] for tile in shown) + 8, max(tile.box[3] for tile in shown) + 8
    return f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"
