"""Official papers: opened again and measured against GB/T 9704-2012."""

import io
from datetime import date
from time import process_time

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from core.documents import Paper

DAY = date(2026, 7, 20)
HEADS = ("姓名", "单位")


def opened(paper):
    return Document(io.BytesIO(paper.content()))


@pytest.fixture
def letter():
    paper = Paper()
    paper.title("关于派驻的通知")
    paper.to("川口镇党委:")
    paper.text("现派驻下列同志。")
    paper.annexed("名单")
    paper.sign("中共海东市委组织部", DAY)
    paper.annex("名单")
    paper.table(HEADS, [("队长甲", "海东市水务局")] * 40)
    return opened(paper)


def fonts(line):
    run = line.runs[0]
    return run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.name, run.font.size


def test_the_type_area_is_156_by_225_millimetres(letter):
    page = letter.sections[0]
    sizes = page.page_width, page.page_height, page.top_margin, page.left_margin
    assert [round(size.mm) for size in sizes] == [210, 297, 37, 28]
    assert round(Length(page.page_width - page.left_margin - page.right_margin).mm) == 156
    assert round(Length(page.page_height - page.top_margin - page.bottom_margin).mm) == 225


def test_a_page_holds_22_lines_of_28_characters(letter):
    page = letter.sections[0]
    grid = page._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    line = int(grid.get(qn("w:linePitch"))) / 20
    character = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert Length(page.page_height - page.top_margin - page.bottom_margin).pt // line == 22
    assert Length(page.page_width - page.left_margin - page.right_margin).pt // character == 28


def test_title_body_and_annex_bear_the_fonts_of_the_standard(letter):
    lines = {line.text: line for line in letter.paragraphs}
    assert fonts(lines["关于派驻的通知"]) == ("方正小标宋简体", "方正小标宋简体", Pt(22))
    assert fonts(lines["现派驻下列同志。"]) == ("仿宋_GB2312", "仿宋_GB2312", Pt(16))
    assert fonts(lines["附件"]) == ("黑体", "黑体", Pt(16))
    assert lines["附件"].paragraph_format.page_break_before
    assert lines["现派驻下列同志。"].paragraph_format.first_line_indent == Pt(32)


def test_page_numbers_stand_outside_between_dashes(letter):
    page = letter.sections[0]
    assert letter.settings.odd_and_even_pages_header_footer
    odd, even = page.footer.paragraphs[0], page.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT)
    assert fonts(odd) == ("宋体", "宋体", Pt(14))
    assert "".join(run.text for run in odd.runs) == "—  —"
    assert odd._element.xpath(".//w:instrText")[0].text == "PAGE"
    below = page.bottom_margin - page.footer_distance - Pt(14)
    assert abs(below - Mm(7)) < Mm(0.1)


def test_the_day_leaves_room_for_the_seal_and_the_office_stands_over_its_middle(letter):
    lines = [line for line in letter.paragraphs if line.alignment == WD_ALIGN_PARAGRAPH.RIGHT]
    assert [line.text for line in lines] == ["中共海东市委组织部", "2026年7月20日"]
    office, day = (line.paragraph_format.right_indent.pt / 16 for line in lines)
    assert office + 9 / 2 == pytest.approx(day + 6.5 / 2)
    assert day == pytest.approx(4)


def test_a_very_long_office_does_not_run_out_of_the_page():
    paper = Paper()
    paper.sign("省" * 26, DAY)
    office = next(line for line in opened(paper).paragraphs if line.text.startswith("省"))
    assert office.paragraph_format.right_indent == 0


def test_the_head_of_a_table_is_repeated_and_rows_hold_together(letter):
    table = letter.tables[0]
    assert len(table.rows) == 41
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in table.rows[40].cells] == ["队长甲", "海东市水务局"]


def test_a_wide_paper_is_the_same_sheet_turned():
    page = opened(Paper(landscape=True)).sections[0]
    sizes = page.page_width, page.page_height, page.top_margin, page.right_margin
    assert [round(size.mm) for size in sizes] == [297, 210, 28, 37]


HOSTILE = ["<script>alert(1)</script>", "&amp; ]]> <w:p/>", "甲\x00\x08乙\ud800", "长" * 10_000, "=1+1", "{{ x }}"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    paper = Paper()
    paper.title(text)
    paper.text(text)
    paper.table(HEADS, [(text, None)])
    paper.form([("意见", text)])
    again, plain = opened(paper), text.replace("\x00", "").replace("\x08", "").replace("\ud800", "")
    assert [line.text for line in again.paragraphs[:2]] == [plain, plain]
    assert again.tables[0].rows[1].cells[0].text == plain
    assert again.tables[1].rows[0].cells[1].text == plain


def test_a_paper_names_nobody_in_its_properties():
    known = opened(Paper()).core_properties
    assert (known.author, known.comments) == ("", "")


def test_six_hundred_people_are_written_quickly():
    began, paper = process_time(), Paper()
    paper.table(["列"] * 9, [["字" * 10] * 9] * 600)
    paper.content()
    assert process_time() - began < 3
