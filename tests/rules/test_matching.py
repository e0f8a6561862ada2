"""Matching: the best of all possible plans on small cases tried one by one, explained, and the same however the rows come."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.policy import policy_in_force
from selection.matching import (
    BadMatching,
    Cadre,
    Village,
    change,
    first_come,
    moved,
    next_best,
    pairs,
    points,
    posed,
    program,
    solve,
)
from selection.matching.plan import Plan
from selection.matching.solving import clusters

POLICY = policy_in_force("63", date(2026, 7, 1))
SEATS = ("first_secretary", "unit_member", "township_member")
UNIT_SEATS = frozenset(SEATS[:2])
few = st.sampled_from


def some(*words):
    return st.frozensets(few(words))


def villages(units):
    return st.lists(
        st.builds(
            Village,
            st.integers(0, 99),
            some("party_building", "economy", "governance"),
            st.booleans(),
            some("bo", "mn"),
            few(units),
            few(["t1", None]),
        ),
        max_size=3,
        unique_by=lambda village: village.code,
    )


CADRES = st.lists(
    st.builds(
        Cadre,
        st.integers(0, 99),
        few(["u1", "u2", "t1"]),
        some(*SEATS),
        some("party_affairs", "economy", "social_work"),
        some("bo", "mn"),
        st.booleans(),
        st.integers(0, 4),
    ),
    max_size=5,
    unique_by=lambda cadre: cadre.id,
)
BANS = st.frozensets(st.tuples(st.integers(0, 99), st.integers(0, 99), few(SEATS)), max_size=2)


def plans(problem):
    """Every allowed plan, by trying everything."""
    ways = [[None, *_ways(problem, cadre)] for cadre in problem.cadres]
    for way in product(*ways):
        seated = {cadre.id: place for cadre, place in zip(problem.cadres, way, strict=True) if place}
        if len(set(seated.values())) == len(seated) and _one_unit(problem, seated):
            yield Plan(problem, seated)


def _ways(problem, cadre):
    places = [(village, seat) for village in problem.villages for seat in SEATS]
    return [(village.code, seat) for village, seat in places if not problem.objection(cadre, village, seat)]


def _one_unit(problem, seated):
    units = {(code, problem.cadre[one].unit) for one, (code, seat) in seated.items() if seat in UNIT_SEATS}
    return len({code for code, _unit in units}) == len(units)


def best_by_trying(problem):
    return max(plan.worth for plan in plans(problem))


@given(villages(["u1", "u2"]), CADRES, BANS)
@settings(max_examples=150)
def test_with_pairings_given_no_plan_is_better(places, cadres, bans):
    problem = posed(places, cadres, POLICY, banned=bans)
    plan = solve(problem)
    assert (plan.worth, plan.gap) == (best_by_trying(problem), 0)


@given(villages(["u1", None]), CADRES, BANS)
@settings(max_examples=60)
def test_with_pairings_open_no_plan_is_better(places, cadres, bans):
    problem = posed(places, cadres, POLICY, banned=bans)
    plan = solve(problem)
    assert (plan.worth, plan.gap) == (best_by_trying(problem), 0)


@given(villages(["u1", None]), CADRES)
@settings(max_examples=40)
def test_a_plan_breaks_no_rule(places, cadres):
    problem = posed(places, cadres, POLICY)
    for plan in (solve(problem), first_come(problem)):
        assert all(not problem.objection(one.cadre, one.village, one.seat) for one in plan.placed)
        assert all(len(holders) == 1 for holders in plan.holders.values())
        assert _one_unit(problem, plan.seated)
        assert len(plan.unfilled) + len(plan.placed) == 3 * len(places)


@given(villages(["u1", "u2"]), CADRES)
@settings(max_examples=40)
def test_both_solvers_agree(places, cadres):
    problem = posed(places, cadres, POLICY)
    seated = {}
    for there, able in clusters(problem):
        found, _gap = program.best(problem, there, able)
        seated |= {cadre: (village, seat) for cadre, village, seat in found}
    assert Plan(problem, seated).worth == solve(problem).worth


def by_lot(lot):
    """A county too large for trying: open villages, some tied to a few units, bans and a pin."""
    units = ["u1", "u2", "u3"]
    places = [
        Village(
            number,
            frozenset(lot.sample(["party_building", "economy", "governance"], lot.randint(0, 3))),
            lot.random() < 0.5,
            frozenset(lot.sample(["bo", "mn"], 1)),
            lot.choice([None, None, None, "u1"]),
            among=lot.choice([None, frozenset(units[:2])]),
        )
        for number in range(lot.randint(3, 9))
    ]
    cadres = [
        Cadre(
            number,
            lot.choice(units),
            frozenset(lot.choice([SEATS[:2], SEATS[:1], SEATS[1:2]])),
            frozenset(lot.sample(["party_affairs", "economy", "social_work"], lot.randint(0, 2))),
            frozenset(lot.sample(["bo", "mn"], lot.randint(0, 1))),
            lot.random() < 0.2,
            lot.randint(1, 60),
        )
        for number in range(lot.randint(4, 24))
    ]
    bans = {(lot.randrange(len(cadres)), lot.randrange(len(places)), lot.choice(SEATS[:2])) for _ in range(3)}
    return posed(places, cadres, POLICY, banned=bans, pinned=_pin(lot, places, cadres, bans))


def _pin(lot, places, cadres, bans):
    open_ones = [place for place in places if place.unit is None and place.among is None]
    who, seat = lot.choice(cadres), "unit_member"
    fits = open_ones and seat in who.seats and (who.id, open_ones[0].code, seat) not in bans
    return {who.id: (open_ones[0].code, seat)} if fits else {}


@given(st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_pairs_of_cadres_and_the_program_agree_where_trying_would_take_too_long(lot):
    problem = by_lot(lot)
    for there, able in clusters(problem):
        ways = [pairs.best(problem, there, able), program.best(problem, there, able)]
        worths = [Plan(problem, {who: (code, seat) for who, code, seat in found}).worth for found, _gap in ways]
        assert worths[0] == worths[1]
        assert [gap for _found, gap in ways] == [0, 0]


@given(villages(["u1", None]), CADRES, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_the_rows_changes_nothing(places, cadres, lot):
    plan = solve(posed(places, cadres, POLICY))
    lot.shuffle(places)
    lot.shuffle(cadres)
    assert solve(posed(places, cadres, POLICY)).seated == plan.seated


@given(villages(["u1", None]), CADRES)
@settings(max_examples=30)
def test_first_come_is_never_better(places, cadres):
    problem = posed(places, cadres, POLICY)
    assert first_come(problem).worth <= solve(problem).worth


A = Cadre("a", "u1", UNIT_SEATS, frozenset(["party_affairs"]), order=1)
B = Cadre("b", "u1", UNIT_SEATS, frozenset(["economy"]), frozenset(["bo"]), True, 2)
V1 = Village("v1", frozenset(["party_building"]), unit="u1")
V2 = Village("v2", frozenset(["economy"]), True, frozenset(["bo"]), "u1")
PROBLEM = posed([V1, V2], [A, B], POLICY)


def test_points_are_told_rule_by_rule():
    said = [(one.rule, one.points, one.what) for one in points(PROBLEM, B, V2)]
    assert said == [("need_met", 10, "economy"), ("shared_language", 10, "bo"), ("promotable", 3, "")]


def test_the_next_best_for_a_seat_says_what_it_costs():
    other = next_best(solve(PROBLEM), "v1", "first_secretary")
    assert (other.first_secretaries, other.score) == (0, -30)
    assert other.plan.holders["v1", "first_secretary"] == ["b"]


def test_an_empty_seat_has_no_next_best():
    with pytest.raises(BadMatching):
        next_best(solve(PROBLEM), "v1", "unit_member")


def test_whoever_is_moved_in_pushes_out():
    change = moved(solve(PROBLEM), "a", ("v2", "first_secretary"))
    assert change.plan.seated == {"a": ("v2", "first_secretary")}
    assert (change.first_secretaries, change.seats, change.score, change.order) == (-1, -1, -33, -2)


def test_to_a_free_seat_nobody_is_pushed_out():
    assert moved(solve(PROBLEM), "a", ("v2", "unit_member")).seats == 0


def test_moved_out_costs_the_points():
    assert moved(solve(PROBLEM), "a", None).score == -10


@pytest.mark.parametrize("to", [("v1", "township_member"), ("v9", "unit_member"), ("v1", "king")])
def test_nobody_is_moved_where_they_may_not_sit(to):
    with pytest.raises(BadMatching):
        moved(solve(PROBLEM), "a", to)


def test_units_do_not_mix_in_an_open_village_by_hand():
    stranger = replace(B, id="c", unit="u2")
    plan = solve(posed([replace(V1, unit=None)], [A, B, stranger], POLICY))
    with pytest.raises(BadMatching):
        moved(plan, "c", ("v1", "unit_member"))


def test_a_pin_holds_and_the_rest_is_best_around_it():
    plan = solve(replace(PROBLEM, pinned={"a": ("v2", "first_secretary")}))
    assert plan.holders == {("v2", "first_secretary"): ["a"], ("v1", "first_secretary"): ["b"]}


def test_a_pin_in_an_open_village_chooses_its_unit():
    stranger = Cadre("c", "u2", UNIT_SEATS)
    open_village = replace(V1, unit=None)
    plan = solve(posed([open_village], [A, B, stranger], POLICY, pinned={"c": ("v1", "first_secretary")}))
    assert plan.holders == {("v1", "first_secretary"): ["c"]}
    assert plan.unfilled[0].reason == "other_unit"


@pytest.mark.parametrize(
    "pinned",
    [
        {"x": ("v1", "unit_member")},
        {"a": ("v1", "township_member")},
        {"a": ("v1", "unit_member"), "b": ("v1", "unit_member")},
    ],
)
def test_an_impossible_pin_is_refused(pinned):
    with pytest.raises(BadMatching):
        posed([V1, V2], [A, B], POLICY, pinned=pinned)


def test_an_open_pairing_keeps_to_the_units_it_may_choose_from():
    plan = solve(posed([replace(V1, unit=None, among=frozenset(["u2"]))], [A, Cadre("c", "u2", UNIT_SEATS)], POLICY))
    assert plan.holders["v1", "first_secretary"] == ["c"]


@pytest.mark.parametrize(
    ("village", "cadres", "banned", "reason"),
    [
        (V1, [], [], "no_source"),
        (V1, [replace(A, seats=frozenset())], [], "not_listed"),
        (V1, [A], [("a", "v1", "first_secretary"), ("a", "v1", "unit_member")], "banned"),
    ],
)
def test_an_empty_seat_says_why(village, cadres, banned, reason):
    empty = solve(posed([village], cadres, POLICY, banned=banned)).unfilled[0]
    assert empty.reason == reason
    assert empty.words


def test_a_seat_left_empty_for_a_better_one_says_who_could():
    empty = solve(posed([V1], [A], POLICY)).unfilled[0]
    assert (empty.seat, empty.reason, empty.able) == ("unit_member", "placed", (A,))


def test_the_second_seat_of_an_open_village_waits_for_the_same_unit():
    plan = solve(posed([replace(V1, unit=None)], [A, Cadre("c", "u2", UNIT_SEATS)], POLICY))
    assert plan.unfilled[0].reason == "other_unit"


@pytest.mark.parametrize("rows", [([V1, V1], [A]), ([V1], [A, A]), ([V1], [replace(A, order=1.5)])])
def test_a_muddled_problem_is_refused(rows):
    with pytest.raises(BadMatching):
        posed(*rows, POLICY)


def test_orders_too_large_for_exact_weights_are_still_exact():
    far = [replace(A, id=f"a{n}", order=n * 10**9) for n in range(40)]
    crowd = [replace(V1, code=f"v{n}") for n in range(30)]
    plan = solve(posed(crowd, far, POLICY))
    assert plan.worth == (30, 40, 400, -sum(cadre.order for cadre in far))


def test_a_plan_against_itself_changes_nothing():
    plan = solve(PROBLEM)
    assert change(plan, plan).score == 0
