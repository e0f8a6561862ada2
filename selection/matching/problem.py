"""What is to be matched: villages with seats, cadres who may take them, and what a cadre in a village is worth (二(一) 派需结合)."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.refusals import Refused

REASONS = {
    "no_source": _lazy("the unit or township has no cadre here"),
    "not_listed": _lazy("not fit or not put forward for this seat"),
    "banned": _lazy("ruled out for this seat by hand"),
    "other_source": _lazy("comes from another unit or township"),
    "placed": _lazy("all who may take it hold another seat"),
    "other_unit": _lazy("both unit seats of a village are filled from one unit"),
}


class BadMatching(Refused, ValueError):
    """The matching cannot be posed, or is too large to be solved exactly; the message says why."""


@dataclass(frozen=True, slots=True)
class Village:
    """A village that needs a team 村. `unit` is the paired unit, None while pairing is open; `among` then limits the units."""

    code: Hashable
    needs: frozenset = frozenset()
    ethnic_area: bool = False
    languages: frozenset = frozenset()
    unit: Hashable = None
    township: Hashable = None
    among: frozenset | None = None

    @property
    def heard(self) -> frozenset:
        """The languages that count for a bilingual cadre: those of an ethnic area."""
        return self.languages if self.ethnic_area else frozenset()


@dataclass(frozen=True, slots=True)
class Cadre:
    """A cadre 干部 of a unit or township (`unit`), the seats eligibility leaves open, and the unit's own fitness order (small first)."""

    id: Hashable
    unit: Hashable
    seats: frozenset
    skills: frozenset = frozenset()
    languages: frozenset = frozenset()
    promotable: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """The seats of a village that one source fills: `groups` are the units that may (one, unless pairing is open)."""

    village: Village
    groups: tuple
    seats: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Problem:
    """A matching to be solved. `banned` holds (cadre id, village code, seat), `pinned` cadre id → (village code, seat)."""

    villages: tuple[Village, ...]
    cadres: tuple[Cadre, ...]
    seats: tuple[Mapping, ...]
    meets: Mapping[str, frozenset]
    weights: Mapping[str, int]
    banned: frozenset = frozenset()
    pinned: Mapping = field(default_factory=dict)

    @cached_property
    def village(self) -> Mapping:
        """Villages by code."""
        return {village.code: village for village in self.villages}

    @cached_property
    def cadre(self) -> Mapping:
        """Cadres by id."""
        return {cadre.id: cadre for cadre in self.cadres}

    @cached_property
    def pool(self) -> Mapping:
        """The cadres that are not pinned, by unit or township."""
        groups = defaultdict(list)
        for cadre in self.cadres:
            if cadre.id not in self.pinned:
                groups[cadre.unit].append(cadre)
        return groups

    @cached_property
    def banned_from(self) -> Mapping:
        """(village code, seat) → ids of the cadres ruled out there."""
        found = defaultdict(set)
        for cadre, village, seat in self.banned:
            found[village, seat].add(cadre)
        return dict(found)

    @cached_property
    def sources(self) -> Mapping:
        """Source (`paired_unit` or `township`) → its seats, in the order of the text."""
        found = defaultdict(list)
        for row in self.seats:
            found[row["from"]].append((row["seat"], row["count"]))
        return found

    @cached_property
    def counts(self) -> Mapping:
        """Seat → how many of it a village has."""
        return {row["seat"]: row["count"] for row in self.seats}

    @cached_property
    def open_units(self) -> tuple:
        """The units that could take an open pairing: those with a cadre for one of the unit's seats."""
        wanted = {seat for seat, _count in self.sources["paired_unit"]}
        return tuple(sorted({cadre.unit for cadre in self.cadres if wanted & cadre.seats}, key=named))

    def places(self) -> Iterator[Place]:
        """Every village and source with the seats that no pin fills, in order of village code."""
        taken = defaultdict(list)
        for cadre, place in self.pinned.items():
            taken[place].append(self.cadre[cadre])
        for village in self.villages:
            for source, seats in self.sources.items():
                left = ((seat, count - len(taken.get((village.code, seat), ()))) for seat, count in seats)
                there = [cadre for seat, _count in seats for cadre in taken.get((village.code, seat), ())]
                groups = (there[0].unit,) if there else self.groups(village, source)
                yield Place(village, groups, tuple((seat, count) for seat, count in left if count))

    def groups(self, village: Village, source: str) -> tuple:
        """The units (or the township) that may fill a village's seats from this source."""
        if source == "township":
            return () if village.township is None else (village.township,)
        if village.unit is not None:
            return (village.unit,)
        if village.among is None:
            return self.open_units
        return tuple(unit for unit in self.open_units if unit in village.among)

    def source_of(self, seat: str) -> str:
        """Where a seat is filled from: `paired_unit` or `township`."""
        return next(row["from"] for row in self.seats if row["seat"] == seat)

    def objection(self, cadre: Cadre, village: Village, seat: str) -> str:
        """Which of REASONS keeps a cadre off a seat, whoever else sits in the village; "" when nothing does."""
        if cadre.unit not in self.groups(village, self.source_of(seat)):
            return "other_source"
        if seat not in cadre.seats:
            return "not_listed"
        return "banned" if cadre.id in self.banned_from.get((village.code, seat), ()) else ""


