"""A matching between the database and the solver: the problem frozen as plain JSON, posed again with the same answer, kept as JSON."""

import hashlib
import json
import time
from collections import defaultdict
from copy import copy
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from core.policy import Provision
from selection.matching import (
    BadMatching,
    Cadre,
    Change,
    Plan,
    Village,
    change,
    first_come,
    moved,
    next_best,
    posed,
    solve,
)
from selection.offers import units_for

CITED = ("village.needs", "team.seats", "selection.match_weights", "selection.bilingual", "selection.promotable_first")
QUICK = 40  # villages without a pairing that are matched while one waits
STAGE = 60  # seconds a worker gives each stage of a group of open pairings; a plan cut short says so by its gap
WAIT = 5  # the same while somebody waits
ABLE = 5  # people named who could take an empty seat


# ── from terms to a frozen problem ──────────────────────────────────────────────────────────────────────────────────


def frozen(case, terms, *, wanted, open_pairings):
    """(problem, provisions) as plain JSON: numbers and codes only, everything in a fixed order."""
    problem = {
        "with": sorted(wanted),
        "on": case.starts_on.isoformat(),
        "villages": [_village_row(ground, terms.offers, open_pairings) for ground in terms.grounds],
        "cadres": [_cadre_row(offer, terms.seats[offer.source]) for offer in terms.offers if terms.seats[offer.source]],
        "closed": sorted([code, str(seat), why] for (code, seat), why in terms.closed.items()),
        "barred": sorted([offer.cadre.pk, county, seat] for offer, county, seat in terms.barred),
        "unfit": sorted(_unfit_row(*one) for one in terms.unfit),
    }
    policy = terms.policies[min(terms.policies, key=len)]
    cited = {key: policy[key] for key in CITED}
    cited |= {finding.provision.key: finding.provision for _offer, _seat, finding in terms.unfit if finding}
    return problem, {key: provision.as_json() for key, provision in sorted(cited.items())}


def _village_row(ground, offers, open_pairings):
    open_to = units_for(ground, offers) if ground.unit is None and open_pairings else None
    unit = f"u{ground.unit}" if ground.unit else None
    return [ground.code, ground.team, ground.needs, ground.ethnic_area, sorted(ground.languages), unit, open_to]


def _cadre_row(offer, seats):
    cadre, meant = offer.cadre, getattr(offer.row, "team_id", None) if offer.source[0] == "p" else None
    facts = sorted(cadre.skills), sorted(cadre.languages), cadre.promotable, offer.row.order
    return [cadre.pk, offer.group, sorted(seats), *facts, offer.source, meant]


def _unfit_row(offer, seat, finding):
    rule, key = (finding.rule, finding.provision.key) if finding else ("", "")
    return [offer.cadre.pk, offer.group, str(seat), rule, key]


# ── from a frozen problem to the solver ─────────────────────────────────────────────────────────────────────────────


def problem_of(matching):
    """The problem as it was asked, posed again."""
    asked, policy = matching.problem, {key: Provision.from_json(matching.provisions[key]) for key in CITED}
    villages = [_village(row) for row in asked["villages"]]
    cadres = [_cadre(row) for row in asked["cadres"]]
    posing = posed(villages, cadres, policy)
    banned = {*_closed(posing, asked), *_barred(posing, asked), *_meant(asked), *map(tuple, matching.banned)}
    pinned = {cadre: (code, seat) for cadre, code, seat in matching.pinned}
    return posed(villages, cadres, policy, banned=banned, pinned=pinned)


def seated(matching):
    """Cadre → (village code, seat), as it was kept."""
    return {cadre: (code, seat) for cadre, code, seat, _points in matching.placed}


def plan_of(matching):
    """The plan as it was kept."""
    return Plan(problem_of(matching), seated(matching), matching.totals["gap"])


def _village(row):
    code, _team, needs, ethnic, languages, unit, among = row
    among = None if among is None else frozenset(among)
    return Village(code, frozenset(needs), ethnic, frozenset(languages), unit or _nobody(among), f"t{code[:9]}", among)


def _nobody(among):
    """A village without a pairing that is not to get one now has a unit nobody belongs to."""
    return "" if among is None else None


def _cadre(row):
    number, group, seats, skills, languages, promotable, order, *_rest = row
    return Cadre(number, group, frozenset(seats), frozenset(skills), frozenset(languages), promotable, order)


def _closed(posing, asked):
    """Nobody takes a seat that is closed."""
    able = defaultdict(list)
    for group, cadres in posing.pool.items():
        for cadre in cadres:
            for seat in cadre.seats:
                able[group, seat].append(cadre.id)
    for code, seat, _why in asked["closed"]:
        for group in posing.groups(posing.village[code], posing.source_of(seat)):
            yield from ((cadre, code, seat) for cadre in able[group, seat])


def _barred(posing, asked):
    """Whom a county's own rules keep off its seats."""
    for cadre, county, seat in asked["barred"]:
        yield from ((cadre, village.code, seat) for village in posing.villages if village.code.startswith(county))


def _meant(asked):
    """Whoever is meant for one village goes nowhere else."""
    for number, group, seats, *_facts, meant in asked["cadres"]:
        if meant is not None:
            yield from (
                (number, row[0], seat)
                for row in asked["villages"]
                if row[1] != meant and group in (row[5], f"t{row[0][:9]}", *(row[6] or ()))
                for seat in seats
            )


# ── the answer ──────────────────────────────────────────────────────────────────────────────────────────────────────


