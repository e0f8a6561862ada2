"""The ID number tells birthday and sex, and a slip is noticed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams.rules import BadIdNumber, check_digit, read_id_number

TODAY = date(2026, 7, 20)
BODY = "00000019850615123"


def number(body=BODY):
    return body + check_digit(body)


def test_the_published_example_fits():
    assert check_digit("11010519491231002") == "X"


def test_birthday_and_sex_are_read():
    read = read_id_number(number(), on=TODAY)
    assert (read.born_on, read.sex) == (date(1985, 6, 15), "male")


def test_an_even_place_is_female():
    assert read_id_number(number("00000019850615124"), on=TODAY).sex == "female"


@pytest.mark.parametrize(
    "written", ["1101 0519 4912 31002x", "110105-19491231-002X", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_it_may_be_written_in_several_ways(written):
    assert read_id_number(written, on=TODAY).number == "11010519491231002X"


def test_the_old_fifteen_places_become_eighteen():
    assert read_id_number("110105491231002", on=TODAY).number == "11010519491231002X"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "shape"),
        ("12", "shape"),
        ("1101051949123100XX", "shape"),
        ("110105194912310021", "check"),
        (number("00000019850230123"), "day"),
        (number("00000018991231123"), "day"),
        (number("00000020260720123"), "day"),
    ],
)
def test_what_is_wrong_is_said(written, reason):
    with pytest.raises(BadIdNumber) as wrong:
        read_id_number(written, on=TODAY)
    assert wrong.value.reason == reason


@given(st.dates(date(1930, 1, 1), date(2010, 12, 31)), st.integers(0, 999))
def test_every_birthday_comes_back(born, serial):
    assert read_id_number(number(f"000000{born:%Y%m%d}{serial:03d}"), on=TODAY).born_on == born


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_changed_digit_is_always_noticed(place, by):
    good = number()
    bad = good[:place] + str((int(good[place]) + by) % 10) + good[place + 1 :]
    with pytest.raises(BadIdNumber):
        read_id_number(bad, on=TODAY)


def test_it_is_never_printed_by_accident():
    assert "1985" not in repr(read_id_number(number(), on=TODAY))
