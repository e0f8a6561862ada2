"""Opening a table with the readers. Runs in a child process only: plain facts out, no words, no Django.

{"sheet", "rows": [[number, [cell, …]], …], "merged": [[top, left, bottom, right], …], "hidden": {"rows", "columns", "sheets"},
"others": [names], "formulas": n}; a date travels as {"d": iso}, every count from 1 as the spreadsheet has it.
"""

import csv
import io
import posixpath
import re
import zipfile
from datetime import date, datetime, time, timedelta

import python_calamine

MOST_SHEETS = 50
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s(?=[^>]*\bhidden=["'](?:1|true)["'])[^>]*?\br=["'](\d+)["']""")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def sheets_of(content, kind):
    """The visible sheets in their order, each opened only when it is asked for, and the names of the hidden ones."""
    if kind == "csv":
        return [("CSV", lambda: _csv(content))], []
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = [meta for meta in book.sheets_metadata if meta.typ == python_calamine.SheetTypeEnum.WorkSheet]
    seen = [meta.name for meta in sheets if meta.visible == python_calamine.SheetVisibleEnum.Visible]
    paths = _paths(content) if kind == "xlsx" else {}
    hidden = [meta.name for meta in sheets if meta.name not in seen]
    return [(name, _opener(book, content, name, paths.get(name))) for name in seen[:MOST_SHEETS]], hidden


def _opener(book, content, name, path):
    def opened():
        sheet = book.get_sheet_by_name(name)
        facts = {"rows": _numbered(sheet.to_python(skip_empty_area=False)), "merged": _merged(sheet), "formulas": 0}
        return facts | {"hidden_rows": [], "hidden_columns": []} | (_looks(content, path) if path else {})

    return opened


def _numbered(rows):
    """[[number, cells]] of the rows that hold something."""
    plain = ([number, [_plain(cell) for cell in row]] for number, row in enumerate(rows, 1))
    return [row for row in plain if any(cell is not None for cell in row[1])]


def _plain(cell):
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if isinstance(cell, datetime | date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return str(cell)
    return int(cell) if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e18 else cell


def _merged(sheet):
    ranges = sheet.merged_cell_ranges or []
    return [[top + 1, left + 1, bottom + 1, right + 1] for (top, left), (bottom, right) in ranges]


def _paths(content):
    """{name of a sheet: its part inside the file}."""
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        links = _attributes(box.read("xl/_rels/workbook.xml.rels"), rb"Relationship")
        targets = {link.get("Id"): posixpath.normpath(posixpath.join("xl", link.get("Target", ""))) for link in links}
        sheets = _attributes(box.read("xl/workbook.xml"), rb"sheet")
        return {sheet.get("name"): targets.get(sheet.get("id"), "").removeprefix("../") for sheet in sheets}


def _attributes(xml, tag):
    for found in re.findall(rb"<(?:\w+:)?" + tag + rb"\s[^>]*>", xml):
        pairs = re.findall(r"""(\w+)\s*=\s*["']([^"']*)["']""", found.decode("utf-8", "replace"))
        yield {key: _unescaped(value) for key, value in pairs}


def _unescaped(value):
    for written, meant in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        value = value.replace(written, meant)
    return re.sub(r"&#(x?)([0-9a-fA-F]+);", lambda m: chr(int(m[2], 16 if m[1] else 10)), value)


def _looks(content, path):
    """What the readers do not tell: hidden rows and columns, and how many cells are formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            xml = box.read(path.lstrip("/"))
    except KeyError:
        return {}
    columns = [column for column in _COLUMN.findall(xml) if re.search(rb"""hidden=["'](?:1|true)["']""", column)]
    return {
        "hidden_rows": [int(number) for number in _HIDDEN_ROW.findall(xml)],
        "hidden_columns": [number for column in columns for number in _span(column)],
        "formulas": len(_FORMULA.findall(xml)),
    }


def _span(column):
    first, last = (int(re.search(rb'\b%s=["\'](\d+)' % end, column)[1]) for end in (b"min", b"max"))
    return range(first, min(last, 1000) + 1)


def _csv(content):
    text = decoded(content)
    try:
        mark = csv.Sniffer().sniff(text[:4096], ",;\t").delimiter
    except csv.Error:
        mark = ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    plain = _numbered([cell or None for cell in row] for row in rows)
    return {"rows": plain, "merged": [], "hidden_rows": [], "hidden_columns": [], "formulas": 0}


def decoded(content):
    """Text of a CSV file: UTF-16 and UTF-8 by their marks, else UTF-8 where it is, else GB18030."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")
