"""Dated duties of every office: each app names its own, one list shows them all (docs/decisions/0018)."""

from dataclasses import dataclass, field
from datetime import date

SOURCES = {}  # kind → function(on), which yields every open Due of the kind in the whole province


@dataclass(frozen=True)
class Due:
    """One open duty: who owes it, what it is about, until when, and the page where it is done.

    `key` names it for good: the same duty has the same key on every day. `office` with `area` (its own division code),
    or `unit_id`, or `account_id` owes it; `about` is the division code of what it concerns, so that it counts up the tree.
    `params` fill the sentence of the kind.
    """

    kind: str
    key: str
    office: str
    due_on: date
    about: str
    link: str
    area: str = ""
    unit_id: int | None = None
    account_id: int | None = None
    params: dict = field(default_factory=dict)


def source(kind):
    """Registers the function that finds the open duties of a kind: `function(on)` yields `Due`, in a few statements."""

    def register(function):
        SOURCES[kind] = function
        return function

    return register
