"""Ballots in a real browser: counted on a phone, confirmed by a colleague at the desk."""

import pytest

from assessment import actions
from assessment.models import BallotBatch, BallotLine
from tests.assessment.balloting import FULL, confirmed, cycle_of, entered, typed
from tests.browser.test_axe import faults, too_wide

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = ""
SIZES = [(1440, "zh-hans"), (390, "en")]


@pytest.fixture
def running(fresh_cast):
    """A cycle of 2026 over the cast."""
    actions.open_year(2026, by=fresh_cast.actors["county"], on=fresh_cast.today)
    return fresh_cast


def enter_at(cast):
    return f"/ballots/teams/{cast.teams[FULL].pk}/?cycle={cycle_of(cast).pk}&kind=villagers"


def fill(page, said):
    for name, value in said.items():
        if name != "version":
            page.fill(f"[name={name}]", str(value))


def send(page, selector):
    with page.expect_navigation():
        page.locator(selector).first.click()


@pytest.mark.parametrize("script", [True, False])
def test_counted_on_a_phone_and_confirmed_at_the_desk(running, at_desk, script):
    phone, desk = at_desk("leadership", width=390, java_script_enabled=script), at_desk("county")
    phone.go(enter_at(running))
    fill(phone, typed(running))
    send(phone, ".ballot-send button")
    batch = BallotBatch.objects.get()
    desk.go(f"/ballots/{batch.pk}/")
    send(desk, "button[name=verb][value=confirm]")
    assert BallotBatch.objects.get().state == "confirmed"
    assert [page.faults for page in (phone, desk)] == [[], []]


def test_sums_and_turnout_follow_what_is_typed(running, at_desk):
    page = at_desk("county", width=390)
    page.go(enter_at(running))
    fill(page, typed(running))
    assert page.locator("#turnout output").inner_text() == "90.0%"
    first = page.locator(".ballot-sum").first
    assert (first.inner_text(), first.get_attribute("data-is")) == ("30 / 30", "right")
    page.locator(".ballot-boxes input").first.fill("25")
    assert (first.inner_text(), first.get_attribute("data-is")) == ("31 / 30", "wrong")


def test_what_does_not_add_up_stays_as_it_was_typed(running, at_desk):
    page = at_desk("county", width=390)
    page.go(enter_at(running))
    fill(page, typed(running, votes=(24, 3, 1, 1)) | {"place": "村部"})
    send(page, ".ballot-send button")
    assert page.locator("[name=place]").input_value() == "村部"
    assert page.locator(".field-error").count() == BALLOT_LINES
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/390_wrong.png", full_page=True)
    assert not BallotLine.objects.exists()


BALLOT_LINES = 15


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_the_pages_can_be_used_by_everybody(running, at_desk, width, language):
    sure, waits = confirmed(running), entered(running, kind="village_cadres", eligible=90)
    page, found = at_desk("county_b", width=width, language=language, bypass_csp=True), []
    team = running.teams[FULL].pk
    paths = ["", f"{sure.pk}/", f"{waits.pk}/", f"{waits.pk}/edit/", f"teams/{team}/paper/"]
    paths += [f"teams/{team}/paper/?of=tally", f"teams/{running.teams['630222100200'].pk}/"]
    for path in paths:
        assert page.go(f"/ballots/{path}").status == 200, path
        found += too_wide(page) + faults(page)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{width}_{path.replace('/', '_').replace('?', '')[:40]}.png", full_page=True)
    assert found == []
