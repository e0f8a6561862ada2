"""Scores and last places: exact fractions out of frozen facts, and never more within than there are places."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assessment.rules import quota, quota_left, team_quota
from assessment.scoring import score
from assessment.ties import BEYOND, CHOICE, WITHIN, last_places
from core.policy import EnteredRule, policy_in_force

COUNTY, DAY = "632521", date(2026, 12, 31)
SHARES = some.integers(0, 100).map(lambda number: number / 100)
ROUNDINGS = some.sampled_from(["down", "up", "half_up"])


def policy(**rules):
    entered = [
        EnteredRule(COUNTY, f"assessment.{key}", value, date(2026, 1, 1), document_number="1号")
        for key, value in rules.items()
    ]
    return policy_in_force(COUNTY, DAY, entered)


PLAIN = policy()


def facts(days=200, villagers=None, absences=0):
    found = {"attendance": {"done": str(days), "required": "200"}, "unexcused_absences": absences}
    return found | ({"ballots": {"villagers": {"value": villagers}}} if villagers is not None else {})


def weights(**parts):
    names = ("attendance", "training", "villagers", "village_cadres", "performance")
    return {"weights": dict.fromkeys(names, 0) | parts}


def test_performance_is_the_share_of_promises_kept():
    counted = {"duties": {"promised": 3, "kept": 2, "reports": 1, "late": 0}}
    assert score(facts(200) | counted, PLAIN).parts["performance"] == Fraction(2, 3)
    assert "performance" in score(facts(200) | {"duties": counted["duties"] | {"promised": 0}}, PLAIN).missing


def test_a_score_is_the_exact_mean_of_what_is_recorded():
    found = score(facts(100, "0.9"), PLAIN)
    assert found.value == Fraction(7, 10)
    assert found.missing == ("training", "village_cadres", "performance")


def test_a_countys_weights_count():
    assert score(facts(100, "0.9"), policy(**weights(attendance=1, villagers=3))).value == Fraction(8, 10)


def test_days_beyond_the_minimum_make_no_score_above_one():
    assert score(facts(365), PLAIN).value == 1


def test_nothing_recorded_is_no_score():
    assert score({}, PLAIN).value is None


@pytest.mark.parametrize("places", [None, 2, 3])
def test_nobody_falls_anywhere_while_there_is_room(places):
    assert not last_places({"a": facts(), "b": facts()}, places, PLAIN).falls


def test_the_score_decides_first():
    found = last_places({"a": facts(100, 0.5), "b": facts(200, 0.5)}, 1, PLAIN)
    assert found.falls == {"a": (BEYOND, "score"), "b": (WITHIN, "score")}


def test_of_equals_the_named_rule_decides():
    found = last_places({"a": facts(220, 0.8), "b": facts(230, 0.8)}, 1, PLAIN)
    assert found.falls == {"a": (BEYOND, "attendance"), "b": (WITHIN, "attendance")}


def test_where_no_rule_decides_the_county_chooses():
    found = last_places({"a": facts(), "b": facts(), "c": facts(100)}, 1, PLAIN)
    assert found.falls == {"a": (CHOICE, ""), "b": (CHOICE, ""), "c": (BEYOND, "score")}
    assert found.choices == 1


def test_what_one_of_them_lacks_decides_nothing():
    rules = policy(tie_rules=[{"fact": "villagers"}], **weights(attendance=1))
    assert last_places({"a": facts(villagers=0.9), "b": facts()}, 1, rules).choices == 1


def test_a_county_orders_its_own_rules():
    rules = policy(tie_rules=[{"fact": "unexcused_absences"}], **weights(attendance=1))
    found = last_places({"a": facts(absences=1), "b": facts(villagers=0.1)}, 1, rules)
    assert found.falls["b"] == (WITHIN, "unexcused_absences")


PEOPLE = some.lists(
    some.builds(facts, some.integers(0, 365), some.sampled_from([None, 0.5, 0.9]), some.integers(0, 2)), max_size=8
)


@given(PEOPLE, some.integers(0, 8))
def test_the_places_are_all_filled_and_never_one_too_many(people, places):
    found = last_places(dict(enumerate(people)), places, PLAIN)
    counts = {kind: sum(falls == kind for falls, _rule in found.falls.values()) for kind in (WITHIN, BEYOND, CHOICE)}
    if len(people) <= places:
        assert not found.falls
    else:
        assert sum(counts.values()) == len(people)
        assert counts[WITHIN] + found.choices == places
        assert counts[CHOICE] == 0 or counts[CHOICE] > found.choices > 0


@given(PEOPLE, some.integers(0, 8), some.randoms())
def test_the_order_in_which_people_come_changes_nothing(people, places, dice):
    named = list(enumerate(people))
    mixed = dice.sample(named, len(named))
    assert last_places(dict(named), places, PLAIN) == last_places(dict(mixed), places, PLAIN)


@given(SHARES, ROUNDINGS, some.integers(0, 3000))
def test_a_quota_is_within_one_of_the_exact_share_on_the_side_its_rule_says(share, rounding, people):
    places = quota({"all": people}, policy(excellent_share={"share": share, "pools": ["all"], "rounding": rounding}))
    exact = Fraction(str(share)) * people
    low, high = {"down": (-1, 0), "up": (0, 1), "half_up": (Fraction(-1, 2), Fraction(1, 2))}[rounding]
    assert low <= places["all"] - exact <= high
    assert abs(places["all"] - exact) < 1
    assert 0 <= places["all"] <= people


@given(SHARES, ROUNDINGS, some.integers(0, 500), some.integers(0, 500))
def test_more_people_never_mean_fewer_places(share, rounding, people, more):
    rules = policy(excellent_share={"share": share, "pools": ["all"], "rounding": rounding})
    assert quota({"all": people}, rules)["all"] <= quota({"all": people + more}, rules)["all"]


@given(SHARES, some.integers(0, 500), some.integers(0, 500))
def test_pools_rounded_down_never_exceed_the_whole_and_lose_less_than_one_each(share, ours, theirs):
    rule = {"share": share, "rounding": "down"}
    apart = quota({"a": ours, "b": theirs}, policy(excellent_share={**rule, "pools": ["a", "b"]}))
    whole = quota({"all": ours + theirs}, policy(excellent_share={**rule, "pools": ["all"]}))["all"]
    assert whole - 1 <= sum(apart.values()) <= whole


@given(SHARES, ROUNDINGS, some.integers(0, 500))
def test_teams_are_counted_as_people_are(share, rounding, teams):
    rules = policy(
        excellent_share={"share": share, "pools": ["all"], "rounding": rounding},
        team_excellent_share={"share": share, "rounding": rounding},
    )
    assert team_quota(teams, rules) == quota({"all": teams}, rules)["all"]


def test_without_a_rule_teams_have_no_quota():
    assert team_quota(30, PLAIN) is None


@given(some.integers(0, 50), some.integers(0, 50))
def test_granted_and_left_make_the_places_while_none_is_exceeded(places, granted):
    left = quota_left({"all": places}, {"all": granted})["all"]
    assert left == max(places - granted, 0)
