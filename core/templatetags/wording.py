"""Filters that put stored values into the reader's words: states, verbs, offices, dates, masked numbers, facts."""

from collections.abc import Mapping
from datetime import datetime

from django import template
from django.apps import apps
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.deed_words import DEEDS, JOBS
from core.offices import Office
from core.policy import in_readers_language
from core.words import fact_name, word
from core.workflow import VERBS

register = template.Library()

DONE = {
    "approved",
    "filed",
    "confirmed",
    "final",
    "set",
    "active",
    "met",
    "preferred",
    "done",
    "ok",
    "eligible",
}
DONE |= {"dismissed", "complete", "filled", "in_village", "excellent", "competent", "applied", "taken", "kept", "came"}
BACK = {"returned", "expired", "short", "at_risk", "waiver", "unconfirmed", "basically_competent", "late"}
REFUSED = {"declined", "not_met", "impossible", "absent", "recalled", "denied", "failed", "ineligible"}
REFUSED |= {"not_competent", "bad", "cannot"}
REST = {
    "unaccepted",
    "draft",
    "withdrawn",
    "ended",
    "closed",
    "leave",
    "rest",
    "neutral",
    "disabled",
    "revoked",
    "undone",
    "same",
    "cancelled",
    "back",
    "excused",
}
_TONES = ((DONE, "good"), (BACK, "warn"), (REFUSED, "bad"), (REST, "rest"))
ANSWERS = {
    "met": _lazy("Met"),
    "not_met": _lazy("Not met"),
    "waiver": _lazy("Needs a waiver"),
    "preferred": _lazy("Preferred"),
    "neutral": _lazy("No preference"),
    "on_track": _lazy("on track"),
    "at_risk": _lazy("at risk"),
    "impossible": _lazy("can no longer be met"),
}
FORCES = {"must": _lazy("must"), "generally": _lazy("generally"), "prefer": _lazy("preferred")}


@register.filter
def tone(state):
    """good, warn, bad, rest or busy: the colour family of a state or an answer."""
    return next((name for states, name in _TONES if str(state) in states), "busy")


@register.filter
def verb(name):
    """What a step, or a deed in the record, is called in the reader's language."""
    return VERBS.get(name) or DEEDS.get(name, name)


@register.filter
def job(name):
    """What a job of the worker, or one of its counts, is called in the reader's language."""
    return JOBS.get(name, name)


@register.filter
def thing(line):
    """What a line of the record is about: the kind of thing and its number."""
    try:
        return f"{apps.get_model(line.object_type)._meta.verbose_name} {line.object_id}"
    except (LookupError, ValueError):
        return f"{line.object_type} {line.object_id}"


@register.filter
def office(name):
    """What an office is called in the reader's language."""
    return Office(name).label if name in Office.values else name


@register.filter
def state_of(name, case):
    """The label a case's own states give to a stored state name."""
    return dict(case._meta.get_field("state").flatchoices).get(name, name) if name else ""


@register.filter
def masked(value):
    """A personal number with its middle hidden: 6301**********1120, 138****1234."""
    text = str(value or "")
    if "*" in text or not text:
        return text
    head, tail = (4, 4) if len(text) >= 15 else (3, 4) if len(text) >= 9 else (1, 0)
    return text[:head] + "*" * (len(text) - head - tail) + (text[-tail:] if tail else "")


@register.filter
def day(value):
    """A date as 2026-03-01, told to machines too; of a moment its day in Shanghai; an en dash when there is none."""
    value = parse_date(value) if isinstance(value, str) else value
    value = timezone.localdate(value) if isinstance(value, datetime) else value
    return format_html('<time datetime="{0}">{0}</time>', value.isoformat()) if value else "–"


@register.filter
def moment(value):
    """A moment in Shanghai time, to the minute."""
    value = parse_datetime(value) if isinstance(value, str) else value
    if not value:
        return "–"
    local = timezone.localtime(value)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), f"{local:%Y-%m-%d %H:%M}")


@register.filter
def shown(value):
    """A plain fact in words: yes and no, dates, lists."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return _(", ").join(str(shown(item)) for item in value) or "–"
    return value


@register.filter
def spoken(words):
    """The reader's language out of {zh: …, en: …}; anything else as it is."""
    return in_readers_language(words) if isinstance(words, Mapping) and words else words or ""


@register.filter
def answer(name):
    """What the answer of a rule is called in the reader's language."""
    return ANSWERS.get(name, name)


@register.filter
def force(name):
    """How strong the words of a provision are: 必须, 一般, 优先."""
    return FORCES.get(name, name)


@register.filter
def fact(name):
    """The name of a fact in the reader's language."""
    return fact_name(name)


@register.filter
def worded(value, provisions=()):
    """A stored fact in words; codes are said as the provisions say them."""
    if isinstance(value, list | tuple):
        return _(", ").join(str(worded(item, provisions)) for item in value) or "–"
    if isinstance(value, str) and value:
        return word(value, [one["key"] if isinstance(one, Mapping) else one.key for one in provisions or ()])
    return shown(value)
