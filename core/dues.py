"""Dated duties of every office: each app names its own, one list shows them all (docs/decisions/0018)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext, override

from core.offices import CODE_LENGTH, Office

SOURCES = {}  # kind → Source, which yields every open Due of the kind in the whole province


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


def of_place(kind, key, *, office, area, due_on, link, **params):
    """A duty that an office owes about its own place."""
    where = {"office": office, "area": area, "about": area}
    return Due(kind=kind, key=key, due_on=due_on, link=link, params=params, **where)


def in_person(account_id, otherwise, area):
    """Whose a cadre's duty is: the cadre's own; of one without an account that of the office `otherwise` at the place."""
    if account_id:
        return {"office": Office.CADRE, "account_id": account_id}
    return {"office": otherwise, "area": area[: CODE_LENGTH[otherwise]]}


@dataclass(frozen=True)
class Source:
    """How the open duties of a kind are found, what the kind is called, and the sentence that says what to do."""

    find: Callable
    label: str
    sentence: str
    personal: bool = False


def source(kind, label="", sentence="", *, personal=False):
    """Registers the function that finds the open duties of a kind: `function(on)` yields `Due`, in a few statements.

    `label` names the kind in lists and filters (`_("Yearly commitments")`); `sentence` says what is to be done, filled
    with the duty's params in the reader's language (`_("%(place)s: hand in the commitment of %(year)s.")`). Both are lazy.
    `personal`: the leadership group office does not see it among the duties below (grounds of people's cases).
    """

    def register(function):
        SOURCES[kind] = Source(function, label or kind, sentence or label or kind, personal)
        return function

    return register


def personal_kinds():
    """The kinds that departments and those concerned see, and nobody else."""
    return [kind for kind, source in SOURCES.items() if source.personal]


def label_of(kind):
    """The name of a kind in the reader's language; a kind nobody registers any more keeps its bare name."""
    return str(SOURCES[kind].label) if kind in SOURCES else kind


def unspoken(words):
    """Lazy words as they stand in the code: kept like that, they are translated when they are read."""
    with override(None):
        return str(words)


def sentence_of(kind, params):
    """What is to be done, in the reader's language; words among the params are translated, names stay."""
    spoken = {name: gettext(value) if value and isinstance(value, str) else value for name, value in params.items()}
    try:
        return str(SOURCES[kind].sentence) % spoken
    except (KeyError, TypeError):
        return label_of(kind)
