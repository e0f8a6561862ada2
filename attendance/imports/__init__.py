"""The tables this floor takes in: attendance lists of training, the month sheet and the list of days."""

from attendance.imports import attendees, month

__all__ = ["attendees", "month"]
