"""What people write into cells, as plain values: pure, a cell's value in, a value out, or `BadCell` in words.

Codes, numbers and dates are read in any width (NFKC); names keep their characters.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

_SERIALS = range(10_000, 80_000)  # days of Excel's calendar of 1900: 1927 to 2119
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:[ T]+\d{1,2}:\d{2}(?::\d{2})?)?")
_DIGITS_OF_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")
_DIGITS_OF_MONTH = re.compile(r"(\d{4})(\d{2})")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
PARTS = re.compile(r"[、,,;;/|\n]+")
_YES = ("是", "有", "√", "✓", "✔", "y", "yes", "true", "t", "1", "对", "担任")
_NO = ("否", "无", "×", "✗", "✘", "x", "n", "no", "false", "f", "0", "不是", "没有", "未担任", "不担任")
_EXACT = 2**53  # whole numbers up to here are what was typed; Excel itself keeps fifteen places


class BadCell(ValueError):
    """A cell that cannot be understood; `message` says why and how to mend it."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


def text(value):
    """Words as they were written, without blanks around them and without what cannot be seen."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    plain = str(value).translate(_INVISIBLE).strip()
    return plain[1:] if plain[:1] == "'" and plain[1:2] in tuple("=+-@") else plain


def at_most(length):
    """A parser of words that fit their field."""

    def parse(value):
        written = text(value)
        if len(written) > length:
            raise BadCell(_("Too long: %(most)s characters at most.") % {"most": length})
        return written

    return parse


def tidy(value):
    """Codes and numbers as plain narrow text without blanks: １９８５ → 1985."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text(value)))


def day(value):
    """A calendar day: a date cell, a serial number, 1985-07-01, 1985.7.1, 1985年7月1日, 19850701."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = unicodedata.normalize("NFKC", text(value))
    if re.fullmatch(r"\d{5}(\.\d+)?", written) and int(float(written)) in _SERIALS:
        return date(1899, 12, 30) + timedelta(days=int(float(written)))
    found = _DAY.fullmatch(written) or _DIGITS_OF_DAY.fullmatch(written)
    if found is None and _month_of(written):
        raise BadCell(_("The day of the month is missing: write it like 2026-07-01."))
    if found is None:
        raise BadCell(_("This is no date: write it like 2026-07-01."))
    return _real(*map(int, found.groups()))


def month(value):
    """The first day of a month: 1985.07, 1985-7, 1985年7月, 198507, or any whole date in it.

    The number 1985.1 is refused: a spreadsheet keeps 1985.10 as that very number. As text it is January.
    """
    if isinstance(value, float) and round(value * 100) == round(value) * 100 + 10:
        raise BadCell(_("This may be January or October: write it like 1985-01 or 1985-10."))
    found = _month_of(unicodedata.normalize("NFKC", text(value)))
    return _real(*map(int, found.groups()), 1) if found else day(value).replace(day=1)


def _month_of(written):
    return _MONTH.fullmatch(written) or _DIGITS_OF_MONTH.fullmatch(written)


def _real(year, number, of_month):
    try:
        found = date(year, number, of_month)
    except ValueError as error:
        raise BadCell(_("There is no such day.")) from error
    if not 1900 <= year <= 2200:
        raise BadCell(_("Enter a year between 1900 and 2200."))
    return found


def yes_no(value):
    """Yes or no: 是/否, √/×, 1/0, Y/N."""
    word = tidy(value).lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise BadCell(_("Write 是 or 否."))


def number(value):
    """A number; thousands may be parted by commas."""
    written = tidy(value).replace(",", "")
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,9})?", written):
        raise BadCell(_("This is no number."))
    return float(written) if "." in written else int(written)


def code(length):
    """A parser of codes of so many digits; a code stored as a number is taken while it is exact."""

    def parse(value):
        written = tidy(value)
        if not re.fullmatch(rf"\d{{{length}}}", written):
            raise BadCell(_("A code of %(length)s digits is expected.") % {"length": length})
        return written

    return parse


def choice(words):
    """A parser of one of a few words; `words`: value → the ways to write it, the first being what we print."""
    known = {_folded(way): value for value, ways in words.items() for way in ways}

    def parse(value):
        found = known.get(_folded(value))
        if found is None:
            raise BadCell(_unknown(text(value), words))
        return found

    return parse


def several(words):
    """A parser of any number of a few words, parted by 、 or commas, each once, as a list."""
    one = choice(words)

    def parse(value):
        return list(dict.fromkeys(one(part) for part in PARTS.split(text(value)) if part.strip()))

    return parse


def _folded(value):
    return tidy(value).lower()


def _unknown(written, words):
    known = "、".join(str(ways[0]) for ways in words.values())
    return _("“%(written)s” is not known here. Known words: %(known)s.") % {"written": written[:30], "known": known}


def id_number(value):
    """An ID number of fifteen or eighteen places; whether it is a true one is the business of who knows the day.

    Stored as a number it is taken while the spreadsheet has kept it whole, and refused once it has been rounded.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _EXACT:
        raise BadCell(
            _(
                "Excel has rounded this ID number, because the cell holds a number: its last places are lost. "
                "Format the column as text and type the number again."
            )
        )
    written = tidy(value).replace("-", "").upper()
    if not re.fullmatch(r"\d{15}|\d{17}[\dX]", written):
        raise BadCell(_("An ID number has 18 places (15 in old papers)."))
    return written


def phone(value):
    """A telephone number of 7 to 15 digits, without dashes and blanks."""
    written = re.sub(r"[-()]", "", tidy(value))
    if not re.fullmatch(r"\+?\d{7,15}", written):
        raise BadCell(_("A telephone number has 7 to 15 digits."))
    return written
