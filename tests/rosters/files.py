"""Tables as the programs of the offices write them."""

import csv
import io
from datetime import date

import openpyxl
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def by_excel(rows, *, titles=(), name="花名册.xlsx"):
    """As Excel does it, the titles merged across the table above the heads."""
    book = openpyxl.Workbook()
    sheet = book.active
    for title in titles:
        sheet.append([title])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=len(rows[0]))
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return upload(out.getvalue(), name)


def by_wps(rows, *, name="花名册.xlsx"):
    """As WPS does it: its own sheet name, shared strings, dates as serial numbers with a format."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy/m/d"}) as book:
        sheet = book.add_worksheet("驻村干部")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return upload(out.getvalue(), name)


def by_csv(rows, encoding="gb18030", *, name="花名册.csv"):
    """As text, in the encoding of Chinese Windows unless told otherwise."""
    out = io.StringIO()
    csv.writer(out).writerows([f"{cell:%Y/%m/%d}" if isinstance(cell, date) else cell for cell in row] for row in rows)
    return upload(out.getvalue().encode(encoding), name)


def upload(content, name):
    """Bytes as a browser hands them in."""
    return SimpleUploadedFile(name, content, content_type=XLSX)
