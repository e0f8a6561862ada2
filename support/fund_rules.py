"""The arithmetic of work funds: exact to the cent, never below zero, a running balance that always sums. No database."""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core.refusals import Refused

CENT, NOTHING, MOST = Decimal("0.01"), Decimal("0.00"), Decimal(10) ** 8
IN, OUT = ("receipt", "carried_in"), ("expense", "returned", "carried_out")
REVERSIBLE = ("allotment", "receipt", "expense")  # what closing a year has booked, opening it again takes back


@dataclass(frozen=True, slots=True)
class Sums:
    """What a fund's entries add up to, in yuan."""

    allotment: Decimal = NOTHING
    receipt: Decimal = NOTHING
    carried_in: Decimal = NOTHING
    expense: Decimal = NOTHING
    returned: Decimal = NOTHING
    carried_out: Decimal = NOTHING

    @property
    def held(self):
        """What is there to spend."""
        return sum((getattr(self, kind) for kind in IN), NOTHING) - sum((getattr(self, kind) for kind in OUT), NOTHING)

    @property
    def owed(self):
        """What is allotted and has not come yet."""
        return self.allotment - self.receipt


def sums(entries):
    """The sums of entries, reversals included: a reversed entry and its reversal cancel out."""
    found = {}
    for entry in entries:
        found[entry.kind] = found.get(entry.kind, NOTHING) + entry.amount
    return Sums(**found)


def change(entry):
    """What an entry does to the balance; an allotment alone moves no money."""
    return entry.amount if entry.kind in IN else -entry.amount if entry.kind in OUT else NOTHING


def running(entries):
    """[(entry, balance after it)] in the order they were booked."""
    balance, lines = NOTHING, []
    for entry in entries:
        balance += change(entry)
        lines.append((entry, balance))
    return lines


def exact(amount, field="amount"):
    """The amount to the cent; Refused for zero or less, for a third decimal, for more than any fund holds, for no number."""
    if not isinstance(amount, Decimal) or not amount.is_finite() or not NOTHING < amount < MOST:
        words = _("Enter an amount above zero.")
    elif amount != amount.quantize(CENT):
        words = _("An amount has at most two decimals.")
    else:
        return amount.quantize(CENT)
    raise Refused(words, fields={field: words})


def compared(number):
    """A voucher's number as it is compared: full-width forms, spaces and case make no other voucher of it."""
    return "".join(unicodedata.normalize("NFKC", number).split()).casefold()


def enough(amount, held):
    """Refused with the remainder where an amount is more than there is."""
    if amount > held:
        words = _("Only %(left)s yuan are left: this would go below zero.") % {"left": held}
        raise Refused(words, fields={"amount": words})
