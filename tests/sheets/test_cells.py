"""Cells as people fill them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sheets import cells
from core.sheets.cells import BadCell
from teams.rules import check_digit, read_id_number

DAYS = st.dates(date(1930, 1, 1), date(2100, 12, 31))
SHAPES = ["{:%Y-%m-%d}", "{:%Y/%m/%d}", "{:%Y.%m.%d}", "{:%Y年%m月%d日}", "{:%Y%m%d}", "{0.year}.{0.month}.{0.day}",
          "{0.year}年{0.month}月{0.day}日", "{:%Y-%m-%d} 00:00:00", " {0.year}/{0.month}/{0.day} ", "{0.year} 年 {0.month} 月 {0.day} 日"]  # fmt: skip
MONTHS = ["{:%Y.%m}", "{:%Y-%m}", "{:%Y/%m}", "{:%Y年%m月}", "{0.year}年{0.month}月", "{:%Y%m}", "{0.year}.{0.month}"]
WIDE = str.maketrans("0123456789-./X", "0123456789-./X")


@given(DAYS, st.sampled_from(SHAPES), st.booleans())
def test_a_day_is_read_in_every_shape_and_width(day, shape, wide):
    written = shape.format(day)
    assert cells.day(written.translate(WIDE) if wide else written) == day


@given(DAYS)
def test_a_day_is_read_from_a_serial_number_and_a_date_cell(day):
    serial = (day - date(1899, 12, 30)).days
    moment = datetime(day.year, day.month, day.day, 13, 5)
    assert {cells.day(one) for one in (serial, float(serial), str(serial), day, moment)} == {day}


@given(DAYS, st.sampled_from(MONTHS), st.booleans())
def test_a_month_is_its_first_day_in_every_shape_and_width(day, shape, wide):
    written = shape.format(day)
    assert cells.month(written.translate(WIDE) if wide else written) == day.replace(day=1)


@given(st.integers(1930, 2099), st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12]))
def test_a_month_is_read_from_a_number(year, month):
    assert cells.month(float(f"{year}.{month:02}")) == date(year, month, 1)


def test_january_or_october_is_not_guessed():
    with pytest.raises(BadCell):
        cells.month(1985.1)
    assert cells.month("1985.1") == date(1985, 1, 1)
    assert cells.month("1985.10") == date(1985, 10, 1)


@pytest.mark.parametrize(
    "written", ["1985", "1985.13.01", "2026-02-30", "七月", "1.5", "85.7.1", 7, True, "1800-01-01"]
)
def test_what_is_no_day_is_refused(written):
    with pytest.raises(BadCell):
        cells.day(written)


def test_a_month_is_no_day_and_the_day_is_asked_for():
    with pytest.raises(BadCell, match="日"):
        cells.day("1985.07")


@given(DAYS.filter(lambda day: day.year < 2000), st.integers(0, 999), st.booleans())
def test_fifteen_and_eighteen_places_are_one_number(day, order, wide):
    old = f"630222{day:%y%m%d}{order:03}"
    body = f"630222{'19' if day.year < 2000 else '20'}{day:%y%m%d}{order:03}"
    new = body + check_digit(body)
    on = date(2026, 7, 20)
    assert read_id_number(cells.id_number(old), on=on).number == new
    assert read_id_number(cells.id_number(int(old)), on=on).number == new
    assert cells.id_number(new.translate(WIDE) if wide else new.lower()) == new


@given(st.integers(10**17, 10**18 - 1))
def test_an_id_number_that_a_spreadsheet_has_rounded_is_refused_with_the_way_to_mend_it(number):
    for stored in (number, float(number)):
        with pytest.raises(BadCell, match="文本"):
            cells.id_number(stored)


@pytest.mark.parametrize("written", ["63022219850701", "6302221985070112345", "63022219850701112A", ""])
def test_what_has_another_length_is_no_id_number(written):
    with pytest.raises(BadCell):
        cells.id_number(written)


@pytest.mark.parametrize(("written", "number"), [(13812345678, "13812345678"), ("138-1234-5678", "13812345678"),
                                                 ("+86 138 1234 5678", "+8613812345678"), (13812345678.0, "13812345678")])  # fmt: skip
def test_a_telephone_number_is_read(written, number):
    assert cells.phone(written) == number


@pytest.mark.parametrize(("word", "meant"), [("是", True), ("√", True), (1, True), ("Y", True), ("否", False), ("×", False), (0, False), (False, False), ("不担任", False)])  # fmt: skip
def test_yes_and_no(word, meant):
    assert cells.yes_no(word) is meant


def test_perhaps_is_neither():
    with pytest.raises(BadCell):
        cells.yes_no("也许")


def test_names_keep_their_characters():
    assert cells.text(" 才仁·卓玛\u200b ") == "才仁·卓玛"
    assert cells.text("(甲)") == "(甲)"


@given(st.sampled_from("=+-@"), st.text("abc12", min_size=1))
def test_what_was_disarmed_on_the_way_out_is_itself_again(sign, rest):
    assert cells.text(f"'{sign}{rest}") == sign + rest


WORDS = {"full": ("中共党员", "01"), "none": ("群众", "13")}


@pytest.mark.parametrize(("written", "meant"), [("中共党员", "full"), ("01", "full"), ("13", "none"), (" 群 众 ", "none")])  # fmt: skip
def test_one_of_a_few_words(written, meant):
    assert cells.choice(WORDS)(written) == meant


def test_an_unknown_word_is_answered_with_the_known_ones():
    with pytest.raises(BadCell, match="中共党员、群众"):
        cells.choice(WORDS)("少先队员")


def test_several_words_each_once():
    assert cells.several(WORDS)("群众、01,中共党员") == ["none", "full"]


@pytest.mark.parametrize(("written", "meant"), [("1,234.5", 1234.5), (3, 3), ("12", 12), ("-2", -2)])
def test_numbers(written, meant):
    assert cells.number(written) == meant


@given(st.integers(10_000, 79_999))
def test_every_serial_number_is_a_day(serial):
    assert cells.day(serial) == date(1899, 12, 30) + timedelta(days=serial)
