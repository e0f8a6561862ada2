"""Reading a table somebody handed in. Nothing here trusts the file: it is looked over first, then parsed in a child process."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from core.sheets import guard
from core.sheets.guard import Unreadable

__all__ = ["Cell", "Table", "Unreadable", "read"]
_SURROUNDINGS = {"TMPDIR": "/dev/shm"}  # noqa: S108 – nothing of ours; what is written on the way stays in memory
_SECONDS = {"read": 90, "mark": 300}
_NOTES = {
    "totals": lambda rows: _("Left out as totals: rows %(rows)s.") % {"rows": rows},
    "remarks": lambda rows: _("Left out as remarks: rows %(rows)s.") % {"rows": rows},
    "heads": lambda rows: _("Left out as repeated heads: rows %(rows)s.") % {"rows": rows},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell: where it stands, counted from 1 as the spreadsheet does, and what the file has in it."""

    row: int
    column: int
    value: str | int | float | bool | datetime | date | None


@dataclass
class Table:
    """The table found in a file. `columns`: {column: key}; `rows`: the filled cells of the known columns, row by row."""

    heads: list[str]
    head_row: int
    rows: list[list[Cell]]
    notes: list[str]
    sheet: str
    columns: dict[int, str]


def read(content: bytes, kind: str, *, synonyms: Mapping[str, tuple[str, ...]], across: tuple[str, ...] = ()) -> Table:
    """Finds the heads and reads what stands below them. `kind` is told by content (`core.files.kind_of`); `across`: keys of the
    columns in which a cell merged across speaks for all of them.

    Raises Unreadable, in words, for a hostile or broken file, for one without known heads, without rows or with too many.
    """
    guard.check(content, kind)
    found = json.loads(in_child("read", {"kind": kind, "synonyms": dict(synonyms), "across": across}, content))
    if found.get("missing"):
        known = "、".join(words[0] for words in synonyms.values())
        raise Unreadable(_("No row of heads was found. Known heads: %(known)s.") % {"known": known})
    if most := found.get("too_many"):
        raise Unreadable(_("The table has more than %(most)s rows. Hand it in in parts.") % {"most": f"{most:,}"})
    if not found["rows"]:
        raise Unreadable(_("There are no rows below the heads."))
    columns = {int(column): key for column, key in found["columns"].items()}
    rows = [[Cell(row, column, _value(value)) for column, value in cells] for row, cells in found["rows"]]
    return Table(found["heads"], found["head_row"], rows, _notes(found), found["sheet"], columns)


def in_child(work, asked, content):
    """What the child process answers; Unreadable when it gave up, ran out of memory or of time."""
    command = [sys.executable, "-s", "-B", "-m", "core.sheets.child", work]
    sent = json.dumps(asked, ensure_ascii=False).encode() + b"\n" + content
    try:
        done = subprocess.run(
            command,
            input=sent,
            capture_output=True,
            timeout=_SECONDS[work],
            cwd=settings.BASE_DIR,
            env=_SURROUNDINGS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_("Reading the file takes too long. Copy the table alone into a new workbook.")) from error
    if done.returncode == 3:
        raise Unreadable(_("The file is damaged or cut off. Open it, save it again and hand it in."))
    if done.returncode:
        raise Unreadable(_("The file needs too much memory. Copy the table alone into a new workbook."))
    return done.stdout


def _value(value):
    if not isinstance(value, dict):
        return value
    return datetime.fromisoformat(value["d"]) if "T" in value["d"] else date.fromisoformat(value["d"])


def _notes(found):
    """What the reader of the result must know about how the file was read."""
    notes = [_("Sheet “%(name)s” was read.") % {"name": found["sheet"]}] if found["others"] else []
    for key, words in (
        ("others", _("Sheets that were not read: %(names)s.")),
        ("hidden_sheets", _("Hidden sheets were not read: %(names)s.")),
    ):
        notes += [words % {"names": "、".join(found[key])}] if found[key] else []
    notes += [words(_list(found["left_out"][why])) for why, words in _NOTES.items() if found["left_out"][why]]
    if found["empty"]:
        notes.append(_("Empty rows left out: %(count)s.") % {"count": found["empty"]})
    if found["hidden_rows"]:
        notes.append(_("Hidden rows were read too: %(rows)s.") % {"rows": _list(found["hidden_rows"])})
    if found["hidden_columns"]:
        heads = "、".join(found["heads"][column - 1] for column in found["hidden_columns"])
        notes.append(_("Hidden columns were read too: %(heads)s.") % {"heads": heads})
    if found["formulas"]:
        notes.append(_("Formulas: %(count)s. Their last computed values were read.") % {"count": found["formulas"]})
    unknown = [head for at, head in enumerate(found["heads"], 1) if head and str(at) not in found["columns"]]
    if unknown:
        notes.append(_("Columns that are not used: %(heads)s.") % {"heads": "、".join(unknown[:30])})
    return notes


def _list(numbers, most=20):
    shown = "、".join(str(number) for number in numbers[:most])
    return f"{shown} …" if len(numbers) > most else shown
