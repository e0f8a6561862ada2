"""The on-post board and the choice of mails in a real browser: drilled down by keyboard, on a desk and on a phone."""

from datetime import date

import pytest

from attendance.actions import Entry, check_thresholds, confirm_days
from core.models import NoticeChoice
from tests.browser.test_axe import LOOKS, faults, too_wide
from tests.cast import TODAY

pytestmark = pytest.mark.django_db(transaction=True)
BOARDS = ("/attendance/on-post/", "/attendance/on-post/?area=630222100", "/attendance/on-post/month/?area=630222")
BOARDS += ("/attendance/on-post/month/?area=630222&show=unconfirmed", "/notices/", "/account/notices/")


@pytest.fixture
def said(fresh_cast):
    """Of three people one is in the village and one on leave; alerts were told in March."""
    check_thresholds(on=date(2026, 3, 1))
    entries = [
        Entry(fresh_cast.postings["first"].pk, TODAY, "in_village"),
        Entry(fresh_cast.postings["member"].pk, TODAY, "leave", note="探亲"),
    ]
    confirm_days(entries, by=fresh_cast.actors["clerk"], on=TODAY)
    return fresh_cast


def follow(page, words):
    """Goes to a link of the page's body by keyboard."""
    page.locator("main").get_by_role("link", name=words, exact=True).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_province_drills_down_to_the_person(said, at_desk, width):
    page = at_desk("province", width=width)
    page.go("/attendance/on-post/")
    for name in ("海东市", "民和回族土族自治县", "川口镇"):
        follow(page, name)
    assert "队员乙" in page.content()
    assert "探亲" in page.content()
    with page.expect_navigation():
        page.locator(".crumbs").get_by_role("link", name="海东市").click()
    assert page.locator("tbody th").all_inner_texts()[:2] == ["乐都区", "民和回族土族自治县"]
    assert page.faults == []


def test_a_number_of_the_month_leads_to_its_day(said, at_desk):
    page = at_desk("county")
    page.go("/attendance/on-post/month/?month=2026-07")
    follow(page, "33")
    assert "day=2026-07-20" in page.url
    assert page.faults == []


def test_the_board_works_without_javascript(said, at_desk):
    page = at_desk("county", java_script_enabled=False)
    page.go("/attendance/on-post/")
    page.fill(".filters [name=q]", "队员")
    with page.expect_navigation():
        page.locator(".filters button.btn-primary").click()
    assert page.locator("table").last.locator("tbody th").all_inner_texts() == ["队员乙"]


@pytest.mark.parametrize("width", [1440, 390])
def test_a_clerk_chooses_what_comes_by_mail(said, at_desk, width):
    page = at_desk("clerk", width=width)
    page.go("/account/notices/")
    page.check("[name=verdicts][value=none]")
    page.fill("[name=quiet_from]", "22:30")
    with page.expect_navigation():
        page.get_by_role("button", name="保存").click()
    assert page.locator("[name=verdicts][value=none]").is_checked()
    kept = NoticeChoice.objects.get(user=said.users["clerk"])
    assert (kept.mail["verdicts"], str(kept.quiet_from)) == ("none", "22:30:00")
    assert page.faults == []


def test_a_line_opens_to_its_people_and_is_marked_as_read(said, at_desk):
    page = at_desk("clerk")
    page.go("/notices/")
    page.locator("details summary", has_text="3人可能达不到年度最低驻村天数").click()
    assert page.get_by_text("队长甲可能达不到年度最低驻村天数").is_visible()
    page.get_by_role("button", name="标为已读").first.click()
    page.wait_for_load_state()
    assert page.faults == []


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_nobody_is_shut_out_of_these_pages(said, at_desk, width, language):
    found = []
    for name in ("prefecture", "clerk"):
        page = at_desk(name, width=width, language=language, bypass_csp=True)  # axe is a script of our own tests
        for path in BOARDS if name == "prefecture" else BOARDS[-2:]:
            assert page.go(path).status == 200, path
            found += too_wide(page) + faults(page)
    assert found == []
