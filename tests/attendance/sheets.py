"""Month sheets in tests: taken out, changed as an office does it offline, handed in again."""

import io

import openpyxl
from django.urls import reverse

from core.imports import deeds
from core.models import SheetImport
from tests.cast import TODAY
from tests.imports.conftest import do_work, upload, xlsx

__all__ = ["exported", "filled", "found", "hand_in", "head", "saved", "table", "worked"]
MONTH = "2026-07"


def exported(client, shape="wide", **query):
    """The workbook as it is taken out."""
    answer = client.get(reverse("register-file"), {"month": MONTH, "shape": shape, **query})
    assert answer.status_code == 200, answer.content.decode()
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def head(book):
    """{head: column} of the row that bears 姓名, and its number."""
    row = next(row for row in book.active.iter_rows() if any(cell.value == "姓名" for cell in row))
    return {cell.value: cell.column for cell in row if cell.value}, row[0].row


def filled(book, name, column, value=None):
    """The cell of a person under a head; with a value, that is put in."""
    heads, at = head(book)
    rows = (row for row in range(at + 1, book.active.max_row + 1))
    row = next(row for row in rows if book.active.cell(row, heads["姓名"]).value == name)
    cell = book.active.cell(row, heads[column])
    if value is not None:
        cell.value = value
    return cell.value


def saved(book):
    """Its bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(heads, *rows):
    """The bytes of a foreign table with a title row."""
    return xlsx(heads, *rows, title="七月份驻村干部考勤表")


def hand_in(cast, content, kind="month_sheet", who="clerk", **asked):
    """The table of this clerk, checked."""
    made = deeds.hand_in(kind, upload(content), asked=asked, by=cast.actors[who], on=TODAY)
    do_work()
    return SheetImport.objects.get(pk=made.pk)


def worked(cast, deed, sheet, who="clerk"):
    """The table after a deed and its work."""
    deed(sheet, by=cast.actors[who], on=TODAY)
    do_work()
    return SheetImport.objects.get(pk=sheet.pk)


def found(sheet):
    """[(row number's name, key of the cell, what stands in the way)]."""
    rows = sheet.rows.order_by("number")
    return [(row.values.get("name"), one["key"], one["text"]) for row in rows for one in row.problems]
