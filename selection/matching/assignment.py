"""Pairings given: each unit and each township is a matching of its own, solved by shortest augmenting paths.

One whole number per pair says everything: K for the seat, K more for a first secretary's, score × C, less the order. C exceeds every
sum of orders and K every sum of the rest, so the heaviest matching is the best in the order of the text. That seats and first
secretaries can both be most at once is the matroid of matchable seats. Sums along a path stay below 16 K, which must be below
2**53, where doubles are whole numbers no more.
Method: linear_sum_assignment of SciPy (Crouse 2016, IEEE Trans. Aerosp. Electron. Syst. 52(4)).
"""

from selection.matching.problem import Problem
from selection.matching.scoring import may_sit, table
from selection.rules import FIRST_SECRETARY

WHOLE, CELLS = 2**53, 20_000_000


def fits(problem: Problem, places, cadres) -> bool:
    """Whether a matching of these is small enough for exact weights and for a table of 160 MB."""
    slots = sum(count for place in places for _seat, count in place.seats)
    return slots * len(cadres) <= CELLS and 16 * _steps(problem, places, cadres)[1] < WHOLE


def best(problem: Problem, places, cadres):
    """Yields (cadre id, village code, seat) of the best matching of one group's cadres and places."""
    if not cadres:
        return
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    slots = [(place.village, seat) for place in places for seat, count in place.seats for _ in range(count)]
    costs = np.empty((len(slots), len(cadres)))
    _weigh(costs, problem, places, cadres)
    for row, column in zip(*linear_sum_assignment(costs), strict=True):
        if costs[row, column]:
            village, seat = slots[row]
            yield cadres[column].id, village.code, seat


def _weigh(costs, problem, places, cadres):
    """Fills in what each cadre in each seat costs: less is better, 0 where they may not sit."""
    import numpy as np

    step, seat_worth = _steps(problem, places, cadres)
    lowest = min(cadre.order for cadre in cadres)
    orders = np.array([cadre.order - lowest for cadre in cadres], dtype=float)
    scores = table(problem, [place.village for place in places], cadres)
    listed, row = {}, 0
    for place, gained in zip(places, scores, strict=True):
        for seat, count in place.seats:
            worth = seat_worth * (2 if seat == FIRST_SECRETARY else 1)
            allowed = _allowed(listed, problem, place.village, seat, cadres)
            costs[row : row + count] = np.where(allowed, orders - gained * step - worth, 0)
            row += count


def _allowed(listed, problem, village, seat, cadres):
    """Who may sit, remembered in `listed` for all villages without bans."""
    if (village.code, seat) in problem.banned_from:
        return may_sit(problem, village, seat, cadres)
    if seat not in listed:
        listed[seat] = may_sit(problem, village, seat, cadres)
    return listed[seat]


def _steps(problem, places, cadres):
    """(C, K): what a point and what a seat weighs, as exact integers."""
    orders = [cadre.order for cadre in cadres] or [0]
    spread = max(orders) - min(orders)
    most = min(len(cadres), sum(count for place in places for _seat, count in place.seats))
    step = most * spread + 1
    needs = max((len(place.village.needs) for place in places), default=0)
    top = needs * problem.weights["need_met"] + problem.weights["shared_language"] + problem.weights["promotable"]
    return step, most * (top * step + spread) + 1
