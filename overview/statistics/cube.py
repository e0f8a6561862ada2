"""A cross-table of postings: one statement as of a day, one over many years too."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, Value

from core.models import Division
from overview.statistics.dimensions import DIMENSIONS, NARROWED, PLACES, YEAR, counted_on
from teams.models import Posting


@dataclass(frozen=True)
class Table:
    """`rows` and `columns`: [(value, words)]; `cells`: {(row, column): people}.

    `across`, `down`: whether a row, or a column, may be summed. Years may not: the same people serve in several.
    """

    rows: list
    columns: list
    cells: dict
    across: bool = True
    down: bool = True

    def line(self, row):
        """A row's numbers in the order of the columns."""
        return [self.cells.get((row, column), 0) for column, _words in self.columns]

    @property
    def lines(self):
        """[(value, words, numbers, sum)]"""
        return [(value, words, self.line(value), sum(self.line(value))) for value, words in self.rows]

    @property
    def total(self):
        """The sums of the columns."""
        return [sum(self.cells.get((row, column), 0) for row, _r in self.rows) for column, _c in self.columns]

    @property
    def all(self):
        """Everybody counted."""
        return sum(self.cells.values())


def days_of(asked):
    """The days as of which is counted: the one asked about, or the end of each year up to it.

    The last year is counted as of the day itself, so that it is never fuller than what has happened.
    """
    on = asked["on"]
    if YEAR not in (asked["rows"], asked["columns"]):
        return [on]
    return [*(date(year, 12, 31) for year in range(asked["since"], on.year)), on]


def table_of(actor, asked):
    """The table; two statements at most, whatever the number of years."""
    first, *others = [_part(actor, asked, day) for day in days_of(asked)]
    counted = first.union(*others, all=True) if others else first
    cells = {}
    for down, across, people in counted:
        cells[down, across] = cells.get((down, across), 0) + people
    seen = [{down for down, _a in cells}, {across for _d, across in cells}]
    names = _names(asked, seen)
    axes = [
        _axis(asked, key, values, names) for key, values in zip((asked["rows"], asked["columns"]), seen, strict=True)
    ]
    return Table(*axes, cells, across=asked["columns"] != YEAR, down=asked["rows"] != YEAR)


def _part(actor, asked, day):
    """(row, column, people) of one day."""
    rows = postings(actor, asked, day).order_by().values_list("down", "across")
    return rows.annotate(people=Count("pk"))


def postings(actor, asked, day):
    """The postings counted as of a day, each with its row (`down`) and column (`across`)."""
    rows = Posting.objects.visible_to(actor).filter(counted_on(asked["count"], day), area__startswith=asked["area"])
    for key in NARROWED:
        if asked[f"only_{key}"]:
            rows = rows.alias(**{f"is_{key}": DIMENSIONS[key].of(day)}).filter(**{f"is_{key}": asked[f"only_{key}"]})
    return rows.annotate(down=_sorts(asked["rows"], day), across=_sorts(asked["columns"], day))


def _sorts(key, day):
    return DIMENSIONS[key].of(day) if key else Value("", CharField())


def _names(asked, seen):
    """{code: name} of the divisions among the rows and columns; no statement where there are none."""
    keys = (asked["rows"], asked["columns"])
    codes = {value for key, values in zip(keys, seen, strict=True) if key in PLACES for value in values}
    return dict(Division.objects.current().filter(code__in=codes).values_list("code", "name")) if codes else {}


def _axis(asked, key, seen, names):
    """The values that occur, in their own order: places by code, years one after the other, words as they are listed."""
    if key == YEAR:
        return [(f"{day.year}", f"{day.year}") for day in days_of(asked)]
    if key in PLACES:
        return [(value, names.get(value, value)) for value in sorted(seen)]
    if not key:
        return [("", "")]
    return [(value, str(words)) for value, words in DIMENSIONS[key].choices if value in seen]


def people(actor, asked):
    """Who stands behind a cell, or behind the whole table: the postings with cadre, unit and village, by place and seat."""
    days = days_of(asked)
    year = next((asked[end] for end, key in (("row", asked["rows"]), ("column", asked["columns"])) if key == YEAR), "")
    day = next((one for one in days if f"{one.year}" == year), days[-1])
    rows = postings(actor, asked, day)
    rows = rows.filter(down=asked["row"]) if asked["row"] else rows
    rows = rows.filter(across=asked["column"]) if asked["column"] else rows
    known = rows.select_related("cadre__township", "pairing__unit", "team__village__division")
    return known.order_by("area", "seat", "starts_on", "pk")


def earliest(actor, area):
    """The first day of a posting recorded here, or None: of the time before nothing is known."""
    rows = Posting.objects.visible_to(actor).filter(area__startswith=area)
    return rows.order_by("starts_on").values_list("starts_on", flat=True).first()
