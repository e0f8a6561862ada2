"""Eligibility: strength decides what a no means; facts and provisions travel with every finding."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.findings import Finding, found, verdict
from core.policy import policy_in_force, provision
from selection import rules
from selection.rules import Candidate, Place, Sender

DAY = date(2026, 7, 20)
POLICY = policy_in_force("632521204201", DAY)
ALL = frozenset({"political", "style", "ability", "health", "cultivation"})
SOUND = Candidate(born=date(1985, 5, 5), party="full_member", rank="division", declared=ALL)
UNIT, TOWNSHIP = Sender("provincial"), Sender("township")


def judged(candidate=SOUND, seat="first_secretary", sender=UNIT, village=None, policy=POLICY):
    return rules.judge(candidate, seat=seat, sender=sender, village=village or Place(), on=DAY, policy=policy)


def answers(**kwargs):
    return {finding.rule: finding.answer for finding in judged(**kwargs)}


def years_counted_one_by_one(born, on):
    """The slow way: a birthday is the first day whose (month, day) has reached the day of birth."""
    years, day = 0, born + timedelta(days=1)
    while day <= on:
        before = day - timedelta(days=1)
        birthday = (born.month, born.day)
        years += (day.month, day.day) >= birthday and not (
            (before.month, before.day) >= birthday and before.year == day.year
        )
        day += timedelta(days=1)
    return years


@given(st.dates(date(1996, 1, 1), date(2008, 12, 31)), st.integers(0, 3700))
def test_age_is_full_years_on_the_day(born, days):
    on = born + timedelta(days=days)
    assert rules.full_years(born, on) == years_counted_one_by_one(born, on)


@pytest.mark.parametrize(
    ("on", "age"), [((2025, 2, 28), 24), ((2025, 3, 1), 25), ((2024, 2, 28), 23), ((2024, 2, 29), 24)]
)
def test_born_on_29_february(on, age):
    assert rules.full_years(date(2000, 2, 29), date(*on)) == age


def test_a_first_secretary_is_not_asked_what_members_are_asked():
    assert set(answers()) == {"declarations", "age", "party", "rank", "source", "free", "language"}


@pytest.mark.parametrize(("seat", "sender"), [("unit_member", UNIT), ("township_member", TOWNSHIP)])
def test_a_member_is_not_asked_what_first_secretaries_are_asked(seat, sender):
    assert set(answers(seat=seat, sender=sender)) == {
        "declarations",
        "age",
        "cultivation",
        "source",
        "free",
        "language",
    }


@pytest.mark.parametrize(("paired", "answer"), [(True, "met"), (None, "met"), (False, "not_met")])
def test_another_villages_unit_is_the_wrong_source(paired, answer):
    assert answers(sender=replace(UNIT, paired=paired))["source"] == answer


def test_another_township_is_the_wrong_source():
    assert answers(seat="township_member", sender=replace(TOWNSHIP, paired=False))["source"] == "not_met"


@pytest.mark.parametrize(("force", "answer"), [("must", "not_met"), ("generally", "waiver"), ("prefer", "neutral")])
def test_the_strength_of_the_words_decides_what_a_no_means(force, answer):
    policy = {**POLICY, "selection.max_age": replace(POLICY["selection.max_age"], force=force)}
    assert answers(candidate=replace(SOUND, born=date(1960, 1, 1)), policy=policy)["age"] == answer


@pytest.mark.parametrize("name", sorted(ALL - {"cultivation"}))
def test_each_missing_declaration_is_named(name):
    finding = judged(candidate=replace(SOUND, declared=ALL - {name}))[0]
    assert (finding.answer, finding.facts["missing"]) == ("not_met", [name])


def test_a_finding_says_which_facts_it_used():
    age = next(finding for finding in judged() if finding.rule == "age")
    assert age.facts == {"age": 41, "limit": 45, "born": "1985-05-05", "on": "2026-07-20"}


def test_every_finding_quotes_the_text():
    assert all(finding.provision.quote and finding.provision.clause for finding in judged())


def test_findings_are_stored_and_read_back_whole():
    stored = [json.loads(json.dumps(finding.as_json())) for finding in judged()]
    assert [Finding.from_json(one).as_json() for one in stored] == stored


def test_the_same_input_gives_the_same_findings():
    assert judged() == judged()


@pytest.mark.parametrize(
    ("given_answers", "whole"),
    [
        (["met", "preferred"], "eligible"),
        (["met", "neutral"], "eligible"),
        (["met", "waiver"], "waiver"),
        (["waiver", "not_met"], "ineligible"),
        ([], "eligible"),
    ],
)
def test_the_verdict_is_the_strongest_objection(given_answers, whole):
    rule = provision("team.size", on=DAY)
    assert verdict(Finding("any", answer, (rule,)) for answer in given_answers) == whole


def test_only_a_waivable_no_can_be_waived_and_only_a_must_stops():
    no = [found("any", False, replace(POLICY["team.size"], force=force)) for force in ("must", "generally", "prefer")]
    assert [(one.waivable, one.stops) for one in no] == [(False, True), (True, False), (False, False)]
