"""Official papers as Word, laid out after GB/T 9704-2012: A4, 37 mm above and 28 mm left of a 156 × 225 mm type area.

Title 方正小标宋 22 pt, body 仿宋 16 pt on a 28.95 pt line (22 lines of 28 characters), headings 黑体. Where a machine lacks
a font, Word takes its own. Text is data: nothing in it is read as markup.
"""

import io
import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TITLE, SONG, FANGSONG, HEI = "方正小标宋简体", "宋体", "仿宋_GB2312", "黑体"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINE = Pt(28.95)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Paper:
    """One official paper, written from top to bottom."""

    def __init__(self, *, landscape=False):
        self.document = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
        section.top_margin, section.bottom_margin = (Mm(28), Mm(26)) if landscape else (Mm(37), Mm(35))
        section.left_margin, section.right_margin = (Mm(35), Mm(37)) if landscape else (Mm(28), Mm(26))
        _font(self.document.styles["Normal"], FANGSONG, Pt(16))

    def title(self, text):
        """The title, centred."""
        return self._line(text, TITLE, Pt(22), WD_ALIGN_PARAGRAPH.CENTER)

    def number(self, text):
        """The document's number, centred below the title."""
        return self._line(text, FANGSONG, Pt(16), WD_ALIGN_PARAGRAPH.CENTER)

    def to(self, text):
        """The addressee, flush left, ending in a colon."""
        return self._line(text, FANGSONG, Pt(16))

    def heading(self, text):
        """A heading of the first order."""
        return self._line(text, HEI, Pt(16), indent=True)

    def text(self, text):
        """A paragraph of the body, indented by two characters."""
        return self._line(text, FANGSONG, Pt(16), WD_ALIGN_PARAGRAPH.JUSTIFY, indent=True)

    def sign(self, office, day):
        """The signing office and the day in Chinese, to the right."""
        self.blank()
        self._line(office, FANGSONG, Pt(16), WD_ALIGN_PARAGRAPH.RIGHT)
        return self._line(f"{day.year}年{day.month}月{day.day}日", FANGSONG, Pt(16), WD_ALIGN_PARAGRAPH.RIGHT)

    def blank(self):
        """An empty line."""
        return self._line("", FANGSONG, Pt(16))

    def table(self, heads, rows, *, widths=(), size=12):
        """A ruled table whose head is repeated on every page. `widths` in millimetres."""
        table = self.document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        repeated = table.rows[0]._tr.get_or_add_trPr()
        repeated.append(repeated.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
        self._cells(table.rows[0], heads, HEI, size, widths)
        for row in rows:
            self._cells(table.add_row(), row, FANGSONG, size, widths)
        return table

    def form(self, lines, *, widths=(30, 48, 30, 48), size=14):
        """A ruled form of label and value, two pairs a line; a line of one pair runs across."""
        table = self.document.add_table(rows=0, cols=4, style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for line in lines:
            row = table.add_row()
            if len(line) == 2:
                row.cells[1].merge(row.cells[3])
            self._cells(row, line, FANGSONG, size, widths)
        return table

    def answer(self, name):
        """The paper as a download."""
        reply = HttpResponse(self.content(), content_type=WORD)
        reply["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.docx")
        return reply

    def content(self):
        """The paper as bytes."""
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _line(self, text, font, size, align=None, *, indent=False):
        line = self.document.add_paragraph()
        line.alignment = align
        shape = line.paragraph_format
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
        shape.space_before = shape.space_after = Pt(0)
        shape.first_line_indent = size * 2 if indent else None
        _font(line.add_run(_written(text)), font, size)
        return line

    def _cells(self, row, values, font, size, widths):
        for at, value in enumerate(values):
            cell = row.cells[at]
            if at < len(widths) and len(values) > 2:
                cell.width = Mm(widths[at])
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            _font(cell.paragraphs[0].add_run(_written(value)), font, Pt(size))


def _written(value):
    """A value as text that XML can hold."""
    return _UNWRITABLE.sub("", "" if value is None else str(value))


def _font(run, name, size):
    """Western and Chinese characters alike."""
    run.font.name, run.font.size = name, size
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
