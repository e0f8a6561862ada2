"""What a team's work funds stand at: the app that keeps the book tells, whoever asks imports none (docs/decisions/0019)."""

from dataclasses import dataclass
from decimal import Decimal

_BOOKS = []


@dataclass(frozen=True)
class Money:
    """One year of a team: `unspent` is there to be spent, `awaited` is allotted and has not come; yuan."""

    year: int
    unspent: Decimal
    awaited: Decimal


def keeps_book(find):
    """Registers `find(team number)` → `Money` of every year whose book is open, the oldest first."""
    _BOOKS.append(find)
    return find


def money_of(team):
    """The open years of a team's work funds."""
    return [money for find in _BOOKS for money in find(team)]
