"""Seats: who holds them, since when they are empty, who must act."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from teams.ledger import must_act, seat_states, short_since

FORMED = date(2025, 9, 1)


@dataclass
class Held:
    seat: str
    starts_on: date
    ends_on: date | None = None


def states(*postings, on=date(2026, 7, 20)):
    return seat_states(FORMED, postings, on)


def all_three():
    return [Held(seat, FORMED) for seat in ("first_secretary", "unit_member", "township_member")]


def test_a_new_team_is_short_from_its_first_day():
    assert short_since(states()) == FORMED


def test_three_holders_make_it_whole():
    found = states(*all_three())
    assert short_since(found) is None
    assert must_act(found) == []


def test_an_empty_seat_counts_from_the_day_after_the_last_holder():
    left = Held("first_secretary", FORMED, date(2026, 3, 31))
    assert states(left)[0].empty_since == date(2026, 4, 1)


def test_the_last_day_still_counts_as_held():
    left = Held("first_secretary", FORMED, date(2026, 7, 20))
    assert states(left)[0].posting == left


def test_who_comes_tomorrow_does_not_hold_today():
    assert states(Held("first_secretary", date(2026, 7, 21)))[0].posting is None


def test_the_township_must_fill_its_own_seat_only():
    assert must_act(states(*all_three()[:2])) == ["township"]


def test_unit_and_township_are_each_named_once():
    assert must_act(states()) == ["unit", "township"]


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 200)), max_size=6), st.integers(0, 900))
def test_the_ledger_agrees_with_walking_day_by_day(spans, after):
    on = FORMED + timedelta(days=after)
    held = [Held("first_secretary", FORMED + timedelta(days=a), FORMED + timedelta(days=a + n)) for a, n in spans]
    day, since = FORMED, None
    while day <= on:
        taken = any(p.starts_on <= day <= p.ends_on for p in held)
        since = None if taken else since or day
        day += timedelta(days=1)
    assert states(*held, on=on)[0].empty_since == since


def test_who_is_to_come_leaves_the_seat_empty_but_nobody_to_act():
    coming = Held("township_member", date(2026, 8, 1))
    found = states(*all_three()[:2], coming)
    assert (short_since(found), found[2].coming) == (FORMED, coming)
    assert must_act(found) == []
