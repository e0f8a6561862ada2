"""How ballots are shown."""

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def percent(share):
    """A share stored as text with four decimals, as a percentage with two at most: 0.7500 → 75%."""
    return f"{(Decimal(share) * 100).normalize():f}%" if share is not None else "–"
