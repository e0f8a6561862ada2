"""The tables this floor takes in: villages, units, pairings."""

from teams.imports import pairings, units, villages

__all__ = ["pairings", "units", "villages"]
