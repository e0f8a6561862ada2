"""Pairing open, as a rule: a village's unit seats are taken by a pair of cadres of one unit.

A plan is then a matching of cadres into pairs with so many villages of each kind. Its relaxation is tightened by Edmonds'
inequalities – 2k + 1 cadres make no more than k pairs – until little is left to decide. By its reduced cost a column costs the plan at
least so much; those that cost more than the best plan found lies below the bound cannot be part of a better one, so the
integer program runs over the few that are near, and what it finds is proven best.
Method: J. Edmonds (1965), Maximum matching and a polyhedron with 0,1-vertices, J. Res. NBS 69B; linprog and milp of SciPy (HiGHS).
"""

import math
from dataclasses import dataclass, fields
from itertools import islice, starmap
from operator import itemgetter

from selection.matching import assignment, program
from selection.matching.problem import Place, Problem, points
from selection.matching.scoring import may_sit, table
from selection.rules import FIRST_SECRETARY

COLUMNS = 400_000  # as many as are weighed at once
REACH = 8  # points below the bound to look first
ROUNDS = 8  # of inequalities added
LEVELS = (1e-6, 0.15, 0.3, 0.45)  # shares above which two cadres count as tied
NEAR = 1e-6  # below this a share is none
OPTIMAL, INFEASIBLE = 0, 2  # what the solver says
HALF = 0.5  # plans are worth whole numbers: a better one is better by one


@dataclass(frozen=True)
class Columns:
    """Who might sit together: `a` and `b` are cadres in the two slots of a `kind` of villages, -1 for nobody. Arrays of one length."""

    kind: object
    a: object
    b: object
    first: object
    worth: object

    @property
    def heads(self):
        """How many cadres each column seats."""
        return (self.a >= 0).astype(int) + (self.b >= 0)

    def where(self, mask):
        """Some of them."""
        return Columns(*(getattr(self, field.name)[mask] for field in fields(self)))


@dataclass(frozen=True)
class Pairs:
    """The whole question: kinds of villages, cadres, what must be filled (first secretaries, seats), and the columns."""

    problem: Problem
    kinds: list[list[Place]]
    cadres: list
    filled: tuple[int, int]
    step: int
    columns: Columns

    def worth_of(self, plan) -> float:
        """What a plan is worth, as columns are; nothing if it does not fill what must be filled."""
        lowest = min(cadre.order for cadre in self.cadres)
        if (sum(seat == FIRST_SECRETARY for *_who, seat in plan), len(plan)) != self.filled:
            return -math.inf
        rows = [(self.problem.cadre[who], self.problem.village[code]) for who, code, _seat in plan]
        gained = sum(one.points for cadre, village in rows for one in points(self.problem, cadre, village))
        return gained * self.step - sum(cadre.order - lowest for cadre, _village in rows)


@dataclass(frozen=True)
class Relaxed:
    """The relaxation's optimum: `bound`, `amounts` and what each column costs at least."""

    bound: float
    amounts: object
    reduced: object


