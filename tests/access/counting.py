"""How many checks were made; told at the end of the run."""

from collections import Counter

CHECKS = Counter()


def count(kind, number=1):
    """Adds to the tally of a kind of check."""
    CHECKS[kind] += number
