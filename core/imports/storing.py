"""Drafts as rows of their import: personal numbers sealed, everything else plain and short."""

from collections import Counter

from core.models import SheetRow
from core.sealed import mask_id, mask_phone
from core.sheets import cells

LONGEST = 300  # characters of a cell worth showing
BATCH = 1000


def store(sheet, drafts, kind):
    """Replaces the rows of an import by what was understood of its file now."""
    sheet.rows.all().delete()
    SheetRow.objects.bulk_create((row_of(sheet, draft, kind) for draft in drafts), batch_size=BATCH)
    sheet.counts = dict(Counter(verdict_of(draft) for draft in drafts))


def row_of(sheet, draft, kind):
    """One draft as an unsaved row."""
    row = SheetRow(sheet=sheet, number=draft.number, verdict=verdict_of(draft), target=draft.target)
    row.problems, row.hints = draft.problems, draft.hints
    found = {key: value for key, value in draft.values.items() if key not in kind.secrets}
    row.values = {**{key: _shown(draft, key, kind) for key in draft.cells}, **found}
    row.changes = {key: _masked_pair(pair) if key in kind.secrets else pair for key, pair in draft.changes.items()}
    row.put_secrets({key: draft.values[key] for key in draft.values.keys() & kind.secrets})
    return row


def verdict_of(draft):
    """A row with a problem is bad, whatever else was found."""
    return str(draft.verdict if draft.good else SheetRow.Verdict.BAD)


def _shown(draft, key, kind):
    """The plain value; of a cell nobody understood, its text; of a personal number, its mask."""
    value = draft.values[key] if key in draft.values else cells.text(draft.cells[key].value)[:LONGEST]
    return mask(value) if key in kind.secrets else value


def mask(number):
    """A personal number with its middle hidden."""
    text = str(number)
    return text if "*" in text else mask_id(text) if len(text) > 12 else mask_phone(text)


def _masked_pair(pair):
    return [mask(value or "") for value in pair]
