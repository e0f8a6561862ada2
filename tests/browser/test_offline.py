"""The phone's list without a line, in a real Chromium: it opens, takes changes, survives being closed, and sends them once."""

import csv
import time
from datetime import date, timedelta

import pytest
from django.conf import settings

from attendance.actions import Entry, confirm_days, lock_months
from attendance.models import Day, DayChange
from core.models import OnceKey, Record
from tests.browser.conftest import _session
from tests.browser.test_axe import faults, too_wide
from tests.cast import TODAY

pytestmark = pytest.mark.django_db(transaction=True)
MONTH = "/attendance/month/?month=2026-06"
LIST = "/attendance/today/"
NOW = "2026-07-20T09:00:00+08:00"  # by the clock of the device
KEPT = """caches.open('sheet-plain').then(async (cache) => Object.fromEntries(await Promise.all(
    (await cache.keys()).map(async (held) => [new URL(held.url).pathname, await (await cache.match(held)).text()]))))"""
PATIENCE = 20  # seconds until something that a browser does by itself has happened


@pytest.fixture
def phone(at_desk):
    """`phone("clerk")` has opened the list with a line; everything it needs is then on the device."""

    def opened(name="clerk", path=LIST, clock=NOW, **more):
        page = at_desk(name, **{"width": 390, **more})
        page.context.clock.set_fixed_time(clock)
        page.go(path)
        until(page, lambda: page.evaluate("Boolean(navigator.serviceWorker.controller)"))
        until(page, lambda: page.evaluate("caches.match(location.pathname + location.search).then(Boolean)"))
        page.wait_for_selector("[data-day='2026-07-20'], .month-grid")
        return page

    return opened


def until(page, condition):
    """Waits as the browser does: the policy of these pages lets Playwright's own waiting run no script."""
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends, page.locator("main").inner_text()
        page.wait_for_timeout(50)


def choose(page, name, status):
    """Touches a person and one of the large buttons."""
    person = page.locator(f"[data-day='2026-07-20'] details:has-text('{name}')")
    person.locator("summary").click()
    person.locator(f".today-choice:has([value={status}])").click()


def confirm(page, day="2026-07-20"):
    page.locator(f"[data-day='{day}'] .today-send button").click()


def away(page):
    page.context.set_offline(True)


def back(page):
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")


def unsent(page):
    return page.evaluate("OfflineDB.countOf(document.body.dataset.user)")


def all_sent(page):
    until(page, lambda: "已全部提交" in page.locator(".line-state").inner_text())
    assert unsent(page) == 0


def none_left(page):
    until(page, lambda: unsent(page) == 0)


def held(page, count=1):
    """What is said of the cells that were not accepted."""
    until(page, lambda: page.locator(".line-list li:is([data-held=refused], [data-held=conflict])").count() == count)
    return page.locator(".line-list").inner_text()


def said():
    return dict(Day.objects.filter(day=TODAY).values_list("posting__cadre__name", "status"))


def test_the_day_is_confirmed_with_one_exception_by_touch(fresh_cast, phone):
    page = phone()
    choose(page, "乡员丙", "leave")
    confirm(page)
    all_sent(page)
    assert said() == {"队长甲": "in_village", "队员乙": "in_village", "乡员丙": "leave"}
    assert page.faults == []


def test_without_a_line_it_opens_takes_changes_and_sends_them_once(fresh_cast, phone):
    page = phone()
    away(page)
    page.reload()
    choose(page, "乡员丙", "leave")
    confirm(page)
    until(page, lambda: unsent(page) == 3)
    again = page.context.new_page()
    page.close()
    again.goto(page.url)
    again.wait_for_selector("[data-mark=unsent]:visible")
    assert (unsent(again), Day.objects.count()) == (3, 0)
    back(again)
    all_sent(again)
    assert said()["乡员丙"] == "leave"
    assert (Record.objects.filter(verb="confirm_days").count(), OnceKey.objects.count()) == (1, 1)


