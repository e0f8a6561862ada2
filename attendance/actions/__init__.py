"""Every change of attendance: days confirmed, training held."""

from attendance.actions.days import Entry, confirm_days, confirm_span

__all__ = ["Entry", "confirm_days", "confirm_span"]
