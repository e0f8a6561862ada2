"""What pages are drawn with: fields, badges, findings, tiles, links that keep the query. The words are in wording.py."""

from collections.abc import Mapping
from uuid import uuid4

from django import forms, template
from django.urls import NoReverseMatch
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme

from core.access import way_to
from core.icons import icon
from core.templatetags import wording
from core.templatetags.quick import translate
from core.workflow import BACKWARD

register = template.Library()
register.tag("translate", translate)  # loaded after i18n, it stands in for Django's own
register.filters.update(wording.register.filters)  # one `{% load look %}` brings both
register.simple_tag(icon)

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
def state_badge(case, attribute="state"):
    """The state of a case, in words and colour."""
    state = getattr(case, attribute)
    spoken = getattr(case, f"get_{attribute}_display", lambda: state)()
    return badge(spoken, state)


@register.simple_tag
def badge(words, state=""):
    """Words in the colour of a state."""
    return format_html('<span class="mark mark-{}">{}</span>', wording.tone(state), words)


@register.filter
def backward(step):
    """Whether a step sends the case back or ends it."""
    return step.verb in BACKWARD


@register.simple_tag(takes_context=True)
def link_to(context, name, *args):
    """The address of a door that stands open to the acting office, or "": links nobody may follow are not drawn."""
    actor = getattr(context.get("request"), "actor", None)
    try:
        return way_to(actor, name, *args) if actor else ""
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def came_from(context):
    """The address of the page of ours one came from, or ""."""
    request = context.get("request")
    before = request.headers.get("Referer", "") if request else ""
    return before if before and url_has_allowed_host_and_scheme(before, {request.get_host()}) else ""


@register.simple_tag(takes_context=True)
def place(context, division):
    """A place by its path below the acting office's own place: what everybody here knows is not repeated."""
    actor = getattr(context.get("request"), "actor", None)
    if actor and actor.area:
        return division.full_name.removeprefix(f"{actor.place} / ")
    return division.full_name.partition(" / ")[2] or division.full_name  # every place lies in the province


@register.simple_tag(takes_context=True)
def place_above(context, division):
    """Where a village lies, below the acting office's own place and without the village, which stands beside it already."""
    return place(context, division).rpartition(" / ")[0]


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


@register.inclusion_tag("_finding.html")
def finding(one, open=None):
    """A judgement (or its stored snapshot) with the clause and words it rests on; what stops or needs a waiver stands open."""
    says = one["answer"] if isinstance(one, Mapping) else one.answer
    return {"finding": one, "open": says in ("not_met", "waiver") if open is None else open}