def fits(problem: Problem, places, cadres) -> bool:
    """Whether each place has at most two seats and the pairs are few enough to weigh."""
    kinds, sizes = program.kinds(problem, places), {}
    for cadre in cadres:
        sizes[cadre.unit] = sizes.get(cadre.unit, 0) + 1
    pairs = sum(sizes.get(unit, 0) ** 2 // 2 for kind in kinds for unit in kind[0].groups)
    return pairs <= COLUMNS and all(sum(count for _seat, count in place.seats) <= 2 for place in places)


def best(problem: Problem, places, cadres, seconds=None):
    """([(cadre id, village code, seat)], gap) of the best matching, like `program.best`; gap 0 is a proven optimum."""
    filled = program.most_filled(problem, places, cadres, seconds)
    if not filled[1]:
        return [], 0.0
    asked = _asked(problem, places, cadres, filled)
    if asked.filled[1] * float(abs(asked.columns.worth).max()) >= program.SAFE:
        return program.best(problem, places, cadres, seconds)
    return _proven(asked, seconds)


def _asked(problem, places, cadres, filled):
    import numpy as np

    kinds = program.kinds(problem, places)
    lowest = min(cadre.order for cadre in cadres)
    orders = np.array([cadre.order - lowest for cadre in cadres])
    ranked, seated = np.sort(orders), filled[1]
    step = int(ranked[len(ranked) - seated :].sum() - ranked[:seated].sum()) + 1
    scores = table(problem, [kind[0].village for kind in kinds], cadres).astype(int)
    of_unit = {unit: np.array([at for at, one in enumerate(cadres) if one.unit == unit]) for unit in _units(cadres)}
    found = [
        _columns(problem, number, kind[0], of_unit[unit], cadres, scores[number] * step - orders)
        for number, kind in enumerate(kinds)
        for unit in kind[0].groups
        if unit in of_unit
    ]
    whole = Columns(*(np.concatenate([getattr(one, field.name) for one in found]) for field in fields(Columns)))
    return Pairs(problem, kinds, list(cadres), filled, step, whole)


def _units(cadres):
    return dict.fromkeys(cadre.unit for cadre in cadres)


def _slots(place):
    return [seat for seat, count in place.seats for _ in range(count)]


def _columns(problem, number, place, crew, cadres, worth):
    """The pairs and single cadres of one unit that may sit in a kind of villages."""
    import numpy as np

    slots, members = _slots(place), [cadres[at] for at in crew]
    able = [may_sit(problem, place.village, seat, members) for seat in slots]
    a = [crew[able[0]], *([np.full(able[1].sum(), -1)] if len(slots) > 1 else [])]
    b = [np.full(able[0].sum(), -1), *([crew[able[1]]] if len(slots) > 1 else [])]
    if len(slots) > 1:
        one, other = np.triu_indices(len(crew), 1)
        straight, crossed = able[0][one] & able[1][other], able[0][other] & able[1][one]
        both = straight | crossed
        a.append(crew[np.where(straight, one, other)[both]])
        b.append(crew[np.where(straight, other, one)[both]])
    a, b = np.concatenate(a), np.concatenate(b)
    first = sum((slot == FIRST_SECRETARY) * (who >= 0).astype(int) for slot, who in zip(slots, (a, b), strict=False))
    value = np.append(worth, 0)  # the last stands for nobody, whose number is -1
    return Columns(np.full(len(a), number), a, b, first, value[a] + value[b])


def _rules(asked, columns, odd):
    """(sparse matrix, upper limits): a cadre sits once, a kind has so many villages, the seats are filled, odd sets hold."""
    import numpy as np
    from scipy.sparse import coo_array

    cadres, every = len(asked.cadres), np.arange(len(columns.a))
    tied = [np.flatnonzero(np.isin(columns.a, members) & np.isin(columns.b, members)) for members in odd]
    rows = [(columns.a, every), (columns.b, every), (cadres + columns.kind, every)]
    rows = [(row[row >= 0], column[row >= 0]) for row, column in rows]
    base = cadres + len(asked.kinds)
    rows += [(np.full(len(columns.a), base + at), every) for at in range(2)]
    rows += [(np.full(len(some), base + 2 + at), some) for at, some in enumerate(tied)]
    amounts = [*(np.ones(len(row)) for row, _column in rows)]
    amounts[3], amounts[4] = -columns.first, -columns.heads
    where = (np.concatenate([row for row, _ in rows]), np.concatenate([column for _, column in rows]))
    limits = [1] * cadres + [*map(len, asked.kinds)] + [-most for most in asked.filled] + [len(s) // 2 for s in odd]
    return coo_array((np.concatenate(amounts), where), shape=(len(limits), len(every))).tocsr(), np.array(limits, float)


def _relaxed(asked, columns, odd):
    """The linear program's optimum, None when the columns cannot fill the seats."""
    from scipy.optimize import linprog

    rules, limits = _rules(asked, columns, odd)
    found = linprog(-columns.worth, A_ub=rules, b_ub=limits, method="highs-ds")
    if found.x is None:
        return None
    prices = -found.ineqlin.marginals
    return Relaxed(float(-found.fun), found.x, rules.T @ prices - columns.worth)


def _proven(asked, seconds):
    """(plan, gap): sought among the columns within a few points of the bound, and wider if the best there lies further below."""
    relaxed, reach = _relaxed(asked, asked.columns, []), REACH * asked.step
    while True:
        near = relaxed.reduced < reach + NEAR
        plan, worth, gap = _improved(asked, asked.columns.where(near), seconds)
        if near.all() or relaxed.bound - worth < reach + HALF:
            return plan, gap
        reach = min(4 * reach, relaxed.bound - worth)


def _improved(asked, columns, seconds):
    """(plan, worth, gap). Rounded relaxations give plans; columns without which no better one is lost go; the rest is branched."""
    odd, plan, worth = [], [], -math.inf
    for _round in range(ROUNDS):
        relaxed = _relaxed(asked, columns, odd)
        if relaxed is not None:
            plan, worth = max((plan, worth), _rounded(asked, columns, relaxed.amounts), key=itemgetter(1))
        if relaxed is None or relaxed.bound < worth + HALF:  # nothing better is left
            return plan, worth, 0.0
        more = _odd_sets(columns, relaxed.amounts, len(asked.cadres)) - set(odd)
        columns = columns.where(relaxed.reduced <= relaxed.bound - worth - HALF)
        if not more:
            break
        odd += sorted(more)
    chosen, proven = _whole(asked, columns, odd, seconds)
    if chosen is not None and chosen.worth.sum() > worth + HALF:
        plan, worth = list(_seated(asked, chosen)), float(chosen.worth.sum())
    return plan, worth, 0.0 if proven else (relaxed.bound - worth) / max(relaxed.bound, 1)


def _rounded(asked, columns, amounts):
    """(plan, worth): each unit gets whole villages, by the largest share first, and fills them as well as it can."""
    import numpy as np

    units = list(_units(asked.cadres))
    of_unit = np.array([units.index(cadre.unit) for cadre in asked.cadres])
    shares = np.zeros((len(asked.kinds), len(units)))
    np.add.at(shares, (columns.kind, of_unit[np.maximum(columns.a, columns.b)]), amounts)
    plan = []
    for unit, places in zip(units, _shared_out(asked.kinds, shares, len(units)), strict=True):
        crew = [cadre for cadre in asked.cadres if cadre.unit == unit]
        plan += assignment.best(asked.problem, places, crew)
    return plan, asked.worth_of(plan)


def _shared_out(kinds, shares, count):
    """The villages of each unit: as many of a kind as its share says, rounded so that none is left while a unit has a share in it."""
    import numpy as np

    given = [[] for _ in range(count)]
    for kind, share in zip(kinds, shares, strict=True):
        sizes = np.floor(share + NEAR).astype(int)
        for unit in np.argsort(sizes - share, kind="stable")[: min(len(kind), round(share.sum())) - sizes.sum()]:
            sizes[unit] += 1
        villages = iter(kind)
        for unit, size in enumerate(sizes.tolist()):
            given[unit] += islice(villages, size)
    return given


def _odd_sets(columns, amounts, count):
    """Sets of 2k + 1 cadres who hold more than k pairs, sought among those tied by their shares."""
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    pairs, shares = (columns.a >= 0) & (columns.b >= 0) & (amounts > NEAR), np.zeros((count, count))
    np.add.at(shares, (columns.a[pairs], columns.b[pairs]), amounts[pairs])
    shares += shares.T
    groups = {
        members for level in LEVELS for members in starmap(_odd, _tied(connected_components(shares > level)[1], shares))
    }
    return {members for members in groups if shares[np.ix_(members, members)].sum() > len(members) - 1 + NEAR}


def _tied(label, shares):
    """(members, shares) of each group of three and more."""
    import numpy as np

    return ((np.flatnonzero(label == one), shares) for one in np.flatnonzero(np.bincount(label) > 2))


def _odd(members, shares):
    """The group, without the one who is least tied to it if their number is even."""
    import numpy as np

    if len(members) % 2 == 0:
        members = np.delete(members, shares[np.ix_(members, members)].sum(axis=0).argmin())
    return tuple(members.tolist())


def _whole(asked, columns, odd, seconds):
    """The integer program: (columns chosen or None, whether that is proven best; no columns at all are a proof, too)."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    rules, limits = _rules(asked, columns, odd)
    close = 0.5 / (1 + asked.filled[1] * float(abs(columns.worth).max()))
    options = {"mip_rel_gap": close, **({"time_limit": seconds} if seconds else {})}
    found = milp(
        -columns.worth,
        integrality=np.ones(len(columns.a)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rules, -np.inf, limits),
        options=options,
    )
    return None if found.x is None else columns.where(found.x > HALF), found.status in (OPTIMAL, INFEASIBLE)


def _seated(asked, chosen):
    """Names for numbers: villages of a kind by code."""
    villages = [iter(kind) for kind in asked.kinds]
    for kind, *pair in zip(*(getattr(chosen, name).tolist() for name in ("kind", "a", "b")), strict=True):
        place = next(villages[kind])
        for seat, who in zip(_slots(place), pair, strict=False):
            if who >= 0:
                yield asked.cadres[who].id, place.village.code, seat
