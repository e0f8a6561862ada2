"""The user's own file back, with its faults marked."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sheets.marking import marked
from tests.sheets.making import PEOPLE, book

DANGEROUS = tuple("=+-@")


def opened(content, sheet="Sheet"):
    return openpyxl.load_workbook(io.BytesIO(content))[sheet]


def values(page, width):
    return [[cell.value for cell in row[:width]] for row in page.iter_rows()]


TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)
CELLS = st.one_of(st.none(), TEXTS.filter(lambda t: t.strip() and not t.lstrip(" ").startswith(DANGEROUS)), st.integers(-999, 10**12), st.dates(date(1930, 1, 1), date(2100, 1, 1)))  # fmt: skip


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6), st.data())
@settings(max_examples=10, deadline=None)
def test_it_opens_again_and_keeps_all_other_cells(rows, data):
    content = book(("甲", "乙", "丙"), *rows)
    row = data.draw(st.integers(2, len(rows) + 1))
    page = opened(marked(content, "xlsx", [(row, 2, "不对")], sheet="Sheet"))
    before = values(opened(content), 3)
    assert values(page, 3)[: len(before)] == before
    assert page.cell(row, 2).comment.text == "不对"


@pytest.fixture
def people():
    faults = [(3, 2, "没有这一天。"), (3, None, "整行有误。")]
    return opened(marked(book(("花名册",), *PEOPLE), "xlsx", faults, sheet="Sheet", head_row=2))


def test_the_bad_cell_is_coloured_and_says_why(people):
    assert people.cell(3, 2).fill.fgColor.rgb == "FFFFC7CE"
    assert people.cell(3, 2).comment.text == "没有这一天。"


def test_a_last_column_has_the_rows_texts_under_its_head(people):
    assert [people.cell(row, 3).value for row in (2, 3, 4)] == ["问题", "没有这一天。;整行有误。", None]


def test_good_rows_are_left_alone(people):
    assert people.cell(4, 2).fill.fgColor.rgb != "FFFFC7CE"
    assert people.cell(4, 2).comment is None


def test_no_cell_and_no_comment_runs():
    content = book(("甲", "乙"), ("=1+1", "@x"), ("+1", "-1"))
    raw = openpyxl.load_workbook(io.BytesIO(content))
    raw.active["B2"].value, raw.active["B2"].data_type = "=cmd", "s"
    out = io.BytesIO()
    raw.save(out)
    page = opened(marked(out.getvalue(), "xlsx", [(2, 1, "=cmd")], sheet="Sheet"))
    texts = [cell.value for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    texts += [cell.comment.text for row in page.iter_rows() for cell in row if cell.comment]
    assert not [text for text in texts if text.startswith(DANGEROUS)]


def test_the_look_is_kept():
    def dress(made, page):
        page["A1"].font = openpyxl.styles.Font(bold=True, color="FF00AA00")
        page.column_dimensions["A"].width = 33

    page = opened(marked(book(*PEOPLE, dress=dress), "xlsx", [(2, 1, "x")], sheet="Sheet"))
    assert (page["A1"].font.color.rgb, page.column_dimensions["A"].width) == ("FF00AA00", 33)


def test_a_cell_inside_a_merger_is_marked_and_loses_nothing():
    content = book(*PEOPLE, dress=lambda made, page: page.merge_cells("A2:A3"))
    page = opened(marked(content, "xlsx", [(3, 1, "x")], sheet="Sheet"))
    assert (page["A2"].value, page["A3"].value, page["A3"].comment.text) == ("张甲", "张甲", "x")


def test_a_csv_comes_back_as_a_workbook():
    content = "姓名,出生年月\n张甲,1985.13\n".encode("gb18030")
    page = opened(marked(content, "csv", [(2, 2, "没有这一天。")], sheet="CSV"), "CSV")
    assert values(page, 3) == [["姓名", "出生年月", "问题"], ["张甲", "1985.13", "没有这一天。"]]


def test_marked_twice_there_is_one_column_of_problems():
    once = marked(book(*PEOPLE), "xlsx", [(2, 1, "一")], sheet="Sheet")
    page = opened(marked(once, "xlsx", [(3, 1, "二")], sheet="Sheet"))
    assert [cell.value for cell in page[1]] == ["姓名", "出生年月", "问题"]
