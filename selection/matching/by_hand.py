"""Beside the best plan: first come, first served; the next best for a seat; and what a move by hand changes."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from selection.matching.plan import Plan
from selection.matching.problem import REASONS, BadMatching, Problem, named
from selection.matching.solving import solve


@dataclass(frozen=True, slots=True)
class Change:
    """What another plan gains or loses: first secretaries, seats, points, and order (a lower order is better)."""

    plan: Plan
    first_secretaries: int
    seats: int
    score: int
    order: int


def change(before: Plan, after: Plan) -> Change:
    """How `after` differs from `before`; less than nothing is a loss, except for the order."""
    first, seats, score, order = (new - old for old, new in zip(before.worth, after.worth, strict=True))
    return Change(after, first, seats, score, -order)


def next_best(plan: Plan, village, seat: str, seconds: float | None = None) -> Change:
    """The best plan in which those who hold a seat now do not, and what it costs; raises BadMatching for a pinned or empty seat."""
    holders = plan.holders.get((village, seat), ())
    if not holders or plan.problem.pinned.keys() & set(holders):
        raise BadMatching(_("Only a seat that the matching filled has a next best."))
    banned = plan.problem.banned | {(cadre, village, seat) for cadre in holders}
    return change(plan, solve(replace(plan.problem, banned=banned), seconds))


def moved(plan: Plan, cadre, to: tuple | None) -> Change:
    """A cadre moved by hand to (village code, seat), or out (None). Whoever must give way is left without a seat.

    Raises BadMatching with the reason when the cadre may not sit there, or the other unit seat is held by another unit.
    """
    seated = {one: place for one, place in plan.seated.items() if one != cadre}
    if to:
        for one in _giving_way(plan, seated, cadre, *to):
            del seated[one]
        seated[cadre] = to
    return change(plan, Plan(plan.problem, seated))


def first_come(problem: Problem) -> Plan:
    """The plain baseline: in order of nomination each takes the first free seat; nobody is moved again."""
    return Plan(problem, _Queue(problem).served())


class _Queue:
    """Free seats while cadres come in one by one: `free` seats left, `taken_by` the unit that has a village's seats of a source."""

    def __init__(self, problem):
        self.problem, self.seated = problem, dict(problem.pinned)
        self.free, self.taken_by, self.waiting = {}, {}, defaultdict(list)
        for place in reversed(list(problem.places())):
            for seat, count in place.seats:
                self.free[place.village.code, seat] = count
                for unit in place.groups:
                    self.waiting[unit, seat].append(place)

    def served(self):
        """Cadre id → seat, after everybody came."""
        cadres = (cadre for group in self.problem.pool.values() for cadre in group)
        for cadre in sorted(cadres, key=lambda cadre: (cadre.order, named(cadre.id))):
            for row in self.problem.seats:
                if row["seat"] in cadre.seats and self._sits(cadre, row["seat"], row["from"]):
                    break
        return self.seated

    def _sits(self, cadre, seat, source):
        waiting = self.waiting[cadre.unit, seat]
        while waiting and not self._is_free(waiting[-1].village.code, seat, source, cadre.unit):
            waiting.pop()
        for place in reversed(waiting):
            code = place.village.code
            if self._is_free(code, seat, source, cadre.unit) and not self.problem.objection(cadre, place.village, seat):
                self.seated[cadre.id] = (code, seat)
                self.free[code, seat] -= 1
                self.taken_by[code, source] = cadre.unit
                return True
        return False

    def _is_free(self, code, seat, source, unit):
        return self.free[code, seat] and self.taken_by.get((code, source), unit) == unit


def _giving_way(plan, seated, cadre, village, seat):
    """Who sits there now, if the cadre may sit there at all."""
    problem = plan.problem
    if cadre not in problem.cadre or village not in problem.village or seat not in problem.counts:
        raise BadMatching(_("A cadre, village or seat set by hand is not in the matching."))
    who = problem.cadre[cadre]
    there = [one for one, place in seated.items() if place == (village, seat)]
    leaving = there[problem.counts[seat] - 1 :]
    staying = [one for one, place in seated.items() if place[0] == village and one not in leaving]
    reason = problem.objection(who, problem.village[village], seat)
    if reason or _another_unit(problem, seated, who, seat, staying):
        raise BadMatching(_("Not possible by hand: %(reason)s.") % {"reason": REASONS[reason or "other_unit"]})
    return leaving


def _another_unit(problem, seated, who, seat, staying):
    """Whether somebody of another unit stays in a seat of the same source."""
    beside = [one for one in staying if problem.source_of(seated[one][1]) == problem.source_of(seat)]
    return any(problem.cadre[one].unit != who.unit for one in beside)
