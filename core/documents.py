"""Official papers as Word, laid out after GB/T 9704-2012: A4, 37 mm above and 28 mm left of a 156 × 225 mm type area.

Title 方正小标宋 22 pt, body 仿宋 16 pt, 22 lines of 28 characters (the page's own grid holds both), headings 黑体, page
numbers 宋体 14 pt between dashes, outside. Where a machine lacks a font, Word takes its own. Text is data: nothing in it
is read as markup.
"""

import io
import re
from copy import deepcopy

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TITLE, SONG, FANGSONG, HEI = "方正小标宋简体", "宋体", "仿宋_GB2312", "黑体"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINE = Pt(28.95)
_BODY, _FOOT = Pt(16), Pt(14)
_CENTRE, _RIGHT, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
# 225 mm in 22 lines (twentieths of a point); 156 mm in 28 characters, each so much narrower than 16 pt (4096ths of a point)
_GRID = {"type": "linesAndChars", "linePitch": "579", "charSpace": "-849"}
_SEAL = 4  # characters right of the day, where the seal is put over office and day
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Paper:
    """One official paper, written from top to bottom."""

    def __init__(self, *, landscape=False):
        self.document = Document()
        self.document.core_properties.author = self.document.core_properties.comments = ""
        self._page(self.document.sections[0], landscape)
        _font(self.document.styles["Normal"], FANGSONG, _BODY)

    def title(self, text):
        """The title, centred."""
        return self._line(text, TITLE, Pt(22), _CENTRE)

    def number(self, text):
        """The document's number, centred below the title."""
        return self._line(text, align=_CENTRE)

    def to(self, text):
        """The addressee, flush left, ending in a colon."""
        return self._line(text)

    def heading(self, text):
        """A heading of the first order."""
        return self._line(text, HEI, indent=True)

    def text(self, text):
        """A paragraph of the body, indented by two characters."""
        return self._line(text, align=WD_ALIGN_PARAGRAPH.JUSTIFY, indent=True)

    def sign(self, office, day):
        """Office above day, one centred over the other, four characters from the right: where the seal goes."""
        self.blank()
        said = spelled(day)
        middle = max(_SEAL + _width(said) / 2, _width(office) / 2)
        for text in (office, said):
            line = self._line(text, align=_RIGHT)
            line.paragraph_format.right_indent = int(_BODY * (middle - _width(text) / 2))
        return line

    def annexed(self, name):
        """Names the annex below the body, before office and day."""
        self.blank()
        return self.text(f"附件：{name}")

    def annex(self, title):
        """Begins the annex on a page of its own: the word 附件, then its title on the third line."""
        line = self._line("附件", HEI)
        line.paragraph_format.page_break_before = True
        self.blank()
        return self._line(title, TITLE, Pt(22), _CENTRE)

    def blank(self):
        """An empty line."""
        return self._line("")

    def table(self, heads, rows, *, widths=(), size=12):
        """A ruled table whose head is repeated on every page. `widths` in millimetres."""
        table = self._ruled(len(heads))
        repeated = table.add_row()
        _mark(repeated._tr.get_or_add_trPr(), "tblHeader", val="true")
        self._cells(repeated, heads, HEI, size, widths)
        model = table.add_row()
        self._cells(model, heads, FANGSONG, size, widths)
        for row in rows:
            table._tbl.append(_like(model._tr, row))
        table._tbl.remove(model._tr)
        return table

    def form(self, lines, *, widths=(30, 48, 30, 48), size=14):
        """A ruled form of label and value, two pairs a line; a line of one pair runs across."""
        table = self._ruled(4)
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

    def _page(self, section, landscape):
        """Size, margins and grid; page numbers stand outside: right on odd pages, left on even ones."""
        section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
        section.top_margin, section.bottom_margin = (Mm(28), Mm(26)) if landscape else (Mm(37), Mm(35))
        section.left_margin, section.right_margin = (Mm(35), Mm(37)) if landscape else (Mm(28), Mm(26))
        for grid in section._sectPr.findall(qn("w:docGrid")):
            section._sectPr.remove(grid)
        _mark(section._sectPr, "docGrid", **_GRID)
        section.footer_distance = section.bottom_margin - Mm(7) - _FOOT  # the dash lies 7 mm below the type area
        self.document.settings.odd_and_even_pages_header_footer = True
        _page_number(section.footer, _RIGHT)
        _page_number(section.even_page_footer, _LEFT)

    def _ruled(self, columns):
        table = self.document.add_table(rows=0, cols=columns, style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        return table

    def _line(self, text, font=FANGSONG, size=_BODY, align=None, *, indent=False):
        line = self.document.add_paragraph()
        line.alignment = align
        shape = line.paragraph_format
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
        shape.space_before = shape.space_after = Pt(0)
        shape.first_line_indent = size * 2 if indent else None
        _font(line.add_run(_written(text)), font, size)
        return line

    def _cells(self, row, values, font, size, widths):
        _mark(row._tr.get_or_add_trPr(), "cantSplit", val="true")
        for at, (cell, value) in enumerate(zip(row.cells, values, strict=False)):
            if at < len(widths) and len(values) > 2:
                cell.width = Mm(widths[at])
            line = cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(0)
            _font(line.add_run(_written(value)), font, Pt(size))


def spelled(day):
    """A day as papers write it: 2026年7月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _page_number(footer, align):
    """— 1 — in 宋体 14 pt, one character from the outer edge."""
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.alignment, shape = align, line.paragraph_format
    shape.line_spacing_rule, shape.line_spacing, shape.space_after = WD_LINE_SPACING.EXACTLY, _FOOT, Pt(0)
    shape.left_indent, shape.right_indent = (_FOOT, None) if align == _LEFT else (None, _FOOT)
    for part in ("— ", "PAGE", " —"):
        run = line.add_run("" if part == "PAGE" else part)
        _font(run, SONG, _FOOT)
        if part == "PAGE":
            run._element.append(_element("fldChar", fldCharType="begin"))
            run._element.append(_element("instrText"))
            run._element[-1].text = part
            run._element.append(_element("fldChar", fldCharType="end"))


def _like(model, values):
    """A row like another with words of its own: ten times as quick as dressing every cell anew."""
    made = deepcopy(model)
    for run, value in zip(made.iter(qn("w:r")), values, strict=True):
        run.text = _written(value)
    return made


def _mark(parent, name, **values):
    parent.append(_element(name, **values))


def _element(name, **values):
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _width(text):
    """How many characters wide: western ones take half the room."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def _written(value):
    """A value as text that XML can hold."""
    return _UNWRITABLE.sub("", "" if value is None else str(value))


def _font(run, name, size):
    """Western and Chinese characters alike."""
    run.font.name, run.font.size = name, size
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
