"""Whatever order the columns stand in, whatever titles stand above, whatever width the digits have: the same people come out."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.imports.drafting import plain
from core.sheets import cells, reading
from core.sheets.heads import found_table
from selection.imports import ROSTER
from selection.imports.columns import COLUMNS
from selection.imports.parsing import born, first_day, last_day
from selection.imports.seats import SeatUnclear, seat_of
from tests.rosters.files import by_csv, by_excel
from tests.rosters.people import Somebody
from tests.rosters.shapes import REGISTRATION, SHAPES, WHOLE, table

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WIDE = {ord(str(digit)): 0xFF10 + digit for digit in range(10)}


def understood(file, kind):
    """[{key: value}] of a file as the roster reads it."""
    found = found_table(file.read(), kind, ROSTER.synonyms)
    keys = {int(column): key for column, key in found["columns"].items()}
    return [
        {keys[at]: plain(ROSTER.column[keys[at]].parse(reading._value(value))) for at, value in row}
        for _, row in found["rows"]
    ]


@QUICK
@given(
    st.sampled_from([*SHAPES]),
    st.data(),
    st.lists(st.sampled_from(["海东市水务局", "驻村干部花名册", " "]), max_size=6),
)
def test_any_order_below_any_titles(name, data, titles):
    shape, somebody = SHAPES[name], Somebody()
    order = data.draw(st.permutations(range(len(shape))))
    plainly = understood(by_excel(table(shape, [somebody])), "xlsx")
    assert understood(by_excel(table(shape, [somebody], order=order), titles=titles), "xlsx") == plainly


@QUICK
@given(st.lists(st.sampled_from(["姓名", "证件号码", "联系电话", "政治面貌"]), unique=True))
def test_digits_of_any_width(heads):
    wide = {head: REGISTRATION[head](Somebody()).translate(WIDE) for head in heads}
    assert understood(by_excel(table(REGISTRATION, [Somebody()], **wide)), "xlsx") == understood(
        by_excel(table(REGISTRATION, [Somebody()])), "xlsx"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding(encoding):
    assert understood(by_csv(table(WHOLE, [Somebody()]), encoding), "csv")[0]["name"] == "新人甲"


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_head_of_every_shape_is_known(shape):
    known = {head for column in COLUMNS for head in column.heads}
    assert set(shape) - known <= {"驻村时间"}


def test_no_head_stands_under_two_columns():
    heads = [head for column in COLUMNS for head in column.heads]
    assert len(heads) == len(set(heads))


@given(st.dates(min_value=date(1940, 1, 1), max_value=date(2010, 1, 1)))
def test_a_birthday_is_the_beginning_of_its_iso_date(day):
    for shape in (f"{day:%Y-%m-%d}", f"{day.year}.{day.month}.{day.day}", f"{day:%Y%m%d}", day):
        assert day.isoformat().startswith(born(shape))
    for shape in (f"{day:%Y.%m}", f"{day.year}年{day.month}月", f"{day:%Y%m}", float(f"{day:%Y.%m}")):
        assert day.isoformat().startswith(born(shape))


def test_a_month_begins_a_posting_on_its_first_and_ends_it_on_its_last():
    assert (first_day("2026.09").isoformat(), last_day("2028.02").isoformat()) == ("2026-09-01", "2028-02-29")


@pytest.mark.parametrize(
    ("values", "seat"),
    [
        ({"first": True}, "first_secretary"),
        ({"first": True, "leader": True}, "first_secretary"),
        ({"leader": False}, "unit_member"),
        ({"seat": "member"}, "unit_member"),
        ({"seat": "township_member"}, "township_member"),
        ({}, None),
    ],
)
def test_the_seat_a_row_means(values, seat):
    assert seat_of(values, "unit") == seat


@given(st.booleans(), st.booleans(), st.sampled_from(["first_secretary", "member"]))
def test_flags_and_word_agree_or_nothing_is_taken(first, leader, word):
    says = {first, leader, word == "first_secretary"}
    if len(says) == 1:
        assert (seat_of({"first": first, "leader": leader, "seat": word}, "unit") == "first_secretary") == first
        return
    with pytest.raises(SeatUnclear):
        seat_of({"first": first, "leader": leader, "seat": word}, "unit")


@pytest.mark.parametrize("key", ["party", "rank", "education", "seat", "health"])
@pytest.mark.parametrize("word", ["", "不详", "=1+1", "<script>"])
def test_a_word_nobody_knows_is_refused_with_the_known_ones(key, word):
    with pytest.raises(cells.BadCell):
        ROSTER.column[key].parse(word or "?")
