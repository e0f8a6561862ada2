"""The user's own file back: bad cells coloured, a comment at each saying why, and a last column with the row's texts."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.export import harmless
from core.sheets import guard
from core.sheets.reading import in_child


def marked(
    content: bytes, kind: str, faults: Iterable[tuple[int, int | None, str]], *, sheet: str, head_row: int = 1
) -> bytes:
    """An .xlsx with the faults marked: (row, column or None for the row as a whole, why).

    An .xlsx keeps its look and all its other cells, formulas as their last values; other kinds are written anew. No cell and no
    comment begins so that a spreadsheet would run it. Raises Unreadable.
    """
    guard.check(content, kind)
    at_cells, by_row = defaultdict(list), defaultdict(list)
    for row, column, text in faults:
        by_row[row].append(str(text))
        if column:
            at_cells[row, column].append(str(text))
    asked = {
        "kind": kind,
        "sheet": sheet,
        "head_row": head_row,
        "head": _("Problems"),
        "cells": [[*place, harmless("\n".join(texts))] for place, texts in at_cells.items()],
        "rows": [[row, harmless(";".join(texts))] for row, texts in by_row.items()],
    }
    return in_child("mark", asked, content)
