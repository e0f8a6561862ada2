"""The tables this floor takes in: attendance lists of training."""

from attendance.imports import attendees

__all__ = ["attendees"]
