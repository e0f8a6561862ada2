"""Planned spot checks are a duty of the department that planned them, and tell nobody whom they are about."""

from attendance.models import SpotCheckPlan
from core.dues import SOURCES, sentence_of
from tests.access.spotting import TODAY, spotted


def found(on=TODAY):
    return list(SOURCES["spot_check"].find(on))


def test_checks_to_be_made_are_due_by_the_end_of_their_plan(cast):
    spotted(cast, "630222", "first", "county", "x")
    (one,) = found()
    assert (one.office, one.area, one.due_on, one.params["count"]) == ("county", "630222", TODAY, 1)


def test_the_duty_says_neither_whom_nor_where(cast):
    spotted(cast, "630222", "first", "county", "x")
    (one,) = found()
    said = f"{one.params}{one.about}{sentence_of('spot_check', one.params)}"
    assert "队长甲" not in said
    assert one.about == "630222"


def test_a_plan_that_is_called_off_asks_for_nothing(cast):
    spotted(cast, "630222", "first", "county", "x")
    SpotCheckPlan.objects.update(called_off_on=TODAY, called_off_why="改期")
    assert not found()
