"""Painting faults into a workbook. Runs in the child process."""

import io
from datetime import date, datetime

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill

from core.sheets.opening import sheets_of

_BAD = PatternFill("solid", fgColor="FFFFC7CE")
_ROW = PatternFill("solid", fgColor="FFFFEB9C")
_RUNS = tuple("=+-@\t\r\n")


def painted(content, *, kind, sheet, head_row, head, cells, rows):
    """The bytes of the workbook with `cells` [[row, column, why]] and `rows` [[row, why]] marked."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True) if kind == "xlsx" else _copied(content, kind)
    page = book[sheet]
    _disarm(book)
    _forget_merged(page, [row for row, *_ in rows])
    for row, column, why in cells:
        cell = page.cell(row, column)
        cell.fill = _BAD
        cell.comment = Comment(why, "", width=320, height=120)
    _last_column(page, head_row, head, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _copied(content, kind):
    """The visible sheets of an .xls or a CSV as a new workbook, cell by cell."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, opened in sheets_of(content, kind)[0]:
        page = book.create_sheet(name)
        for number, cells in opened()["rows"]:
            for column, value in enumerate(cells, 1):
                if value is not None:
                    page.cell(number, column).value = _value(value)
    return book


def _value(value):
    if isinstance(value, dict):
        return datetime.fromisoformat(value["d"]) if "T" in value["d"] else date.fromisoformat(value["d"])
    return value


def _disarm(book):
    """No text begins as a formula does, and nothing points outside."""
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.lstrip(" ").startswith(_RUNS):
                    cell.value = f"'{cell.value}"
                    cell.data_type = "s"
                if cell.hyperlink:
                    cell.hyperlink = None
                if cell.comment and cell.comment.text.lstrip(" ").startswith(_RUNS):
                    cell.comment = Comment(f"'{cell.comment.text}", cell.comment.author or "")


def _forget_merged(page, rows):
    """Cells merged with a faulty row are parted, each keeping the value: a cell inside a merger takes no mark."""
    for area in list(page.merged_cells.ranges):
        if any(area.min_row <= row <= area.max_row for row in rows):
            value = page.cell(area.min_row, area.min_col).value
            page.unmerge_cells(str(area))
            for row in range(area.min_row, area.max_row + 1):
                page.cell(row, area.min_col).value = value


def _last_column(page, head_row, head, rows):
    column = next((c.column for c in page[head_row] if c.value == head), page.max_column + 1)
    page.cell(head_row, column).value = head
    page.column_dimensions[page.cell(head_row, column).column_letter].width = 60
    for row, why in rows:
        cell = page.cell(row, column)
        cell.value, cell.fill = why, _ROW
        cell.alignment = Alignment(wrap_text=True, vertical="top")