def test_an_answer_lost_on_the_way_is_asked_for_again_and_nothing_is_done_twice(fresh_cast, phone):
    page = phone()
    lost = []

    def lose(route):
        if route.request.method != "PATCH" or lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.abort()

    page.route("**/api/v1/month-sheet/**", lose)
    choose(page, "乡员丙", "leave")
    confirm(page)
    all_sent(page)
    assert len(lost) == 1
    assert (Day.objects.count(), DayChange.objects.count(), OnceKey.objects.count()) == (3, 0, 1)


def test_two_devices_contradict_each_other_and_the_second_decides(fresh_cast, phone):
    first, second = phone("clerk"), phone("clerk_b")
    away(second)
    choose(second, "乡员丙", "absent")
    confirm(second)
    choose(first, "乡员丙", "leave")
    confirm(first)
    all_sent(first)
    back(second)
    assert "clerk" in held(second)
    assert said()["乡员丙"] == "leave"
    second.locator(".line-list li input").fill("已核实")
    second.locator("[data-deed=mine]:visible").click()
    all_sent(second)
    assert said()["乡员丙"] == "absent"


def test_who_returns_after_the_posting_has_ended_is_told_why_and_keeps_it_as_a_file(fresh_cast, phone, tmp_path):
    page = phone()
    away(page)
    choose(page, "乡员丙", "leave")
    confirm(page)
    posting = fresh_cast.postings["town"]
    posting.ends_on = TODAY - timedelta(days=1)
    posting.save()
    back(page)
    assert "2026-07-20" in held(page)
    with page.expect_download() as caught:
        page.locator("[data-deed=export]").click()
    caught.value.save_as(tmp_path / "unsent.csv")
    rows = list(csv.reader((tmp_path / "unsent.csv").read_text("utf-8-sig").splitlines()))
    assert rows[1][:4] == ["2026-07-20", "乡员丙", "享堂村委会", "请假"]
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-deed=discard]:visible").click()
    none_left(page)


def test_an_ended_session_keeps_the_changes_and_asks_to_log_in(fresh_cast, phone):
    page = phone()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    choose(page, "乡员丙", "leave")
    confirm(page)
    page.wait_for_selector("[data-deed=login]:visible")
    assert unsent(page) == 3
    sign_in(page, fresh_cast.users["clerk"])
    page.reload()
    all_sent(page)
    assert said()["乡员丙"] == "leave"


def reopened_by(page, user):
    """The list in a new tab, the line being there, after somebody has logged in."""
    sign_in(page, user)
    fresh = page.context.new_page()
    page.close()
    fresh.context.set_offline(False)
    fresh.goto(page.url)
    fresh.wait_for_selector("[data-day='2026-07-20']")
    return fresh


def sign_in(page, user):
    """What a log-in changes: the session, and the token of its forms."""
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    origin = page.url.removesuffix(LIST)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": _session(user), "url": origin}])


def test_another_person_on_the_device_neither_sees_nor_sends_them(fresh_cast, phone):
    page = phone()
    away(page)
    choose(page, "乡员丙", "leave")
    confirm(page)
    until(page, lambda: unsent(page) == 3)
    other = reopened_by(page, fresh_cast.users["clerk_b"])
    other.wait_for_timeout(1500)
    assert (unsent(other), other.locator("[data-mark=unsent]:visible").count(), Day.objects.count()) == (0, 0, 0)
    all_sent(reopened_by(other, fresh_cast.users["clerk"]))
    assert Day.objects.filter(changed_by__username="clerk").count() == 3


def test_a_page_left_open_never_sends_as_whoever_logged_in_since(fresh_cast, phone):
    page = phone()
    sign_in(page, fresh_cast.users["clerk_b"])
    choose(page, "乡员丙", "leave")
    confirm(page)
    until(page, lambda: "他人" in page.locator(".line-state").inner_text())
    assert (unsent(page), Day.objects.count()) == (3, 0)


def test_whoever_logs_in_next_finds_no_page_of_the_last_one(fresh_cast, phone):
    page = phone()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.go("/login/")
    page.fill("[name=username]", "clerk_b")
    page.fill("[name=password]", "not this one")
    with page.expect_navigation():
        page.locator(".login-button").click()
    until(page, lambda: page.evaluate("caches.keys()") == [])


