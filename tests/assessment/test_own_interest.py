"""Nobody decides on themselves, nor says two different things in one case, whatever hat they wear."""

from dataclasses import replace

import pytest

from assessment import actions
from core.refusals import NotAllowed


def test_nobody_sets_their_own_grade(cast, proposed):
    self_made = replace(cast.actors["county"], user_id=cast.users["cadre"].pk)
    with pytest.raises(NotAllowed):
        actions.set_grade(proposed["first"], grade="excellent", by=self_made, on=cast.today)


def test_nobody_proposes_their_own_grade(cast, opened):
    self_made = replace(cast.actors["township"], user_id=cast.users["cadre"].pk)
    with pytest.raises(NotAllowed):
        actions.propose(opened["first"], grade="excellent", opinion="好", by=self_made, on=cast.today)


def test_whoever_proposed_does_not_set(cast, proposed):
    two_hats = replace(cast.actors["county"], user_id=cast.users["township"].pk)
    with pytest.raises(NotAllowed):
        actions.set_grade(proposed["first"], grade="excellent", by=two_hats, on=cast.today)


def test_a_delegate_of_whoever_proposed_does_not_set(cast, proposed):
    lent = replace(cast.actors["county"], giver_id=cast.users["township"].pk)
    with pytest.raises(NotAllowed):
        actions.set_grade(proposed["first"], grade="excellent", by=lent, on=cast.today)
