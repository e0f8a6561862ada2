"""Matching 派需结合: the best allocation of cadres to the seats of villages, and why. Pure: plain data and a policy in, a plan out.

`solve(posed(villages, cadres, policy))` is the whole of it; see docs/decisions/0006-matching.md.
"""

from selection.matching.by_hand import Change, change, first_come, moved, next_best
from selection.matching.plan import Placed, Plan, Unfilled
from selection.matching.problem import REASONS, BadMatching, Cadre, Points, Problem, Village, points, posed
from selection.matching.solving import solve

__all__ = [
    "REASONS",
    "BadMatching",
    "Cadre",
    "Change",
    "Placed",
    "Plan",
    "Points",
    "Problem",
    "Unfilled",
    "Village",
    "change",
    "first_come",
    "moved",
    "next_best",
    "points",
    "posed",
    "solve",
]