def test_logging_out_leaves_nothing_but_what_was_never_sent(fresh_cast, phone):
    page = phone()
    page.route("**/api/v1/month-sheet/**", lambda route: route.abort())
    choose(page, "乡员丙", "leave")
    confirm(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(".drop summary").last.click()
    page.locator("form[action='/logout/'] button").click()
    page.wait_for_url("**/login/**")
    assert page.evaluate("caches.keys()") == []
    assert Day.objects.count() == 0


def test_a_clock_set_back_changes_neither_the_day_nor_the_order(fresh_cast, phone):
    confirm_days([Entry(fresh_cast.postings["town"].pk, TODAY, "leave")], by=fresh_cast.actors["clerk_b"], on=TODAY)
    page = phone(clock="2026-07-01T09:00:00+08:00")
    away(page)
    page.reload()
    confirm(page)
    back(page)
    all_sent(page)
    assert said() == {"队长甲": "in_village", "队员乙": "in_village", "乡员丙": "leave"}


def test_a_clock_set_forward_confirms_no_day_that_is_not_over(fresh_cast, phone):
    page = phone(clock="2026-07-21T09:00:00+08:00")
    away(page)
    page.reload()
    confirm(page, "2026-07-21")
    back(page)
    assert "2026-07-21" in held(page, 3)
    assert Day.objects.count() == 0


def test_a_month_opened_once_is_filled_in_without_a_line(fresh_cast, phone):
    page = phone(path=MONTH, width=1440)
    away(page)
    page.reload()
    write_first_cell(page, "4")
    page.reload()
    back(page)
    until(page, lambda: unsent(page) == 0)
    assert list(Day.objects.values_list("day", "status", "confirmed_at")) == [(date(2026, 6, 1), "leave", None)]


def write_first_cell(page, key):
    page.locator(".month-grid [role=gridcell]").first.click()
    page.keyboard.press(key)
    until(page, lambda: unsent(page) == 1)


def test_who_returns_after_the_month_was_locked_is_told_and_loses_nothing(fresh_cast, phone):
    page = phone(path=MONTH, width=1440)
    away(page)
    write_first_cell(page, "4")
    lock_months(2026, [6], "年度考核", by=fresh_cast.actors["county"], on=TODAY)
    back(page)
    assert "锁定" in held(page)
    page.reload()
    assert held(page)
    assert Day.objects.count() == 0


def test_the_worker_keeps_the_bare_sheets_and_static_files_and_nothing_else(fresh_cast, phone):
    page = phone()
    for path in ("/", "/teams/", "/attendance/sheet/", LIST):
        page.go(path)
    kept = page.evaluate(KEPT)
    pages = {path for path in kept if not path.startswith("/static/")}
    assert pages == {"/attendance/today/", "/attendance/month/", "/attendance/owner"}
    assert not [path for path, text in kept.items() if "队长甲" in text]


def test_what_others_wrote_is_shown_and_never_run(fresh_cast, phone):
    evil = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
    confirm_days(
        [Entry(fresh_cast.postings["town"].pk, TODAY, "leave", evil)], by=fresh_cast.actors["clerk_b"], on=TODAY
    )
    page = phone()
    choose(page, "乡员丙", "absent")
    page.locator(".today-reason:visible").fill("核实")
    away(page)
    confirm(page)
    page.locator(".line-list summary").click()
    assert evil in page.locator(".line-list").inner_text()
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_list_can_be_used_by_everybody_on_a_phone(fresh_cast, phone, language):
    page = phone(language=language, bypass_csp=True)
    choose(page, "乡员丙", "leave")
    away(page)
    confirm(page)
    page.locator(".line-list summary").click()
    page.locator("summary:has-text('队长甲')").first.click()
    assert too_wide(page) + faults(page) + too_small(page) == []


def too_small(page):
    """What a finger has to hit in the list and above it, and is lower than 44 px."""
    lines = "#today summary, #today button, #today .today-choice, #today .form-control, #line button, #line summary"
    boxes = page.locator(lines).evaluate_all(
        "all => all.map((one) => [one.textContent.trim(), one.getBoundingClientRect().height])"
    )
    return [(text, height) for text, height in boxes if 0 < height < 44]
