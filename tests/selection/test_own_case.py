"""Nobody decides on their own case, nor twice, whatever hat they wear."""

from dataclasses import replace

import pytest

from core.refusals import NotAllowed
from core.workflow import take
from tests.selection.test_matrix import case, put  # noqa: F401 – the fixture


@pytest.fixture
def reviewed(cast, case):  # noqa: F811
    return put(case, "reviewed", cast)


def test_the_cadre_who_is_proposed_may_not_decide_with_a_second_appointment(cast, reviewed):
    reviewed.cadre.account = cast.users["prefecture"]
    reviewed.cadre.save()
    with pytest.raises(NotAllowed, match="本人|own case"):
        take(reviewed, "approve", by=cast.actors["prefecture"])


def test_a_delegate_may_not_decide_on_the_givers_case(cast, reviewed):
    reviewed.cadre.account = cast.users["prefecture"]
    reviewed.cadre.save()
    delegate = replace(cast.actors["prefecture"], user_id=cast.users["nobody"].pk, giver_id=cast.users["prefecture"].pk)
    with pytest.raises(NotAllowed):
        take(reviewed, "approve", by=delegate)


def test_who_reviewed_does_not_approve(cast, case):  # noqa: F811
    put(case, "submitted", cast)
    take(case, "review", by=cast.actors["county"])
    both = replace(cast.actors["prefecture"], user_id=cast.users["county"].pk)
    with pytest.raises(NotAllowed):
        take(case, "approve", by=both)
