"""From when to when a posting runs when nobody says otherwise."""

from datetime import timedelta

TERM = timedelta(days=730)


def next_month(day):
    """The first day of the month after this one."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def usual_days(taking, on):
    """As the round says; outside a round two years from next month."""
    if taking:
        return {"starts_on": taking.starts_on, "term_ends_on": taking.term_ends_on}
    start = next_month(on)
    return {"starts_on": start, "term_ends_on": start + TERM}
