"""The values of the policy in the reader's words: numbers with their units, lists, routes and levels."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.policy import Provision, in_readers_language
from core.words import fact_name

PARTS = {
    "approve": _lazy("approved by"),
    "because": _lazy("because of"),
    "count": _lazy("how many"),
    "cultivation": _lazy("promise"),
    "declarations": _lazy("declarations"),
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
    "times": _lazy("from this many times on"),
    "up_to": _lazy("up to days"),
    "verdict": _lazy("verdict"),
}


def value_in_words(provision: Provision) -> str:
    """A provision's value in the reader's language, lists and routes included, with its unit."""
    value = _said(provision.value, provision)
    counted = provision.unit and isinstance(provision.value, int) and provision.value not in provision.words
    return f"{value} {in_readers_language(provision.unit)}" if counted else value


def _said(value, provision):
    if isinstance(value, Mapping):
        if value.keys() == {"zh", "en"}:
            return in_readers_language(value)
        return _("; ").join(
            f"{_name(key, provision)}{_(': ')}{_said(inner, provision)}" for key, inner in value.items()
        )
    if isinstance(value, (list, tuple)):
        between = " / " if any(isinstance(inner, Mapping) for inner in value) else _(", ")
        return between.join(_said(inner, provision) for inner in value) or "–"
    if value in provision.words:
        return provision.word(value)
    return _("none") if value is None else (_("yes") if value else _("no")) if isinstance(value, bool) else str(value)


def _name(key, provision):
    """A part of a value: as the provision says it, else by its own name."""
    return provision.word(key) if key in provision.words else part_name(key)


def part_name(key) -> str:
    """The name of an answer, a fact or a part of a value."""
    return str(PARTS.get(key) or fact_name(key))
