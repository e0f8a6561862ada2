"""A matching: who sits where, why, what stays empty and for what reason."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from selection.matching.problem import REASONS, Cadre, Points, Problem, Village, points
from selection.rules import FIRST_SECRETARY


@dataclass(frozen=True, slots=True)
class Placed:
    """One cadre in one seat, with the points each rule gives."""

    cadre: Cadre
    village: Village
    seat: str
    points: tuple[Points, ...]

    @property
    def score(self) -> int:
        """All points of this placing."""
        return sum(one.points for one in self.points)


@dataclass(frozen=True, slots=True)
class Unfilled:
    """An empty seat: `reason` is a key of REASONS, `able` the cadres who could take it but for that."""

    village: Village
    seat: str
    reason: str
    able: tuple[Cadre, ...] = ()

    @property
    def words(self) -> str:
        """The reason in the reader's language."""
        return str(REASONS[self.reason])


@dataclass(frozen=True)
class Plan:
    """Who sits where. `gap` is the solver's: 0 is a proven optimum, None was not optimised (first come, or moved by hand)."""

    problem: Problem
    seated: Mapping[Hashable, tuple]  # cadre id → (village code, seat)
    gap: float | None = field(default=None)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Every placing, in order of cadre id."""
        village = self.problem.village
        rows = ((cadre, *self.seated[cadre.id]) for cadre in self.problem.cadres if cadre.id in self.seated)
        return tuple(
            Placed(cadre, village[code], seat, points(self.problem, cadre, village[code])) for cadre, code, seat in rows
        )

    @cached_property
    def holders(self) -> Mapping:
        """(village code, seat) → ids of those who sit there."""
        found = defaultdict(list)
        for one in self.placed:
            found[one.village.code, one.seat].append(one.cadre.id)
        return dict(found)

    @cached_property
    def score(self) -> int:
        """The points of all placings."""
        return sum(one.score for one in self.placed)

    @property
    def worth(self) -> tuple[int, int, int, int]:
        """(first secretaries, seats, points, less the order): the larger tuple is the better plan."""
        first = sum(one.seat == FIRST_SECRETARY for one in self.placed)
        return first, len(self.placed), self.score, -sum(one.cadre.order for one in self.placed)

    @cached_property
    def unfilled(self) -> tuple[Unfilled, ...]:
        """Every empty seat with its reason, by village; a seat of which two are empty stands twice."""
        return tuple(
            self._empty(village, source, seat)
            for village in self.problem.villages
            for source, seats in self.problem.sources.items()
            for seat, count in seats
            for _ in range(count - len(self.holders.get((village.code, seat), ())))
        )

    def unit_of(self, village: Village, source: str):
        """The unit or township whose cadres fill a village's seats of a source; None while nobody does."""
        seats = dict(self.problem.sources[source])
        there = [who for seat in seats for who in self.holders.get((village.code, seat), ())]
        return self.problem.cadre[there[0]].unit if there else None

    def _empty(self, village, source, seat):
        banned = self.problem.banned_from.get((village.code, seat), ())
        near = [cadre for unit in self.problem.groups(village, source) for cadre in self._of_unit.get(unit, ())]
        listed = [cadre for cadre in near if seat in cadre.seats]
        able = tuple(cadre for cadre in listed if cadre.id not in banned)
        reason = self._reason(near, listed, able, self.unit_of(village, source))
        return Unfilled(village, seat, reason, able)

    def _reason(self, near, listed, able, unit):
        for one, reason in ((near, "no_source"), (listed, "not_listed"), (able, "banned")):
            if not one:
                return reason
        return "other_unit" if any(cadre.id not in self.seated for cadre in able) and unit is not None else "placed"

    @cached_property
    def _of_unit(self):
        found = defaultdict(list)
        for cadre in self.problem.cadres:
            found[cadre.unit].append(cadre)
        return found
