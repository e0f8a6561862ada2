"""The dossier, the search while one types and the home pages in a real browser: by keyboard, on a phone, without scripts."""

import os

import pytest
from playwright.sync_api import expect

from tests.access import world
from tests.browser.test_axe import LOOKS, faults, too_wide

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("SHOTS")


@pytest.fixture
def full(fresh_cast):
    """The cast with something of everything on either side."""
    return world.build(fresh_cast)


def test_a_dossier_is_found_by_initials_and_keyboard_and_read_as_of_a_day(fresh_cast, at_desk):
    page = at_desk("county")
    page.go("/")
    page.focus("#top-q")
    page.keyboard.type("dzj")
    expect(page.locator("#top-hits a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#top-hits a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("一人一档 · 队长甲")
    page.fill("#id_on", "2025-01-31")
    page.click("main form button.btn-primary")
    expect(page.locator("main")).to_contain_text("截至2025-01-31")
    assert page.faults == []


def test_escape_puts_the_hits_away(fresh_cast, at_desk):
    page = at_desk("county")
    page.go("/")
    page.focus("#top-q")
    page.keyboard.type("享堂")
    expect(page.locator("#top-hits a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#top-hits")).to_be_empty()
    expect(page.locator("#top-q")).to_be_focused()
    assert page.faults == []


def test_search_and_dossier_work_without_scripts(fresh_cast, at_desk):
    page = at_desk("county", java_script_enabled=False)
    page.go("/")
    page.fill("#top-q", "队长甲")
    page.click(".top-search button")
    page.click("main th a >> text=一人一档")
    expect(page.locator("h1")).to_contain_text("一人一档")


def test_a_cadre_opens_their_own_file_from_the_menu(fresh_cast, at_desk):
    page = at_desk("cadre")
    page.go("/")
    page.click("text=我的档案")
    expect(page.locator("h1")).to_contain_text("一人一档")
    assert page.faults == []


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_dossier_and_search_can_be_used_by_everybody(full, at_desk, width, language):
    page, found = at_desk("county", width=width, language=language, bypass_csp=True), []
    one = full.cadres["first"].pk
    for path in (f"/dossiers/{one}/", f"/dossiers/{one}/?on=2025-01-01", "/dossiers/", "/search/?q=d", "/"):
        page.go(path)
        _keep(page, path, width, language)
        found += [(path, fault) for fault in (*faults(page), *too_wide(page))]
    assert found == []


def _keep(page, path, width, language):
    if SHOTS:
        page.screenshot(
            path=f"{SHOTS}/{path.strip('/').replace('/', '-') or 'home'}-{width}-{language}.png", full_page=True
        )
