"""Where the last places of the quota go among those proposed as excellent, and which rule decides it. Pure.

It orders nobody: it only tells who would stand within the places left, who would not, and between whom the county must choose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from assessment.scoring import part, score

TIES = "assessment.tie_rules"
SCORE = "score"
FEWER = "unexcused_absences"
WITHIN, BEYOND, CHOICE = "within", "beyond", "choice"


@dataclass(frozen=True, slots=True)
class Placing:
    """Who falls where: case → (within | beyond | choice, the rule that decided it: `score`, a tie rule, or "").

    `choices`: how many places are left between those of whom no rule decides.
    """

    falls: Mapping = field(default_factory=dict)
    choices: int = 0


def last_places(candidates: Mapping, places: int | None, policy) -> Placing:
    """Falls of each candidate {case: facts} for the places left; nobody falls anywhere while there is room for all."""
    if places is None or len(candidates) <= places:
        return Placing()
    if not places:
        return Placing(dict.fromkeys(candidates, (BEYOND, "")))
    falls, group, left = {}, list(candidates), places
    for rule in (SCORE, *(row["fact"] for row in policy[TIES].value)):
        measured = _measures(rule, group, candidates, policy)
        if measured is None:
            continue
        above, group, below = _cut(measured, left)
        falls |= dict.fromkeys(above, (WITHIN, rule)) | dict.fromkeys(below, (BEYOND, rule))
        left -= len(above)
        if not group:
            return Placing(falls)
    return Placing(falls | dict.fromkeys(group, (CHOICE, "")), left)


def _measures(rule, group, candidates, policy):
    """{case: measure, more is better}; None where it is not recorded of everybody: what one lacks decides nothing."""
    found = {case: _measure(rule, candidates[case], policy) for case in group}
    return None if None in found.values() else found


def _measure(rule, facts, policy):
    if rule == SCORE:
        return score(facts, policy).value
    if rule == FEWER:
        absences = facts.get(FEWER)
        return None if absences is None else Fraction(-absences)
    return part(facts, rule)


def _cut(measured, left):
    """(clearly within, on the edge and equal, clearly beyond); nobody is on the edge when the places just suffice."""
    ordered = sorted(set(measured.values()), reverse=True)
    above = []
    for value in ordered:
        equal = [case for case, one in measured.items() if one == value]
        if len(above) + len(equal) > left:
            edge = equal if len(above) < left else []
            taken = {*above, *edge}
            return above, edge, [case for case in measured if case not in taken]
        above += equal
    return above, [], []
