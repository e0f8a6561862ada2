"""A list on paper: A4, upright or across, with what was asked for and the day; and the way past the menu by keyboard."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


def sheets(page):
    """Width and height of each sheet, in points."""
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    return {(round(float(width)), round(float(height))) for width, height in found}


@pytest.mark.parametrize(("path", "sheet"), [("/cadres/", (595, 842)), ("/attendance/standings/", (842, 595))])
def test_a_list_is_printed_on_a4(at_desk, path, sheet):
    county = at_desk("county")
    county.go(path)
    assert sheets(county) == {sheet}


def test_paper_says_what_was_asked_for_and_when(at_desk):
    county = at_desk("county")
    county.go("/teams/?lacks=unit")
    county.emulate_media(media="print")
    expect(county.locator("form.filters [name=lacks]")).to_be_visible()
    expect(county.locator("form.filters [name=complete]")).to_be_hidden()
    expect(county.locator("form.filters button")).to_be_hidden()
    expect(county.get_by_text("打印日期：2026-07-20")).to_be_visible()
    county.emulate_media(media="screen")
    expect(county.locator("form.filters [name=complete]")).to_be_visible()
    expect(county.get_by_text("打印日期：2026-07-20")).to_be_hidden()


def test_the_first_key_leads_past_the_menu(at_desk):
    county = at_desk("county")
    county.go("/cadres/")
    county.keyboard.press("Tab")
    expect(county.locator("a.skip")).to_be_focused()
    expect(county.locator("a.skip")).to_be_in_viewport()
    county.keyboard.press("Enter")
    expect(county.locator("main")).to_be_focused()
    county.keyboard.press("Tab")
    assert county.evaluate("document.activeElement.closest('main') !== null")


def test_a_phone_can_sort_a_list(at_desk):
    county = at_desk("county", width=390)
    county.go("/cadres/")
    expect(county.locator("thead a.sort").first).to_be_in_viewport()
