"""A meeting from the call to its closing in a real browser, by keyboard; every page on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import LOOKS, faults, too_wide
from tests.duties.duties import closed, held, planned, raised

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_meeting_is_called_signed_in_minuted_and_closed(fresh_cast, at_desk):
    page = at_desk("leadership")
    page.go("/duties/meetings/new/")
    page.fill("#id_title", "三季度工作例会")
    page.fill("#id_day", "2026-07-20")
    page.fill("#id_place", "县委党校")
    page.fill("#id_agenda", "进展\n协调问题")
    page.click("main form button.btn-primary")
    page.click("main >> text=签到 >> nth=0")
    first = fresh_cast.postings["first"].pk
    page.focus(f"#sign-{first}-came")
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"#sign-{first}-excused")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("住院")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("住院")
    page.click(".page-head >> text=会议纪要")
    page.fill("#id_chair", "组长")
    page.fill("#id_minutes", "部署产业项目")
    page.click("main form button.btn-primary")
    page.click("text=办结会议")
    expect(page.locator("#messages")).to_contain_text("已办结")
    assert page.faults == []


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_every_page_of_a_meeting_can_be_used_by_everybody(fresh_cast, at_desk, width, language):
    done, coming, today = closed(fresh_cast), planned(fresh_cast), held(fresh_cast)
    matter = raised(fresh_cast, today)
    at = "/duties/meetings/"
    paths = ["", "new/", f"{done.pk}/", f"{coming.pk}/", f"{coming.pk}/edit/", f"{coming.pk}/called/"]
    paths += [f"{today.pk}/sign-in/", f"{today.pk}/sheet/", f"{today.pk}/minutes/", f"{today.pk}/matters/new/"]
    pages = [at + path for path in paths] + ["/duties/matters/", f"/duties/matters/{matter.pk}/"]
    page, found = at_desk("leadership", width=width, language=language, bypass_csp=True), []
    for path in pages:
        assert page.go(path).status == 200, path
        found += too_wide(page) + faults(page)
    assert found == []
