"""Pairing open: an integer program over kinds of villages and kinds of cadres, solved stage by stage.

Villages alike in needs, languages and possible units are one kind; cadres of one unit alike in all but order are one crew. With
x = how many of a crew sit in a seat of a kind of village, y = how many villages of a kind a unit takes, z = whether a cadre is placed:
    every seat:  Σ x ≤ count · y      every kind:  Σ y ≤ villages of the kind      every crew:  Σ x = Σ z
Seats of one unit in villages of one kind may be combined at will, so this is exact, and far smaller than pairs of people and villages.
First secretaries, seats, points and order are made best in this order, each held while the next is sought.
Method: scipy.optimize.milp (HiGHS); the gap it reports is handed on, 0 is proven.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from selection.matching.problem import BadMatching, Place, Problem, named
from selection.matching.scoring import may_sit, table
from selection.rules import FIRST_SECRETARY

SITTINGS = 2_000_000  # as many columns as a gigabyte holds
SAFE = 10**8  # as large as an aim may be for the solver's tolerances to tell whole numbers apart


@dataclass(frozen=True, slots=True)
class _Sitting:
    """One x: members of a crew in one seat of a kind of village, and what each is worth there."""

    kind: int
    unit: object
    seat: str
    crew: int
    points: int


@dataclass(frozen=True, slots=True)
class _Model:
    """The program's parts; columns are the sittings, then the takings (kind, unit), then the cadres crew by crew."""

    kinds: list[list[Place]]
    crews: list[list]
    sittings: list[_Sitting]
    takings: list[tuple]

    @property
    def width(self) -> int:
        """How many columns."""
        return len(self.sittings) + len(self.takings) + sum(map(len, self.crews))


def best(problem: Problem, places, cadres, seconds=None):
    """([(cadre id, village code, seat)], gap) of the best matching; gap 0 is a proven optimum, `seconds` ends each stage early."""
    model = _model(problem, places, cadres)
    if not model.sittings:
        return [], 0.0
    amounts, gap = _solved(model, _aims(model), seconds)
    return list(_seated(model, amounts)), gap


def most_filled(problem: Problem, places, cadres, seconds=None) -> tuple[int, int]:
    """(first secretaries, seats) that can be filled at most, in this order: what else is known of villages and people is left aside."""
    bare = [
        replace(place, village=replace(place.village, needs=frozenset(), languages=frozenset())) for place in places
    ]
    plain = {"skills": frozenset(), "languages": frozenset(), "promotable": False, "order": 0}
    model = _model(problem, bare, [replace(cadre, **plain) for cadre in cadres])
    if not model.sittings:
        return 0, 0
    amounts, _gap = _solved(model, _aims(model)[:-1], seconds)
    first = [sitting.seat == FIRST_SECRETARY for sitting in model.sittings]
    return sum(amount for amount, leads in zip(amounts, first, strict=True) if leads), sum(amounts)


def _model(problem, places, cadres):
    alike, crews = kinds(problem, places), _crews(problem, places, cadres)
    of_unit = defaultdict(list)
    for number, crew in enumerate(crews):
        of_unit[crew[0].unit].append(number)
    if sum(len(of_unit[unit]) * len(kind[0].seats) for kind in alike for unit in kind[0].groups) > SITTINGS:
        raise BadMatching(_("Too many kinds of villages and cadres to find the best at once: match smaller areas."))
    worth = table(problem, [kind[0].village for kind in alike], [crew[0] for crew in crews]).astype(int).tolist()
    sittings = [
        _Sitting(number, unit, seat, crew, worth[number][crew])
        for number, (first, *_others) in enumerate(alike)
        for unit in first.groups
        for seat, _count in first.seats
        for crew in of_unit[unit]
        if may_sit(problem, first.village, seat, crews[crew][:1])[0]
    ]
    return _Model(alike, crews, sittings, list(dict.fromkeys((sitting.kind, sitting.unit) for sitting in sittings)))


def kinds(problem, places):
    """Places that differ in name only."""
    found = defaultdict(list)
    for place in places:
        bans = tuple(frozenset(problem.banned_from.get((place.village.code, seat), ())) for seat, _count in place.seats)
        needs = frozenset(place.village.needs & problem.meets.keys())
        found[needs, place.village.heard, place.groups, place.seats, bans].append(place)
    return list(found.values())


def _crews(problem, places, cadres):
    """Cadres that differ in name and order only, those put first by their unit first."""
    heard = frozenset().union(*(place.village.heard for place in places))
    bans = defaultdict(set)
    for cadre, *where in problem.banned:
        bans[cadre].add(tuple(where))
    found = defaultdict(list)
    for cadre in sorted(cadres, key=lambda cadre: (cadre.order, named(cadre.id))):
        met = frozenset(need for need, skills in problem.meets.items() if skills & cadre.skills)
        banned = frozenset(bans.get(cadre.id, ()))
        found[cadre.unit, cadre.seats, met, cadre.languages & heard, cadre.promotable, banned].append(cadre)
    return list(found.values())


