"""The best matching: the problem falls apart into units and townships; only open pairings tie some together."""

import os
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from selection.matching import assignment, pairs, program
from selection.matching.plan import Plan
from selection.matching.problem import Problem


def solve(problem: Problem, seconds: float | None = None) -> Plan:
    """The best plan: most first secretaries, then most seats, then most points, then least order. Same input, same answer.

    `seconds` limits each of the up to four stages of a group of open pairings; a plan cut short says so by a gap above 0. Raises BadMatching.
    """
    seated, gaps = dict(problem.pinned), [0.0]
    with ThreadPoolExecutor(os.cpu_count()) as cores:  # the solver works outside Python's lock
        for found, gap in cores.map(lambda one: _best(problem, *one, seconds), clusters(problem)):
            seated |= {cadre: (village, seat) for cadre, village, seat in found}
            gaps.append(gap)
    return Plan(problem, seated, max(gaps))


def clusters(problem: Problem):
    """(places, cadres) that have nothing to do with each other, in order of village code."""
    places = [place for place in problem.places() if place.groups and place.seats]
    head = _joined(place.groups for place in places)
    found = defaultdict(list)
    for place in places:
        found[head[place.groups[0]]].append(place)
    members = defaultdict(list)
    for unit in dict.fromkeys(unit for place in places for unit in place.groups):
        members[head[unit]] += problem.pool.get(unit, ())
    return [(found[one], members[one]) for one in found]


def _best(problem, places, cadres, seconds):
    settled = all(len(place.groups) == 1 for place in places)
    if settled and assignment.fits(problem, places, cadres):
        return assignment.best(problem, places, cadres), 0.0
    if pairs.fits(problem, places, cadres):
        return pairs.best(problem, places, cadres, seconds)
    return program.best(problem, places, cadres, seconds)


def _joined(sets):
    """Unit → one of the units it is tied to, the same for all of them."""
    head = {}

    def top(unit):
        while head.setdefault(unit, unit) != unit:
            unit = head[unit]
        return unit

    for first, *others in dict.fromkeys(sets):
        for other in (first, *others):
            head[top(other)] = top(first)
    return {unit: top(unit) for unit in head}
