"""Every change of attendance: days confirmed, training held."""

from attendance.actions.days import Entry, confirm_days

__all__ = ["Entry", "confirm_days"]
