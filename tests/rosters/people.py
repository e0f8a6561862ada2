"""Plainly invented people with true ID numbers."""

from dataclasses import dataclass
from datetime import date

from teams.rules import check_digit

HOME = "630222"


def id_of(born=date(1985, 6, 15), serial=1, sex="male"):
    """An ID number of eighteen places; `serial` 0–499 tells people of one day apart."""
    body = f"{HOME}{born:%Y%m%d}{2 * serial + (sex == 'male'):03}"
    return body + check_digit(body)


def short(number):
    """The fifteen places of old."""
    return number[:6] + number[8:17]


@dataclass(frozen=True)
class Somebody:
    """One line of a roster, whatever its shape."""

    name: str = "新人甲"
    born: date = date(1985, 6, 15)
    serial: int = 1
    sex: str = "male"
    party: str = "中共党员"
    education: str = "本科"
    rank: str = "县处级副职"
    job: str = "科长"
    phone: str = "13900000001"
    village: str = "红卫村"
    township: str = "川口镇"
    first: bool = True
    starts: date = date(2026, 9, 1)

    @property
    def number(self):
        """The ID number."""
        return id_of(self.born, self.serial, self.sex)
