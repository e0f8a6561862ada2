"""A state in words and in its colour."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """Words, and the stored state that gives them their colour; as text, its words."""

    words: str
    state: str

    def __str__(self):
        return str(self.words)


def mark(choices, state):
    """The mark of a stored choice; nothing for nothing."""
    return Mark(choices(state).label, state) if state else ""
