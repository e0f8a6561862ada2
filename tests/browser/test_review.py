"""The review of grades in the browser: by keyboard alone, and every tick at once."""

import pytest

from assessment import actions
from assessment.models import Assessment


@pytest.fixture
def waiting(fresh_cast):
    """The three people of the full team, proposed as excellent."""
    actions.open_year(2026, by=fresh_cast.actors["county"], on=fresh_cast.today)
    said = {"grade": "excellent", "opinion": "表现突出", "by": fresh_cast.actors["township"], "on": fresh_cast.today}
    cases = Assessment.objects.people().filter(area="630222100201").order_by("pk")
    return [actions.propose(case, **said) for case in cases]


def test_a_grade_is_set_by_keyboard_alone(waiting, at_desk):
    county = at_desk("county")
    county.go("/assessments/set/")
    for key in ("j", "j", "x", "a"):
        county.keyboard.press(key)
    with county.expect_navigation():
        county.keyboard.press("Enter")
    assert [case.state for case in Assessment.objects.filter(grade="excellent")] == ["set"]
    assert county.faults == []


def test_all_are_ticked_at_once_and_counted(waiting, at_desk):
    county = at_desk("county", width=390)
    county.go("/assessments/set/")
    county.locator("[data-tick-all]").click()
    assert "3" in county.locator(".queue-count").inner_text()
    with county.expect_navigation():
        county.locator("button[value=set]").click()
    assert Assessment.objects.filter(state="set").count() == 3
