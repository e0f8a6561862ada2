"""The county locks a month; the clerk is told who, when and why, and nothing typed is lost."""

import os

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe

from attendance.actions import Entry, confirm_days
from attendance.models import MonthLock
from tests.attendance.sheets import filled
from tests.cast import TODAY
from tests.imports.conftest import do_work

SHOTS = os.environ.get("SHOTS")


def settled(page, name):
    """The page without faults; kept as a picture where SHOTS says so."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.faults == []


@pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (390, "en")])
def test_the_county_locks_a_month_and_the_clerk_is_told(at_desk, width, language):
    county = at_desk("county", width=width, language=language)
    county.go("/attendance/locks/?year=2026")
    county.locator("input[name=month][value='6']").check()
    county.locator("input[name=reason]").fill("年度考核")
    settled(county, f"{width}-locks-0")
    county.locator("button[name=verb][value=lock]").click()
    county.locator(".messages, [role=status]").first.wait_for()
    settled(county, f"{width}-locks-1")
    assert MonthLock.objects.open().get().month == 6
    clerk = at_desk("clerk", width=width, language=language)
    clerk.go("/attendance/sheet/?first=2026-06-15")
    clerk.locator("form button.btn-primary").last.click()
    clerk.get_by_role("alert").get_by_text("年度考核").wait_for()
    if SHOTS:
        clerk.screenshot(path=f"{SHOTS}/{width}-locks-told.png", full_page=True)


@pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (390, "en")])
def test_corrections_are_found_and_followed_to_the_day(at_desk, fresh_cast, width, language):
    posting, clerk = fresh_cast.postings["first"].pk, fresh_cast.actors["clerk"]
    confirm_days([Entry(posting, TODAY, "in_village")], by=clerk, on=TODAY)
    version = fresh_cast.postings["first"].days.get().changed_at.isoformat()
    confirm_days([Entry(posting, TODAY, "leave", "家中有事", version, "漏记请假")], by=clerk, on=TODAY)
    page = at_desk("prefecture", width=width, language=language)
    page.go("/attendance/corrections/")
    settled(page, f"{width}-corrections")
    page.get_by_role("link", name="队长甲").click()
    page.get_by_text("漏记请假").first.wait_for()
    settled(page, f"{width}-day-history")


@pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (390, "en")])
def test_the_month_goes_out_and_comes_back(at_desk, fresh_cast, tmp_path, width, language):
    days = [
        Entry(posting.pk, TODAY.replace(day=day), "in_village") for posting in _team(fresh_cast) for day in (1, 2, 3)
    ]
    confirm_days(days, by=fresh_cast.actors["clerk"], on=TODAY)
    page = at_desk("clerk", width=width, language=language)
    page.go("/attendance/registers/")
    settled(page, f"{width}-registers")
    with page.expect_download() as taken:
        page.locator("a[href*='registers/file']").first.click()
    taken.value.save_as(tmp_path / "导出.xlsx")
    book = openpyxl.load_workbook(tmp_path / "导出.xlsx")
    filled(book, "队长甲", "5", "△病假")
    filled(book, "队员乙", "6", "晴")
    book.save(tmp_path / "考勤.xlsx")
    page.go("/imports/new/?kind=month_sheet")
    settled(page, f"{width}-registers-new")
    page.set_input_files("input[type=file]", tmp_path / "考勤.xlsx")
    page.locator("form.form button.btn-primary").click()
    page.wait_for_url("**/imports/*/")
    do_work()
    page.locator("form[action$='/enter/'] button").wait_for(timeout=20_000)
    settled(page, f"{width}-registers-checked")
    page.go("/attendance/registers/paper/")
    settled(page, f"{width}-register-paper")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 850, "height": 590})  # 225 mm: A4 landscape between the margins
    assert page.evaluate("document.querySelector('.register-table').scrollWidth") <= 850
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{width}-register-printed.png", full_page=True)


def _team(cast):
    return [cast.postings[who] for who in ("first", "member", "town")]
