"""The values of the policy in the reader's words: numbers with their units, lists, routes and levels."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.policy import Provision, in_readers_language
from core.words import fact_name

PARTS = {
    "allowance": _lazy("allowance"),
    "approve": _lazy("approved by"),
    "because": _lazy("because of"),
    "case": _lazy("what happened"),
    "count": _lazy("how many"),
    "cultivation": _lazy("promise"),
    "declarations": _lazy("declarations"),
    "fact": _lazy("fact"),
    "file": _lazy("filed with"),
    "forecast": _lazy("forecast"),
    "free": _lazy("free for the posting"),
    "from": _lazy("sent from"),
    "grade": _lazy("grade"),
    "kinds": _lazy("kinds of unit"),
    "language": _lazy("languages"),
    "latest_start": _lazy("latest start"),
    "levels": _lazy("levels of unit"),
    "need": _lazy("need"),
    "need_met": _lazy("each need met by a skill"),
    "office": _lazy("deciding office"),
    "offices": _lazy("offices"),
    "payer": _lazy("paid by"),
    "pools": _lazy("pools"),
    "promotable": _lazy("promotable soon"),
    "ranks": _lazy("ranks"),
    "remaining": _lazy("days remaining"),
    "rounding": _lazy("rounding"),
    "share": _lazy("share"),
    "shared_language": _lazy("a shared language"),
    "skill": _lazy("skill"),
    "source": _lazy("source"),
    "step": _lazy("step"),
    "superior": _lazy("filed with the superior"),
    "times": _lazy("from this many times on"),
    "up_to": _lazy("up to days"),
    "verdict": _lazy("verdict"),
    "worth": _lazy("worth"),
}


def value_in_words(provision: Provision) -> str:
    """A provision's value in the reader's language, lists and routes included, with its unit."""
    return said(provision.value, provision.words, provision.unit)


def said(value, words: Mapping, unit: Mapping | None = None) -> str:
    """A plain value in the reader's language; `words` are the provision's own, tried first."""
    if isinstance(value, Mapping):
        return _mapping(value, words)
    if isinstance(value, (list, tuple)):
        return _list(value, words)
    if value in words:
        return in_readers_language(words[value])
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return _("none")
    return f"{value} {in_readers_language(unit)}" if unit else str(value)


def _mapping(value, words):
    """Named parts; the two halves of a pair are one word, and numbers of equal kind need no unit each."""
    if value.keys() == {"zh", "en"}:
        return in_readers_language(value)
    if all(isinstance(inner, Mapping) and inner.keys() == {"zh", "en"} for inner in value.values()):
        return _(", ").join(in_readers_language(inner) for inner in value.values())
    return _("; ").join(f"{_name(key, words)}{_(': ')}{said(inner, words)}" for key, inner in value.items())


def _list(value, words):
    between = " / " if any(isinstance(inner, Mapping) for inner in value) else _(", ")
    return between.join(said(inner, words) for inner in value) or _("none")


def _name(key, words):
    """A part of a value: as the provision says it, else by its own name."""
    return in_readers_language(words[key]) if key in words else part_name(key)


def part_name(key) -> str:
    """The name of an answer, a fact or a part of a value."""
    return str(PARTS.get(key) or fact_name(key))