def solved(matching, seconds=STAGE):
    """The best plan for what was asked, the hand's moves made after it; raises BadMatching."""
    plan = solve(problem_of(matching), seconds)
    for cadre, code, seat in matching.moved:
        plan = _moved(plan, cadre, code, seat).plan
    return plan


def answer(matching, plan, seconds):
    """The fields that keep a plan, beside it first come, first served."""
    closed = {(code, seat) for code, seat, _why in matching.problem["closed"]}
    empty = [one for one in plan.unfilled if (one.village.code, one.seat) not in closed]
    baseline = first_come(plan.problem)
    return {
        "placed": [[one.cadre.id, one.village.code, one.seat, _points(one)] for one in plan.placed],
        "unfilled": [[one.village.code, one.seat, one.reason, *_able(one)] for one in empty],
        "totals": {**totals(plan), "gap": plan.gap, "seconds": round(seconds, 2), "empty": len(empty)},
        "baseline": totals(baseline),
        "digest": digest(matching),
    }


def totals(plan):
    """First secretaries, seats, points and order of a plan."""
    first, seats, score, order = plan.worth
    return {"first_secretaries": first, "seats": seats, "score": score, "order": -order}


def digest(matching):
    """The same for the same question."""
    asked = [matching.problem, matching.provisions, matching.pinned, matching.banned, matching.moved]
    return hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _points(one):
    return [[point.rule, point.points, point.what] for point in one.points]


def _able(one):
    return len(one.able), [cadre.id for cadre in one.able[:ABLE]]


# ── by hand ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Hand:
    """What an officer changes: `how` is move, swap, out, pin, ban or free; `code` and `seat` where to, or where not."""

    how: str
    cadre: int
    code: str = ""
    seat: str = ""

    @property
    def solves(self):
        """Whether the rest is matched anew around it; a move leaves the others where they are."""
        return self.how in ("pin", "ban", "free")


def is_quick(matching):
    """Whether it can be solved while somebody waits: pairings given, or few to be found."""
    return sum(row[6] is not None for row in matching.problem["villages"]) <= QUICK


def by_hand(matching, hand):
    """{pinned, banned, moved} of a matching after one more change."""
    mine, place = [hand.cadre, hand.code, hand.seat], (hand.code, hand.seat)
    rest = {name: [one for one in getattr(matching, name) if one[0] != hand.cadre] for name in ("pinned", "banned")}
    stays = {"pinned": rest["pinned"], "banned": matching.banned, "moved": matching.moved}
    if hand.how == "pin":
        return {**stays, "pinned": [*rest["pinned"], mine], "moved": _without(matching.moved, hand.cadre)}
    if hand.how == "ban":
        return {**stays, "banned": [*matching.banned, mine], "moved": _without(matching.moved, hand.cadre)}
    if hand.how == "free":
        return {**rest, "moved": _without(matching.moved, hand.cadre)}
    steps = [[hand.cadre, None, None]] if hand.how == "out" else [mine]
    if hand.how == "swap":
        steps += _back(matching, hand.cadre, place)
    return {**stays, "moved": [*matching.moved, *steps]}


def tried(matching, hand):
    """The plan after a change by hand, against the plan as it is; raises BadMatching with the reason when it cannot be."""
    now = plan_of(matching)
    fields = by_hand(matching, hand)
    if not hand.solves:
        after = now
        for cadre, code, seat in fields["moved"][len(matching.moved) :]:
            after = _moved(after, cadre, code, seat).plan
        return change(now, after)
    return change(now, solved(with_hand(matching, fields), WAIT))


def next_best_at(matching, code, seat):
    """What it costs if those who hold a seat now do not; only the unit or township concerned is matched again where it can be."""
    plan = plan_of(matching)
    if (code, seat) not in plan.holders:
        raise BadMatching(_("Only a seat that the matching filled has a next best."))
    return next_best(_part(plan, code, seat), code, seat, WAIT)


def _part(plan, code, seat):
    """The villages and people of one unit or township: with pairings given nobody else is concerned."""
    problem, source = plan.problem, plan.problem.source_of(seat)
    groups = problem.groups(problem.village[code], source)
    if len(groups) != 1 or any(village.unit is None for village in problem.villages):
        return plan
    near = [village for village in problem.villages if groups == problem.groups(village, source)]
    codes, cadres = {village.code for village in near}, [one for one in problem.cadres if one.unit == groups[0]]
    people = {cadre.id for cadre in cadres}
    small = replace(
        problem,
        villages=tuple(near),
        cadres=tuple(cadres),
        banned=frozenset(one for one in problem.banned if one[0] in people),
        pinned={one: place for one, place in problem.pinned.items() if one in people},
    )
    there = {one: place for one, place in plan.seated.items() if one in people and place[0] in codes}
    return Plan(small, there, plan.gap)


def with_hand(matching, fields):
    """The same question with other changes by hand, not stored."""
    other = copy(matching)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def _moved(plan, cadre, code, seat) -> Change:
    return moved(plan, cadre, (code, seat) if code else None)


def _without(moves, cadre):
    return [one for one in moves if one[0] != cadre]


def _back(matching, cadre, place):
    """The second half of a swap: whoever sits there now goes where the other one came from."""
    now = seated(matching)
    there = next((one for one, where in now.items() if where == place), None)
    return [[there, *now[cadre]]] if there and cadre in now else []


def timed(work, *args):
    """(result, seconds)."""
    began = time.perf_counter()
    return work(*args), time.perf_counter() - began
