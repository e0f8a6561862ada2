"""The county locks a month; the clerk is told who, when and why, and nothing typed is lost."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe

from attendance.actions import Entry, confirm_days
from attendance.models import MonthLock
from tests.cast import TODAY

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
