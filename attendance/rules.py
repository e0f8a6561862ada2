"""Leave and counting rules (二(四)). Pure: facts and policy in, judgements out."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from core.findings import Finding
from core.refusals import Refused


class NoSuchLeave(Refused):
    """No level of the leave rule reaches this length, or it ends before it begins."""


def approvals(days: int, policy) -> tuple[str, ...]:
    """The offices that must agree to a leave of so many calendar days, in order; raises NoSuchLeave."""
    rule = policy["attendance.leave_levels"]
    reaching = [level for level in rule.value if level["up_to"] is None or 1 <= days <= level["up_to"]]
    if days < 1 or not reaching:
        raise NoSuchLeave(_("No rule provides for a leave of %(days)s days.") % {"days": days}, provision=rule)
    lowest = min(reaching, key=lambda level: (level["up_to"] is None, level["up_to"]))
    return tuple(lowest["offices"])


def leave_days(starts_on: date, ends_on: date) -> int:
    """The length of a leave in calendar days, both ends included."""
    return (ends_on - starts_on).days + 1


def unbroken(spans, starts_on: date, ends_on: date) -> tuple[date, date]:
    """The whole run of leave days around a span: spans that touch it, before or after, belong to it."""
    one, first, last = timedelta(days=1), starts_on, ends_on
    for start, end in sorted(spans, reverse=True):
        if start < first <= end + one:
            first = start
    for start, end in sorted(spans):
        if start - one <= last < end:
            last = end
    return first, last


def counted_statuses(policy) -> tuple[str, ...]:
    """The attendance statuses that count as village days."""
    return policy["attendance.counted_statuses"].value


def standing_finding(minimum, standing) -> Finding:
    """A standing as a finding that cites the minimum, for pages and messages."""
    facts = {
        "year": minimum.year,
        "required": str(standing.required),
        "done": str(standing.done),
        "possible": str(standing.possible),
    }
    return Finding(minimum.what, standing.verdict, minimum.provisions, facts)
