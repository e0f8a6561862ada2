"""The officer's morning in a real browser: through the queue by keyboard, a few at once, one returned."""

import pytest

from selection.models import Nomination
from tests.browser.test_axe import faults, too_wide
from tests.selection.many import nominations

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [(1440, "zh-hans"), (390, "en")]


def states():
    return list(Nomination.objects.order_by("pk").values_list("state", flat=True))


def test_three_are_decided_by_keyboard_alone(fresh_cast, at_desk):
    nominations(fresh_cast, 3)
    county = at_desk("county")
    county.go("/nominations/?waiting=on")
    for key in ("j", "x", "j", "x"):
        county.keyboard.press(key)
    assert "2" in county.locator(".queue-count").inner_text()
    with county.expect_navigation():
        county.keyboard.press("a")
    assert county.locator("input[name=pick]:checked").count() == 2
    with county.expect_navigation():
        county.locator("main form button.btn-primary").click()
    assert sorted(states()) == ["reviewed", "reviewed", "submitted"]
    assert county.faults == []


def test_one_is_returned_by_keyboard_with_its_reason(fresh_cast, at_desk):
    nominations(fresh_cast, 2)
    county = at_desk("county")
    county.go("/nominations/?waiting=on")
    county.keyboard.press("j")
    with county.expect_navigation():
        county.keyboard.press("r")
    county.keyboard.type("请核对日期")
    with county.expect_navigation():
        county.keyboard.press("Control+Enter")
    assert sorted(states()) == ["returned", "submitted"]
    with county.expect_navigation():
        county.keyboard.press("Enter")  # the link to the next waiting case has the focus
    assert county.locator(".steps-form").count() == 1
    assert county.faults == []


def test_typing_is_never_taken_for_a_key(fresh_cast, at_desk):
    nominations(fresh_cast, 2)
    county = at_desk("county")
    county.go("/nominations/?waiting=on")
    county.locator("#id_q").fill("")
    county.locator("#id_q").press_sequentially("jxar?")
    assert county.locator("#id_q").input_value() == "jxar?"
    assert county.locator("tr :checked").count() == 0


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_queue_batch_and_case_can_be_used_by_everybody(fresh_cast, at_desk, width, language):
    cases = nominations(fresh_cast, 3)
    page, found = at_desk("county", width=width, language=language, bypass_csp=True), []
    picks = "&".join(f"pick={case.pk}" for case in cases)
    paths = ["/nominations/?waiting=on", f"/nominations/{cases[0].pk}/", f"/nominations/batch/?verb=return&{picks}"]
    for path in paths:
        assert page.go(path).status == 200
        found += too_wide(page) + faults(page)
    page.locator("textarea[name=note]").fill("请核对")
    with page.expect_navigation():
        page.locator("main form button.btn-primary").last.click()
    assert found + too_wide(page) + faults(page) == []
    assert states() == ["returned"] * 3


def test_without_a_script_the_same_is_done_by_forms(fresh_cast, at_desk):
    nominations(fresh_cast, 2)
    county = at_desk("county", java_script_enabled=False)
    county.go("/nominations/?waiting=on")
    county.locator("[name=all]").check()
    county.locator(".queue-bar button[value=review]").click()
    county.locator("main form button.btn-primary").last.click()
    county.wait_for_load_state()
    assert states() == ["reviewed", "reviewed"]
