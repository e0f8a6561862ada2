"""How a policy value reads in a page."""

from django import template

from core.policy_files import policy_files
from core.policy_words import said, value_in_words

register = template.Library()


@register.filter
def value_of(provision):
    """The value of a provision in the reader's words."""
    return value_in_words(provision)


@register.filter
def rule_value(rule):
    """The value of a county rule in the reader's words, as the nearest text names its parts."""
    files = [file for code, file in policy_files().items() if rule.area.startswith(code) and rule.key in file.entries]
    return (
        said(rule.value, files[-1].entries[rule.key].words, files[-1].entries[rule.key].unit) if files else rule.value
    )
