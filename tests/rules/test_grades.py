"""Grades and quotas: caps only lower, and a share is taken exactly."""

from datetime import date
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import rules
from assessment.rules import GRADES, NoSuchPool, YearFacts
from core.policy import EnteredRule, policy_in_force

DAY = date(2026, 12, 31)
TEXT = policy_in_force("632521", DAY)
TIERS = [{"times": number, "best": best} for number, best in enumerate(GRADES[1:], start=1)]
FACTS = st.builds(YearFacts, st.sampled_from(GRADES), st.integers(0, 5), st.booleans())


def with_rule(key, value):
    return policy_in_force("632521", DAY, [EnteredRule("632521", key, value, DAY, document_number="1")])


def with_share(share, rounding="down", pools=("civil_servants", "others")):
    return with_rule("assessment.excellent_share", {"share": share, "pools": list(pools), "rounding": rounding})


CAPPED = with_rule("assessment.absence_caps", TIERS)


@given(FACTS)
def test_a_grade_is_never_better_than_proposed(facts):
    assert not rules.worse(facts.proposed, rules.grade(facts, CAPPED).grade)


@given(FACTS)
def test_a_lowered_grade_always_says_because_of_what(facts):
    judged = rules.grade(facts, CAPPED)
    assert (judged.because is None) == (judged.grade == facts.proposed)


@given(FACTS)
def test_more_absences_never_better_the_grade(facts):
    worse_year = YearFacts(facts.proposed, facts.unexcused_absences + 1, facts.recalled)
    assert not rules.worse(rules.grade(facts, CAPPED).grade, rules.grade(worse_year, CAPPED).grade)


@given(FACTS)
def test_the_order_of_the_tiers_does_not_matter(facts):
    backwards = with_rule("assessment.absence_caps", TIERS[::-1])
    assert rules.grade(facts, backwards).grade == rules.grade(facts, CAPPED).grade


def test_a_cap_that_did_not_bind_is_still_among_the_findings():
    judged = rules.grade(YearFacts("competent", 1), CAPPED)
    assert [(finding.rule, finding.answer) for finding in judged.findings] == [("assessment.absence_caps", "met")]


@given(st.integers(0, 10_000), st.integers(0, 100), st.sampled_from(["down", "up", "half_up"]))
def test_a_quota_lies_within_one_person_of_the_share(people, percent, rounding):
    places = rules.quota({"others": people}, with_share(percent / 100, rounding))["others"]
    exact = Fraction(percent, 100) * people
    assert {
        "down": exact - 1 < places <= exact,
        "up": exact <= places < exact + 1,
        "half_up": floor(exact + Fraction(1, 2)) == places,
    }[rounding]


def test_people_in_a_pool_the_rule_does_not_name_are_refused():
    with pytest.raises(NoSuchPool, match="teachers"):
        rules.quota({"teachers": 10}, with_share(0.25))


def test_without_a_share_nothing_is_limited():
    assert rules.quota({"anyone": 10}, TEXT) == {"anyone": None}


@pytest.mark.parametrize(("granted", "left"), [(0, 3), (2, 1), (3, 0), (9, 0)])
def test_what_remains_of_a_quota_is_never_below_zero(granted, left):
    assert rules.quota_left({"others": 3}, {"others": granted}) == {"others": left}


def test_no_quota_leaves_no_remainder():
    assert rules.quota_left({"others": None}, {"others": 5}) == {"others": None}


@pytest.mark.parametrize(
    ("kind", "pool"), [("organ", "civil_servants"), ("institution", "others"), ("enterprise", "others")]
)
def test_people_count_in_the_pool_of_their_employer(kind, pool):
    assert rules.pool_of(kind, with_share(0.25)) == pool


def test_a_single_pool_takes_everyone():
    assert rules.pool_of("enterprise", with_share(0.25, pools=["everyone"])) == "everyone"


def test_without_a_quota_there_is_no_pool():
    assert rules.pool_of("organ", TEXT) is None


@pytest.mark.parametrize("subject", ["civil_servants", "institutions", "teams"])
def test_every_scale_words_all_four_grades(subject):
    assert tuple(rules.scale_of(subject, TEXT)) == GRADES
