"""How long the policy holds pairings and teams fast."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.policy import policy_in_force
from teams import provisions
from teams.provisions import still_binding

VILLAGE, DAY = "630222100201", date(2026, 7, 20)


@pytest.fixture
def ends_on(monkeypatch):
    def until(day):
        policy = dict(policy_in_force(VILLAGE, DAY))
        policy["policy.until"] = replace(policy["policy.until"], value=day)
        monkeypatch.setattr(provisions, "policy_at", lambda area, on: policy)

    return until


@pytest.mark.parametrize("key", ["pairing.kept_after_exit", "team.no_withdrawal"])
def test_without_a_last_day_it_binds(db, key):
    assert still_binding(key, VILLAGE, DAY).key == key


def test_on_the_last_day_it_still_binds(ends_on):
    ends_on(DAY)
    assert still_binding("team.no_withdrawal", VILLAGE, DAY)


def test_the_day_after_it_binds_no_more(ends_on):
    ends_on(DAY - timedelta(days=1))
    assert still_binding("team.no_withdrawal", VILLAGE, DAY) is None


def test_before_the_first_text_there_is_nothing_to_quote(db):
    assert provisions.clause("team.seats", VILLAGE, date(2010, 1, 1)) is None
