"""The empty table of a kind: its heads on the first sheet, every column explained on the second."""

import io

import xlsxwriter
from django.utils.translation import gettext as _

_QUIET = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def blank(kind):
    """The bytes of an .xlsx whose columns are all text, so that no number is rounded and no day is turned around."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **_QUIET}) as book:
        head = book.add_format({"bold": True, "border": 1, "align": "center", "bg_color": "#F2F2F2"})
        must = book.add_format({"bold": True, "border": 1, "align": "center", "bg_color": "#FFEB9C"})
        text, wrapped = book.add_format({"num_format": "@"}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet, words = book.add_worksheet(str(kind.label)[:31]), book.add_worksheet(_("Columns explained"))
        sheet.freeze_panes(1, 0)
        words.write_row(0, 0, [_("Column"), _("Required"), _("What to write"), _("Also read as"), _("Example")], head)
        for at, column in enumerate(kind.columns):
            sheet.set_column(at, at, max(12, 2 * len(column.heads[0]) + 4), text)
            sheet.write(0, at, column.heads[0], must if column.required else head)
            needed = _("yes") if column.required else ""
            others = "、".join(column.heads[1:])
            words.write_row(at + 1, 0, [column.heads[0], needed, str(column.words), others, column.sample], wrapped)
        words.set_column(0, 1, 16)
        words.set_column(2, 3, 48)
        words.set_column(4, 4, 24)
    return out.getvalue()
