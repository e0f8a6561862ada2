"""How a policy value reads: numbers with their unit, lists in the provision's own words."""

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils.translation import gettext as _

from core.words import fact_name, word

register = template.Library()


@register.filter
def value_of(provision):
    """The value of a provision in the reader's words."""
    return spoken_value(provision.value, (provision.key,), provision.unit)


def spoken_value(value, keys=(), unit=""):
    """A plain value in words; `keys` name the provisions whose words come first."""
    if value is None or value == ():
        return _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return "; ".join(f"{fact_name(name)}: {spoken_value(part, keys)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return _(", ").join(spoken_value(part, keys) for part in value) or _("none")
    if isinstance(value, date):
        return value.isoformat()
    said = word(value, keys) if isinstance(value, str) else str(value)
    return f"{said} {word(unit, keys)}" if unit else said


@register.filter
def rule_value(rule):
    """The value of a county rule in the reader's words."""
    return spoken_value(rule.value, (rule.key,))
