"""A county's whole round in a real browser: prepared, opened, looked through, reminded, closed; also without scripts and on a phone."""

import pytest
from playwright.sync_api import expect

from selection.actions import rounds as deeds
from selection.models import Round
from tests.browser.test_axe import LOOKS, faults, too_wide
from tests.selection.test_rounds import FACTS, opened

pytestmark = pytest.mark.django_db(transaction=True)


def shown(page, villages):
    """The grid may still be on its way: its rows are waited for."""
    expect(page.locator("[data-grid] tbody tr")).to_have_count(villages)


def test_a_county_prepares_opens_and_closes_a_round(fresh_cast, at_desk):
    page = at_desk("county")
    page.go("/rounds/new/")
    page.fill("#id_name", FACTS["name"])
    page.fill("#id_nominate_until", "2026-08-10")
    page.click("main form button.btn-primary")
    page.click("text=启动批次")
    page.wait_for_selector("text=批次已启动")
    page.click("text=结束批次")
    page.wait_for_selector("text=批次已结束")
    assert Round.objects.get().state == "closed"
    assert page.faults == []


def test_villages_are_narrowed_and_sorted_while_one_types(fresh_cast, at_desk):
    case = opened(fresh_cast, "prefecture")
    page = at_desk("prefecture")
    page.go(f"/rounds/{case.pk}/")
    shown(page, 3)
    page.select_option("#id_state", "short")
    shown(page, 2)
    page.fill("#id_q", "红卫")
    shown(page, 1)
    expect(page.locator("#grid-count")).to_have_text("共显示 1 个村")
    assert "state=short" in page.url
    assert "state=short" in page.get_attribute("a[data-carries]", "href")
    page.fill("#id_q", "")
    page.select_option("#id_state", "")
    page.click("a.sort >> text=缺员起始")
    page.click("a.sort >> text=缺员起始")
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    expect(page.locator("[data-grid] tbody tr:first-child th a")).to_have_text("享堂村委会")
    assert page.faults == []


def test_a_reminder_is_sent_by_keyboard_and_what_was_narrowed_stays(fresh_cast, at_desk):
    case = opened(fresh_cast)
    page = at_desk("county")
    page.go(f"/rounds/{case.pk}/")
    page.select_option("#id_state", "short")
    page.focus("button[name=seat] >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已催办")
    assert "state=short" in page.url
    assert page.faults == []


def test_the_same_page_works_without_scripts(fresh_cast, at_desk):
    case = opened(fresh_cast)
    page = at_desk("county", java_script_enabled=False)
    page.go(f"/rounds/{case.pk}/?state=short")
    shown(page, 1)
    page.click("button[name=seat] >> nth=0")
    assert "已催办" in page.inner_text("#messages")


def test_a_round_of_very_many_villages_is_fetched_when_asked_for(fresh_cast, at_desk, monkeypatch):
    monkeypatch.setattr("selection.views.rounds.EMBEDDED", 1)
    case = opened(fresh_cast, "prefecture")
    page = at_desk("prefecture")
    page.go(f"/rounds/{case.pk}/")
    page.click("text=显示全部村")
    shown(page, 3)
    page.select_option("#id_state", "filled")
    shown(page, 2)
    assert page.faults == []


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_rounds_can_be_used_by_everybody(fresh_cast, at_desk, width, language):
    case, found = opened(fresh_cast), []
    draft = deeds.prepare_round(FACTS, [], by=fresh_cast.actors["county"], on=fresh_cast.today)
    county = ["/rounds/", "/rounds/new/", f"/rounds/{case.pk}/", f"/rounds/{draft.pk}/villages/", "/teams/short/"]
    pages = {"county": county, "unit": [f"/rounds/{case.pk}/", "/nominations/"], "township": ["/teams/short/"]}
    for name, paths in pages.items():
        page = at_desk(name, width=width, language=language, bypass_csp=True)
        for path in paths:
            assert page.go(path).status == 200, path
            found += too_wide(page) + faults(page)
    assert found == []
