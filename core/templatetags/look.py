"""What pages are drawn with: fields, badges, dates, masked values, links that keep the query, icons."""

import re
from collections.abc import Mapping
from functools import lru_cache
from uuid import uuid4

from django import forms, template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.access import DOORS
from core.assets import packages
from core.offices import Office
from core.workflow import BACKWARD, VERBS

register = template.Library()

DONE = {"approved", "filed", "confirmed", "final", "set", "open", "active", "met", "reached", "done", "held"}
BACK = {"returned", "expired", "short", "late", "at_risk", "waiver", "waived", "behind", "unconfirmed"}
REFUSED = {"declined", "not_met", "impossible", "absent", "recalled", "denied", "failed", "cannot_be_met"}
REST = {"draft", "withdrawn", "ended", "closed", "not_applicable", "cancelled"}
_TONES = ((DONE, "good"), (BACK, "warn"), (REFUSED, "bad"), (REST, "rest"))
_CLASSES = {
    forms.CheckboxInput: "form-check-input",
    forms.RadioSelect: "form-check-input",
    forms.CheckboxSelectMultiple: "form-check-input",
    forms.Select: "form-select",
    forms.HiddenInput: "",
}


@register.simple_tag
def once_token():
    """The hidden key that lets a form be answered only once, however often it is sent."""
    return format_html('<input type="hidden" name="_once" value="{}">', uuid4().hex)


@register.inclusion_tag("_field.html")
def field(bound, hint=""):
    """One form field with label, help, and its errors tied to it."""
    bound.help_text = hint or bound.help_text
    return {"field": bound, "hint": bound.help_text, "choices": _is_choices(bound), "box": _is_box(bound)}


def _is_choices(bound):
    return isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


def _is_box(bound):
    return isinstance(bound.field.widget, forms.CheckboxInput)


@register.filter
def control(bound):
    """The input itself, in the house's clothes."""
    widget = bound.field.widget
    dress = next((_CLASSES[kind] for kind in type(widget).__mro__ if kind in _CLASSES), "form-control")
    classes = [*widget.attrs.get("class", "").split(), dress, "is-invalid" if bound.errors else ""]
    return bound.as_widget(attrs={"class": " ".join(dict.fromkeys(filter(None, classes)))})


@register.simple_tag
def icon(name, label=""):
    """A Tabler icon drawn into the page; decoration unless it is given a label."""
    role = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" viewBox="0 0 24 24" focusable="false" {}>{}</svg>', role, _drawing(name))


@lru_cache(maxsize=256)
def _drawing(name):
    """The paths of one icon of the installed package; nothing when there is none of that name."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        return ""
    file = packages() / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
    inner = re.search(r"<svg[^>]*>(.*)</svg>", file.read_text(), re.S) if file.is_file() else None
    # The drawing comes from a package pinned by hash, never from a user.
    return mark_safe(re.sub(r"\s+", " ", inner.group(1)).strip()) if inner else ""


@register.filter
def tone(state):
    """good, warn, bad, rest or busy: the colour family of a state or an answer."""
    return next((name for states, name in _TONES if str(state) in states), "busy")


@register.simple_tag
def state_badge(case, attribute="state"):
    """The state of a case, in words and colour."""
    state = getattr(case, attribute)
    spoken = getattr(case, f"get_{attribute}_display", lambda: state)()
    return badge(spoken, state)


@register.simple_tag
def badge(words, state=""):
    """Words in the colour of a state."""
    return format_html('<span class="mark mark-{}">{}</span>', tone(state), words)


@register.filter
def verb(name):
    """What a step is called in the reader's language."""
    return VERBS.get(name, name)


@register.filter
def office(name):
    """What an office is called in the reader's language."""
    return Office(name).label if name in Office.values else name


@register.filter
def state_of(name, case):
    """The label a case's own states give to a stored state name."""
    return dict(case._meta.get_field("state").flatchoices).get(name, name) if name else ""


@register.filter
def backward(step):
    """Whether a step sends the case back or ends it."""
    return step.verb in BACKWARD


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
    """A date as 2026-03-01, told to machines too; an en dash when there is none."""
    value = parse_date(value) if isinstance(value, str) else value
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
        return "、".join(str(shown(item)) for item in value) or "–"
    return value


@register.filter
def spoken(words):
    """The reader's language out of {zh: …, en: …}; anything else as it is."""
    if not isinstance(words, Mapping):
        return words
    return words.get("zh" if (get_language() or "zh").startswith("zh") else "en", "")


@register.simple_tag(takes_context=True)
def link_to(context, name, *args):
    """The address of a door that stands open to the acting office, or "": links nobody may follow are not drawn."""
    actor = getattr(context.get("request"), "actor", None)
    if actor is None or name not in DOORS or actor.office not in DOORS[name].offices:
        return ""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def came_from(context):
    """The address of the page of ours one came from, or ""."""
    request = context.get("request")
    before = request.headers.get("Referer", "") if request else ""
    return before if before and url_has_allowed_host_and_scheme(before, {request.get_host()}) else ""


@register.simple_tag(takes_context=True)
def query_with(context, **changes):
    """This page's address query with some parts changed; an empty value takes a part out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = value
    return "?" + query.urlencode()


@register.inclusion_tag("_sort_head.html", takes_context=True)
def sort_head(context, key, label, numeric=False):
    """A column head that sorts by `key`, then the other way round."""
    now = context["request"].GET.get("sort", "")
    other = f"-{key}" if now == key else key
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    href = query_with(context, sort=other, page="")
    return {"label": label, "href": href, "order": order, "numeric": numeric}


@register.inclusion_tag("_stat.html")
def stat(label, value, **more):
    """A number tile; `unit`, `url`, `note` and `state` as needed."""
    return {"label": label, "value": value, **more}


@register.inclusion_tag("_empty.html")
def empty(title, text="", **more):
    """What stands where rows would be; `icon`, `url` and `action` as needed."""
    return {"title": title, "text": text, **more}


@register.inclusion_tag("_breadcrumb.html")
def crumbs(*pairs):
    """Where the page lies: label, address, label, address …; the last address may be left out."""
    return {
        "crumbs": [
            (pairs[at + 1] if at + 1 < len(pairs) else "", label) for at, label in enumerate(pairs) if at % 2 == 0
        ]
    }


ANSWERS = {
    "met": _lazy("Met"),
    "not_met": _lazy("Not met"),
    "waiver": _lazy("Needs a waiver"),
    "preferred": _lazy("Preferred"),
    "neutral": _lazy("No preference"),
}
FORCES = {"must": _lazy("must"), "generally": _lazy("generally"), "prefer": _lazy("preferred")}


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
    return _(str(name).replace("_", " "))


@register.inclusion_tag("_finding.html")
def finding(one, open=None):
    """A judgement (or its stored snapshot) with the clause and words it rests on; what stops or needs a waiver stands open."""
    says = one["answer"] if isinstance(one, Mapping) else one.answer
    return {"finding": one, "open": says in ("not_met", "waiver") if open is None else open}
