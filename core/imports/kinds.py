"""Kinds of tables that offices hand in. An app describes its kind here; reading, showing, entering and undoing are the engine's.

`judge(sheet, drafts, by, on)` looks at all rows at once – jurisdiction before anything is looked up – and sets each draft's
verdict, changes and target, or calls `draft.problem`. It runs at the check and again right before entering.
`enter(sheet, row, values, by, on)` does one row through the ordinary deed and returns (number of the row it made or
changed, what to put back). `undo(sheet, row, by, on)` takes one row back, in reverse order of the rows, and raises Refused or
Conflict when something has been built upon it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.models import SheetRow

KINDS = {}


@dataclass(frozen=True)
class Column:
    """A column: `heads` are the words it may stand under, the first of them printed in the empty table.

    `parse` turns a cell's value into ours (`core.sheets.cells`), `show` a plain value into words for a page. A `secret`
    one is sealed and never shown whole. `words` explains the column to who fills in the empty table, `sample` is such a cell.
    A `quiet` one is one of many: a page shows it on a row only where it changes or is wrong.
    """

    key: str
    label: str
    heads: tuple[str, ...]
    parse: Callable
    required: bool = False
    secret: bool = False
    show: Callable | None = None
    words: str = ""
    sample: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of table. `page`: the form that stands beside the file, or None; its cleaned data is `sheet.asked`.

    `back`: (address name, label) of the page it belongs to. `enter_all(sheet, rows, by, on)` sets `target` and `before` of all
    rows with one statement where a row at a time would be slow, `undo_all(sheet, rows, by, on)` takes them back; then `enter` and
    `undo` are not asked. `across`: columns in which a cell merged across says the same for every column it spans.
    """

    name: str
    label: str
    offices: tuple
    columns: tuple[Column, ...]
    judge: Callable
    enter: Callable | None
    undo: Callable | None
    page: type | None = None
    back: tuple[str, str] | None = None
    enter_all: Callable | None = None
    undo_all: Callable | None = None
    across: tuple[str, ...] = ()

    @property
    def synonyms(self):
        """{key: the words a column may stand under}."""
        return {column.key: column.heads for column in self.columns}

    @property
    def column(self):
        """{key: column}."""
        return {column.key: column for column in self.columns}

    @property
    def secrets(self):
        """The keys that are sealed."""
        return frozenset(column.key for column in self.columns if column.secret)


@dataclass
class Draft:
    """A row as it was understood. `values` are plain (a date is its ISO text); a cell left empty is not in them."""

    number: int
    cells: dict
    values: dict
    problems: list = field(default_factory=list)
    hints: list = field(default_factory=list)
    verdict: str = SheetRow.Verdict.NEW
    changes: dict = field(default_factory=dict)  # key → [old, new]
    target: int | None = None

    def problem(self, key, text, provision=None):
        """Something that stops the row, at the cell of a column ("" for the row as a whole)."""
        self.problems.append(self._said(key, text, provision))

    def hint(self, key, text, provision=None):
        """Something worth knowing that does not stop the row."""
        self.hints.append(self._said(key, text, provision))

    def _said(self, key, text, provision):
        cell = self.cells.get(key)
        said = {"key": key, "column": cell.column if cell else None, "text": str(text)}
        return {**said, "provision": provision.as_json()} if provision is not None else said

    @property
    def good(self):
        """Whether nothing stops the row so far."""
        return not self.problems


def register(kind):
    """Makes a kind known; called once, when its app is ready."""
    KINDS[kind.name] = kind
    return kind


def kind(name):
    """A kind by its name; KeyError for none."""
    return KINDS[name]
