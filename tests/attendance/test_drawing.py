"""Drawing whom to check: the same seed draws the same for ever, every township gets its fair share, nobody twice."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attendance.drawing import Candidate, digest, draw, lots, shares

TOWNS = st.sampled_from(["630222100", "630222101", "630222102", "630222103"])
PEOPLE = st.lists(st.tuples(TOWNS, st.integers(1, 900)), max_size=30).map(
    lambda lines: [Candidate(number, *line) for number, line in enumerate(lines, 1)]
)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
COUNT, SEED = st.integers(0, 50), st.text("0123456789abcdef", min_size=8, max_size=32)


def of(township, *days):
    return [Candidate(int(township) * 100 + n, township, day) for n, day in enumerate(days)]


def towns(people, chosen):
    where = {one.posting: one.township for one in people}
    return Counter(where[posting] for posting in chosen)


@UNHURRIED
@given(PEOPLE, COUNT, SEED)
def test_as_many_as_asked_are_drawn_and_nobody_twice(people, count, seed):
    chosen = draw(people, count, seed)
    assert len(set(chosen)) == len(chosen) == min(count, len(people))
    assert set(chosen) <= {one.posting for one in people}


@UNHURRIED
@given(PEOPLE, COUNT, SEED)
def test_the_order_of_the_list_does_not_matter(people, count, seed):
    assert draw(people[::-1], count, seed) == draw(people, count, seed)
    assert digest(people[::-1]) == digest(people)


@UNHURRIED
@given(PEOPLE, COUNT, SEED)
def test_the_people_drawn_are_the_shares_of_their_townships(people, count, seed):
    given_to = {town: share for town, share in shares(people, count, seed).items() if share}
    assert towns(people, draw(people, count, seed)) == given_to


@UNHURRIED
@given(PEOPLE, COUNT, SEED)
def test_a_township_gets_its_fair_share_rounded_down_or_up(people, count, seed):
    total = sum(one.weight for one in people)
    size = Counter(one.township for one in people)
    weight = {town: sum(one.weight for one in people if one.township == town) for town in size}
    if any(count * weight[town] > size[town] * total for town in size):
        return  # somewhere the share is larger than the township: the next test
    for town, share in shares(people, count, seed).items():
        assert abs(share * total - count * weight[town]) < total


@UNHURRIED
@given(PEOPLE, COUNT, SEED)
def test_no_share_is_larger_than_the_township(people, count, seed):
    size = Counter(one.township for one in people)
    given_to = shares(people, count, seed)
    assert all(0 <= given_to[town] <= size[town] for town in size)
    assert sum(given_to.values()) == min(count, len(people))


@UNHURRIED
@given(SEED)
def test_two_townships_alike_get_the_same_share(seed):
    people = of("630222100", 10, 10, 10) + of("630222101", 10, 10, 10)
    assert set(shares(people, 4, seed).values()) == {2}


def test_a_township_nobody_has_checked_for_long_gets_more():
    people = of("630222100", *[10] * 10) + of("630222101", *[90] * 10)
    assert shares(people, 10, "seed") == {"630222100": 1, "630222101": 9}


def test_with_fewer_checks_than_townships_it_is_not_always_the_largest():
    people = of("630222100", *[30] * 12) + of("630222101", *[30] * 4) + of("630222102", *[30] * 4)
    first = Counter(town for n in range(400) for town, share in shares(people, 1, f"seed{n}").items() if share)
    assert 200 < first["630222100"] < 280  # twelve of twenty weigh twelve twentieths: 240
    assert min(first.values()) > 50


def test_the_longer_unchecked_the_likelier():
    urn = {1: 1, 2: 10, 3: 100}
    first = Counter(lots(urn, 1, f"seed{n}", "x")[0] for n in range(1000))
    assert all(first[less] < first[more] for less, more in pairwise(sorted(urn)))


def test_another_seed_draws_others():
    people = of("630222100", *[30] * 40)
    assert len({tuple(draw(people, 3, f"seed{n}")) for n in range(20)}) > 15


@pytest.mark.parametrize(
    ("seed", "chosen"),
    [
        ("0f3c", [3, 1, 20, 21]),
        ("2026", [3, 2, 20, 21]),
    ],
)
def test_this_seed_and_this_list_draw_these_people_for_ever(seed, chosen):
    people = of("630222100", 1, 40, 40, 300) + of("630222101", 5, 5, 5) + of("630222102", 365, 10)
    assert [posting % 100 + posting // 100 % 10 * 10 for posting in draw(people, 4, seed)] == chosen


@pytest.mark.parametrize("days", [-3, 0, 1])
def test_who_was_checked_today_still_lies_in_the_urn(days):
    assert Candidate(1, "630222100", days).weight == 1


def test_a_changed_list_has_another_fingerprint():
    assert digest(of("630222100", 1, 2)) != digest(of("630222100", 1, 3))