def _solved(model, aims, seconds):
    """How many sit in each sitting, and the largest gap of the stages."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    rules, whole = [LinearConstraint(*_rules(model))], np.ones(model.width)
    whole[len(model.sittings) + len(model.takings) :] = 0
    options = {"time_limit": seconds} if seconds else {}
    amounts, gaps = np.zeros(model.width), [0.0]
    for aim in aims:
        near = {"mip_rel_gap": 0.5 / (1 + sum(map(len, model.crews)) * float(abs(aim).max()))}
        found = milp(
            -aim, integrality=whole, bounds=Bounds(0, _limits(model)), constraints=rules, options=options | near
        )
        amounts = amounts if found.x is None else found.x
        gaps.append(gap_of(found))
        rules.append(LinearConstraint(aim, round(aim @ amounts) - 0.5))
    return np.rint(amounts[: len(model.sittings)]).astype(int).tolist(), float(max(gaps))


def gap_of(found):
    """The solver's gap; 0 when less than one point lies between what was found and what is possible, for all is whole."""
    if found.x is None:
        return 1.0
    return 0.0 if found.mip_gap * abs(found.fun) < 0.9 else found.mip_gap


def _aims(model):
    """What is made most, in the order of the text; two wishes at once where the numbers stay small enough for the solver."""
    import numpy as np

    sittings, lowest = model.sittings, min(cadre.order for crew in model.crews for cadre in crew)
    orders = [cadre.order - lowest for crew in model.crews for cadre in crew]
    most, rest = len(orders), [0] * (model.width - len(sittings))
    first = np.array([sitting.seat == FIRST_SECRETARY for sitting in sittings] + rest, dtype=float)
    seats = np.array([1] * len(sittings) + rest, dtype=float)
    points = np.array([sitting.points for sitting in sittings] + rest, dtype=float)
    order = np.array([0] * len(sittings + model.takings) + [-one for one in orders], dtype=float)
    return [*_together(first, seats, most), *_together(points, order, most)]


def _together(before, after, most):
    """One aim for two, the first before the second, if the sum over at most so many heads stays below SAFE; else both."""
    step = most * float(abs(after).max()) + 1
    joined = before * step + after
    return [joined] if most * float(abs(joined).max()) < SAFE else [before, after]


def _rules(model):
    """(sparse matrix, lower, upper): the three lines at the head of this file."""
    import numpy as np
    from scipy.sparse import csr_array

    seats, columns, counts = {}, [], []
    first_taking, crew_row = len(model.sittings), len(model.kinds)
    taking = {pair: first_taking + number for number, pair in enumerate(model.takings)}
    cells = [(kind, column, 1) for (kind, _unit), column in taking.items()]
    for column, sitting in enumerate(model.sittings):
        key = (sitting.kind, sitting.unit, sitting.seat)
        row = crew_row + len(model.crews) + seats.setdefault(key, len(seats))
        cells += [(row, column, 1), (crew_row + sitting.crew, column, 1)]
    for (kind, unit, seat), number in seats.items():
        count = dict(model.kinds[kind][0].seats)[seat]
        cells.append((crew_row + len(model.crews) + number, taking[kind, unit], -count))
    owners = [crew_row + number for number, crew in enumerate(model.crews) for _cadre in crew]
    cells += [(row, first_taking + len(taking) + number, -1) for number, row in enumerate(owners)]
    rows, columns, counts = zip(*cells, strict=True)
    upper = np.array([*map(len, model.kinds), *[0] * (len(model.crews) + len(seats))], dtype=float)
    lower = np.full(len(upper), -np.inf)
    lower[crew_row : crew_row + len(model.crews)] = 0
    return csr_array((counts, (rows, columns)), shape=(len(upper), model.width), dtype=float), lower, upper


def _limits(model):
    """The most each column can be."""
    crews, kinds = [*map(len, model.crews)], [*map(len, model.kinds)]
    takings = [kinds[kind] for kind, _unit in model.takings]
    return [crews[sitting.crew] for sitting in model.sittings] + takings + [1] * sum(crews)


def _seated(model, amounts):
    """Names for numbers: villages by code, cadres by their unit's order."""
    waiting, teams = [iter(crew) for crew in model.crews], defaultdict(lambda: defaultdict(list))
    for sitting, amount in zip(model.sittings, amounts, strict=True):
        chosen = [next(waiting[sitting.crew]) for _ in range(amount)]
        teams[sitting.kind, sitting.unit][sitting.seat] += chosen
    villages = [iter(kind) for kind in model.kinds]
    for (kind, _unit), team in teams.items():
        counts = dict(model.kinds[kind][0].seats)
        while any(team.values()):
            code = next(villages[kind]).village.code
            for seat, count in counts.items():
                yield from ((team[seat].pop(0).id, code, seat) for _ in range(min(count, len(team[seat]))))
