"""The overview in a real browser: pictures beside their tables, kept as PNG and SVG; the map by keyboard; without scripts too."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import LOOKS, faults, too_wide

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_chart_is_drawn_and_kept_as_a_picture(fresh_cast, at_desk):
    page = at_desk("prefecture")
    page.go("/overview/")
    expect(page.locator("[data-chart=teams] canvas")).to_be_visible()
    with page.expect_download() as svg:
        page.click("[data-save=svg][data-of=teams]")
    assert svg.value.suggested_filename.endswith(".svg")
    assert "<svg" in svg.value.path().read_text(encoding="utf-8")
    with page.expect_download() as png:
        page.click("[data-save=png][data-of=teams]")
    assert png.value.path().read_bytes().startswith(b"\x89PNG")
    assert page.faults == []


def test_the_calendar_comes_after_the_page(fresh_cast, at_desk):
    page = at_desk("county")
    page.go("/overview/")
    expect(page.locator(".month-calendar")).to_be_visible()
    expect(page.locator(".month-calendar tbody td")).to_have_count(35)
    assert page.faults == []


def test_a_county_of_the_map_is_entered_by_keyboard(fresh_cast, at_desk):
    page = at_desk("prefecture")
    page.go("/overview/map/?measure=complete")
    page.focus(".tile-map a[aria-label^=民和]")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("民和回族土族自治县")
    assert page.faults == []


def test_without_scripts_the_tables_and_the_calendar_are_there(fresh_cast, at_desk):
    page = at_desk("county", java_script_enabled=False)
    page.go("/overview/")
    expect(page.locator("#teams tbody tr")).to_have_count(1)
    page.click("main >> text=在岗月历")
    expect(page.locator(".month-calendar")).to_be_visible()


def test_a_query_is_counted_kept_and_sent_every_week(fresh_cast, at_desk):
    page = at_desk("county")
    page.go("/statistics/")
    page.select_option("#id_rows", "seat")
    page.select_option("#id_columns", "source")
    page.click("main form.filters button.btn-primary")
    page.click("#cross tbody tr:first-child td:nth-child(2) a")
    expect(page.locator("main tbody tr")).to_have_count(1)
    page.go_back()
    page.click("summary >> text=命名保存此查询")
    page.fill("#id_name", "席位与来源")
    page.click("details button.btn-primary")
    page.click("text=每周发送")
    expect(page.locator("main tbody tr td").nth(1)).to_contain_text("每周")
    page.click("main tbody th a")
    expect(page.locator("#cross")).to_be_visible()
    assert page.faults == []


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_the_overview_can_be_used_by_everybody(fresh_cast, at_desk, width, language):
    found = []
    page = at_desk("prefecture", width=width, language=language, bypass_csp=True)
    for path in PAGES:
        assert page.go(path).status == 200, path
        if path == "/overview/":
            expect(page.locator(".month-calendar")).to_be_visible()
        found += too_wide(page) + faults(page)
    assert found == []


PAGES = [
    "/statistics/?rows=seat&columns=source",
    "/statistics/people/?rows=seat",
    "/statistics/register/?register=national",
    "/statistics/register/",
    "/statistics/queries/",
    "/overview/",
    "/overview/calendar/",
    "/overview/compare/",
    "/overview/map/",
]
