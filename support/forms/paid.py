"""What is ticked and typed in a month of allowances: `pay` names a cadre's allowance, `amount-…` how much."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from support.actions.allowances import Paid
from support.models import Allowance

_KEY = re.compile(r"([0-9]{1,18})-([a-z_]{1,16})")


@dataclass(frozen=True)
class Ticked:
    """One tick: the number of the posting, which allowance, the amount as it was typed."""

    posting: int
    kind: str
    typed: str

    @property
    def key(self):
        """How the page names it."""
        return f"{self.posting}-{self.kind}"


def ticked(data):
    """The ticks of a form; nonsense is left out."""
    found = (_KEY.fullmatch(key) for key in data.getlist("pay") if key.isascii())
    rows = [(int(match[1]), match[2]) for match in found if match and match[2] in Allowance.Kind.values]
    return [Ticked(number, kind, data.get(f"amount-{number}-{kind}", "")) for number, kind in rows]


def paid(ticks, postings):
    """What is to be entered, for the postings that may be looked up; what is no number is no amount."""
    known = {row.pk: row for row in postings}
    return [Paid(known[one.posting], one.kind, number(one.typed)) for one in ticks if one.posting in known]


def number(typed):
    """The typed amount as it stands, thousands separators or none; None for no number."""
    try:
        return Decimal(typed.replace(",", "").replace("，", "").strip())
    except InvalidOperation:
        return None


def first_day(month, otherwise):
    """`2026-06` as its first day."""
    return date.fromisoformat(f"{month}-01") if month else otherwise
