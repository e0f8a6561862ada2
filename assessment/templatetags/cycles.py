"""Where a line of a cycle's checklist is mended."""

from django import template

from core.templatetags.look import link_to

register = template.Library()


@register.simple_tag(takes_context=True)
def mends(context, item, year):
    """The page where what is missing is mended, if that door is open to the acting office, else ""."""
    name, query = item.page
    address = link_to(context, name) if name else ""
    if not address:
        return ""
    return f"{address}?year={year}" if name == "locks" else address + query
