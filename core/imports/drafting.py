"""From a file to drafts: every filled cell parsed by its column, what cannot be understood noted at its cell."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from core import files
from core.imports.kinds import Draft
from core.sheets import cells, reading


def drafts_of(sheet, kind):
    """(table, drafts) of an import's file. Raises Unreadable for the file as a whole, a missing column included."""
    table = reading.read(files.content(sheet.file), sheet.file.kind, synonyms=kind.synonyms, across=kind.across)
    found = set(table.columns.values())
    missing = [column.heads[0] for column in kind.columns if column.required and column.key not in found]
    if missing:
        raise reading.Unreadable(_("Columns are missing: %(heads)s.") % {"heads": "、".join(missing)})
    return table, [_draft(row, table.columns, kind) for row in table.rows]


def _draft(row, keys, kind):
    draft = Draft(row[0].row, {keys[cell.column]: cell for cell in row}, {})
    for key, cell in draft.cells.items():
        try:
            draft.values[key] = plain(kind.column[key].parse(cell.value))
        except cells.BadCell as fault:
            draft.problem(key, fault.message)
    for column in kind.columns:
        if column.required and column.key not in draft.cells:
            draft.problem(column.key, _("Fill in “%(head)s”.") % {"head": column.heads[0]})
    return draft


def plain(value):
    """A value as JSON keeps it: days as their ISO text."""
    return value.isoformat() if isinstance(value, datetime | date) else value
