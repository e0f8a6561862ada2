"""Finding the table in a file of any shape, and saying how it was read."""

import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sheets.heads import folded
from core.sheets.reading import read
from tests.sheets.making import PEOPLE, SYNONYMS, book


def values(table):
    return [[cell.value for cell in row] for row in table.rows]


def a_csv(*rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_any_encoding(encoding):
    table = read(a_csv(*PEOPLE).encode(encoding), "csv", synonyms=SYNONYMS)
    assert values(table) == [["张甲", "1985.07"], ["李乙", "1990.12"]]


def test_a_csv_parted_by_semicolons_or_tabs_is_read():
    for mark in ";\t":
        assert len(read(f"姓名{mark}出生年月\n张{mark}1985.07\n".encode(), "csv", synonyms=SYNONYMS).columns) == 2


def test_rare_characters_survive():
    assert values(read("姓名,出生年月\n𬍛𡵒,1985.07".encode("gb18030"), "csv", synonyms=SYNONYMS))[0][0] == "𬍛𡵒"


def test_heads_are_found_below_merged_titles_in_any_order():
    content = book(
        ("海东市驻村干部花名册",), ("填报单位:海东市",), (), ("出生日期", "序号", "姓 名"), ("1985.07", 1, "张甲")
    )
    table = read(content, "xlsx", synonyms=SYNONYMS)
    assert (table.head_row, table.columns) == (4, {1: "born", 3: "name"})


@given(st.permutations(["姓名", "出生年月", "证件号码", "备注"]), st.integers(0, 8))
@settings(max_examples=8, deadline=None)
def test_any_order_of_heads_below_any_number_of_titles(heads, titles):
    content = a_csv(*([f"标题{n}"] for n in range(titles)), heads, [f"值{head}" for head in heads])
    table = read(content.encode(), "csv", synonyms=SYNONYMS)
    assert {cell.value for row in table.rows for cell in row} == {"值姓名", "值出生年月", "值证件号码"}


def test_cells_are_counted_as_the_spreadsheet_does():
    cell = read(book(("标题",), *PEOPLE), "xlsx", synonyms=SYNONYMS).rows[1][1]
    assert (cell.row, cell.column, cell.value) == (4, 2, "1990.12")


def test_types_are_those_of_the_file():
    content = book(
        ("姓名", "出生年月", "证件号码"),
        ("张", date(1985, 7, 1), 630102850701123),
        ("李", datetime(1990, 1, 2, 3), True),
    )
    first, second = values(read(content, "xlsx", synonyms=SYNONYMS))
    assert first == ["张", date(1985, 7, 1), 630102850701123]
    assert second[2] is True


def test_days_count_from_1904_where_the_workbook_says_so():
    def old_mac(made, page):
        made.epoch = openpyxl_mac_epoch

    from openpyxl.utils.datetime import MAC_EPOCH as openpyxl_mac_epoch

    content = book(("姓名", "出生年月"), ("张", date(1985, 7, 1)), dress=old_mac)
    assert values(read(content, "xlsx", synonyms=SYNONYMS))[0][1] == date(1985, 7, 1)


def test_cells_merged_down_a_column_hold_for_every_row():
    def merged(made, page):
        page.merge_cells("A2:A3")

    content = book(("姓名", "出生年月"), ("张", "1985.07"), (None, "1985.08"), (None, "1985.09"), dress=merged)
    assert values(read(content, "xlsx", synonyms=SYNONYMS)) == [["张", "1985.07"], ["张", "1985.08"], ["1985.09"]]


@pytest.mark.parametrize("word", ["合计", "总 计", "合计:", "小计"])
def test_totals_are_left_out_and_said(word):
    table = read(book(*PEOPLE, (word, "2")), "xlsx", synonyms=SYNONYMS)
    assert len(table.rows) == 2
    assert any("4" in note for note in table.notes)


def test_a_person_is_no_total():
    assert len(read(book(PEOPLE[0], ("合计明", "1985.07")), "xlsx", synonyms=SYNONYMS).rows) == 1


def test_remarks_below_and_repeated_heads_are_left_out_and_said():
    table = read(book(*PEOPLE, PEOPLE[0], ("赵丙", "1980.01"), ("填表人:王某 2026年",)), "xlsx", synonyms=SYNONYMS)
    assert (len(table.rows), len(table.notes)) == (3, 3)


def test_empty_rows_are_left_out_and_said():
    table = read(book(*PEOPLE, (), (), ("赵丙", "1980.01")), "xlsx", synonyms=SYNONYMS)
    assert (len(table.rows), any("2" in note for note in table.notes)) == (3, True)


def hide(made, page):
    page.row_dimensions[2].hidden = True
    page.column_dimensions["B"].hidden = True
    made.create_sheet("隐藏页").sheet_state = "hidden"
    made.create_sheet("另一页")


def test_what_is_hidden_is_said():
    table = read(book(*PEOPLE, dress=hide), "xlsx", synonyms=SYNONYMS)
    said = "\n".join(table.notes)
    assert len(table.rows) == 2
    assert all(word in said for word in ("隐藏页", "另一页", "出生年月", "2"))


def test_a_hidden_sheet_is_never_read():
    def only_hidden(made, page):
        made.create_sheet("封面")
        page.sheet_state = "hidden"

    with pytest.raises(Exception, match="表头"):
        read(book(*PEOPLE, dress=only_hidden), "xlsx", synonyms=SYNONYMS)


def test_formulas_are_said():
    table = read(book(PEOPLE[0], ("张甲", '="1985"&".07"')), "xlsx", synonyms=SYNONYMS)
    assert any("1" in note and "公式" in note for note in table.notes)


def test_columns_nobody_asked_for_are_said():
    assert any(
        "爱好" in note
        for note in read(book(("姓名", "出生年月", "爱好"), ("张", "1985.07", "棋")), "xlsx", synonyms=SYNONYMS).notes
    )


def test_no_heads_no_rows():
    for rows, word in (((("甲", "乙"), ("1", "2")), "表头"), ((PEOPLE[0],), "没有")):
        with pytest.raises(Exception, match=word):
            read(book(*rows), "xlsx", synonyms=SYNONYMS)


@pytest.mark.parametrize("written", ["姓名", " 姓 名 ", "姓\n名", "姓名*", "姓名(必填)", "姓名:", "姓名(中文)"])
def test_a_head_is_known_however_it_is_dressed(written):
    assert folded(written) == "姓名"
