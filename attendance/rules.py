"""Leave and counting rules (二(四)). Pure: facts and policy in, judgements out."""

from datetime import date

from core.findings import Finding


class LeaveTooLong(ValueError):
    """No level of the leave rule reaches this length."""


def approvals(days: int, policy) -> tuple[str, ...]:
    """The offices that must agree to a leave of so many calendar days, in order (`attendance.leave_levels`)."""
    levels = sorted(policy["attendance.leave_levels"].value, key=lambda level: (level["up_to"] is None, level["up_to"] or 0))
    for level in levels:
        if level["up_to"] is None or days <= level["up_to"]:
            return tuple(level["offices"])
    raise LeaveTooLong(f"no leave of {days} days is provided for")


def leave_days(starts_on: date, ends_on: date) -> int:
    """The length of a leave in calendar days, both ends included."""
    return (ends_on - starts_on).days + 1


def counted_statuses(policy) -> tuple[str, ...]:
    """The attendance statuses that count as village days."""
    return policy["attendance.counted_statuses"].value


def standing_finding(minimum, standing) -> Finding:
    """A standing as a finding that cites the minimum, for pages and messages."""
    facts = {"required": float(standing.required), "done": float(standing.done), "verdict": standing.verdict, "year": minimum.year}
    answer = "met" if standing.verdict == "met" else "not_met" if standing.verdict == "impossible" else "waiting"
    return Finding(minimum.what, answer, minimum.provisions, facts)
