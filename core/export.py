"""Tables to take away: Excel and CSV, in which no cell can become a formula."""

import csv
import io
from datetime import date, datetime

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from core.clock import now

MOST_ROWS = 50_000
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plain_cell(value):
    """A value as text or number; moments in local time without their zone."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    return (
        value
        if isinstance(value, int | float) and not isinstance(value, bool)
        else str(value if value is not None else "")
    )


def harmless(value):
    """A text that a spreadsheet would run gets an apostrophe in front."""
    text = plain_cell(value)
    return f"'{text}" if isinstance(text, str) and text.lstrip(" ").startswith(_DANGEROUS) else text


def conditions(actor, title, place, *more):
    """The lines above the head of an Excel: what, where, under which conditions, who asked and when."""
    who = f"{actor.office_name} {actor.place} {actor.name}"
    asked_at = date_format(timezone.localtime(now()), "Y-m-d H:i")
    return [f"{title}: {place}", *more, _("Asked by %(who)s, %(at)s") % {"who": who, "at": asked_at}]


def asked_lines(actor, title, form):
    """The lines above the head of a list: what, of which jurisdiction, each thing it was narrowed by, who asked and when."""
    said = form.cleaned_data if form.is_valid() else {}
    chosen = [(one.field, said.get(one.name)) for one in form if not one.is_hidden and said.get(one.name)]
    return conditions(
        actor, title, actor.place, *(f"{field.label}: {_in_words(field, value)}" for field, value in chosen)
    )


def _in_words(field, value):
    if value is True:
        return _("yes")
    return str(dict(getattr(field.widget, "choices", ())).get(value, value)).strip()


def csv_file(name, heads, rows):
    """A CSV answer with a byte order mark, so that Excel reads its Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([str(head) for head in heads])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return _answer(("\ufeff" + out.getvalue()).encode(), "text/csv; charset=utf-8", f"{name}.csv")


def excel_file(name, heads, rows, above=()):
    """An Excel answer; every text is written as text, never as a formula or a link. `above`: lines over the head."""
    out = io.BytesIO()
    quiet = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, quiet) as book:
        sheet = book.add_worksheet()
        for at, line in enumerate(above):
            sheet.write(at, 0, harmless(line))
        sheet.freeze_panes(len(above) + 1, 0)
        sheet.write_row(len(above), 0, [str(head) for head in heads], book.add_format({"bold": True}))
        for at, row in enumerate(rows, start=len(above) + 1):
            sheet.write_row(at, 0, [harmless(cell) for cell in row])
    return _answer(out.getvalue(), _EXCEL, f"{name}.xlsx")


def excel_answer(name, body):
    """A workbook that is written already, as a download."""
    return _answer(body, _EXCEL, f"{name}.xlsx")


def _answer(body, kind, name):
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer
