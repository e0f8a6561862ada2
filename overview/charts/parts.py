"""What a chart is made of: named columns, rows of numbers, and where a row and a number lead."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from core.access import way_to


@dataclass(frozen=True)
class Column:
    """One column: what it counts. `tone` names its colour in the picture; a column without one is not drawn.

    `to`: (address name, query) of the list behind a number, when there is one.
    """

    key: str
    label: str
    tone: str = ""
    to: tuple | None = None


@dataclass(frozen=True)
class Row:
    """A division, or a kind of case, with a number for each column. `link`: the way down, or ""."""

    code: str
    name: str
    numbers: tuple
    link: str = ""


@dataclass(frozen=True)
class Chart:
    """A picture and its table. `about` says what is counted and when; `base`: the column the others are shares of."""

    key: str
    title: str
    about: str
    columns: tuple
    rows: list = field(default_factory=list)
    base: str = ""
    first: str = ""

    @property
    def total(self):
        """The sum line."""
        return tuple(map(sum, zip(*(row.numbers for row in self.rows), strict=True))) or (0,) * len(self.columns)

    @property
    def drawn(self):
        """(first, last) of the drawn columns as cells of a table row; the first cell is the name."""
        at = [number for number, column in enumerate(self.columns, 1) if column.tone]
        return min(at), max(at)

    def number(self, row, key):
        """A row's number in a column."""
        return row.numbers[self.at(key)]

    def at(self, key):
        """Where a column stands."""
        return next(n for n, column in enumerate(self.columns) if column.key == key)

    @property
    def summed(self):
        """Whether the rows are divisions that add up; kinds of cases add up too, and so does everything shown."""
        return len(self.rows) > 1


def address(actor, name, **query):
    """The address of a list with its query, or "" when its door is closed to the office."""
    way = way_to(actor, name)
    return f"{way}?{urlencode(query)}" if way and query else way


def behind(actor, column, code):
    """Where the number of a column leads for one division."""
    if column.to is None:
        return ""
    name, query = column.to
    return address(actor, name, **{key: code if value == "{code}" else value for key, value in query.items()})