@dataclass(frozen=True, slots=True)
class Points:
    """What one rule gives a placed cadre: `rule` is a key of `selection.match_weights`, `what` the need or language it is for."""

    rule: str
    points: int
    what: str = ""


def posed(villages: Iterable, cadres: Iterable, policy, *, banned=(), pinned=None) -> Problem:
    """The problem under a policy, sorted so that the order of the rows never matters; raises BadMatching."""
    meets = defaultdict(set)
    for row in policy["village.needs"].value:
        meets[row["need"]].add(row["skill"])
    problem = Problem(
        tuple(sorted(villages, key=lambda village: named(village.code))),
        tuple(sorted(cadres, key=lambda cadre: named(cadre.id))),
        tuple(policy["team.seats"].value),
        {need: frozenset(skills) for need, skills in sorted(meets.items())},
        policy["selection.match_weights"].value,
        frozenset(banned),
        pinned or {},
    )
    _check(problem)
    return problem


def named(key) -> tuple[str, str]:
    """How codes and ids are sorted, whatever they are."""
    return str(key), type(key).__name__


def points(problem: Problem, cadre: Cadre, village: Village) -> tuple[Points, ...]:
    """What a cadre brings to a village, rule by rule; a need counts once, a shared language counts once."""
    weights = problem.weights
    met = [need for need in sorted(village.needs) if problem.meets.get(need, frozenset()) & cadre.skills]
    shared = sorted(village.heard & cadre.languages)[:1]
    return (
        *(Points("need_met", weights["need_met"], need) for need in met),
        *(Points("shared_language", weights["shared_language"], language) for language in shared),
        *([Points("promotable", weights["promotable"])] if cadre.promotable else []),
    )


def _check(problem):
    if len(problem.village) < len(problem.villages):
        raise BadMatching(_("A village stands twice in the matching."))
    if len(problem.cadre) < len(problem.cadres):
        raise BadMatching(_("A cadre stands twice in the matching."))
    if any(not isinstance(cadre.order, int) for cadre in problem.cadres):
        raise BadMatching(_("The order of a cadre is a whole number."))
    _check_pins(problem)


def _check_pins(problem):
    seated, units = Counter(), defaultdict(set)
    for cadre, (code, seat) in problem.pinned.items():
        if cadre not in problem.cadre or code not in problem.village or seat not in problem.counts:
            raise BadMatching(_("A cadre, village or seat set by hand is not in the matching."))
        if reason := problem.objection(problem.cadre[cadre], problem.village[code], seat):
            _refuse(reason)
        seated[code, seat] += 1
        units[code, problem.source_of(seat)].add(problem.cadre[cadre].unit)
    if any(count > problem.counts[seat] for (_code, seat), count in seated.items()):
        raise BadMatching(_("More cadres are set by hand than the seat holds."))
    if any(len(senders) > 1 for senders in units.values()):
        _refuse("other_unit")


def _refuse(reason):
    raise BadMatching(_("Not possible by hand: %(reason)s.") % {"reason": REASONS[reason]})
