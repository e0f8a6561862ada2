"""Judgements of this floor: pure, facts in, answer out."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_CHECK = "10X98765432"


class BadIdNumber(ValueError):
    """This is no ID number; `reason` is shape, day or check."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, repr=False)
class IdNumber:
    """公民身份号码: eighteen places, of which birthday and sex can be read. Never printed by accident."""

    number: str
    born_on: date
    sex: str


def read_id_number(written, *, on):
    """An ID number as people write it: full-width, spaced, lower-case x, or of fifteen places. Raises BadIdNumber."""
    tidy = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", written)).upper()
    if re.fullmatch(r"[0-9]{15}", tidy):
        body = f"{tidy[:6]}19{tidy[6:]}"
        tidy = body + check_digit(body)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", tidy):
        raise BadIdNumber("shape")
    if check_digit(tidy) != tidy[17]:
        raise BadIdNumber("check")
    return IdNumber(tidy, _birthday(tidy[6:14], on), "male" if int(tidy[16]) % 2 else "female")


def check_digit(number):
    """The eighteenth place that belongs to the first seventeen."""
    return _CHECK[sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True)) % 11]


def _birthday(digits, on):
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise BadIdNumber("day") from error
    if born.year < 1900 or born >= on:
        raise BadIdNumber("day")
    return born


# A unit belongs to the level of its home: central and provincial ones to the province and so on (二(四)).
HOME_LENGTH = {"central": 2, "provincial": 2, "prefecture": 4, "county": 6, "township": 9}


def home_fits(level, code):
    """Whether a unit of this level may be at home in a division with this code."""
    return HOME_LENGTH.get(level) == len(code)


def department_code(level, home_code):
    """The division whose organization department keeps a unit: its own level's, the county's for a township's unit."""
    return home_code[: min(HOME_LENGTH[level], 6)]
