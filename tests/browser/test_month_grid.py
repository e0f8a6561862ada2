"""The clerk's two minutes in a real browser: the month sheet by keyboard, by paste, by one button, and against another clerk."""

import pytest
from playwright.sync_api import expect

from attendance.actions import Entry, confirm_days
from attendance.models import Day, DayChange
from tests.browser.test_axe import faults, too_wide
from tests.cast import TODAY

pytestmark = pytest.mark.django_db(transaction=True)
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def said():
    """{(name, day of July): (status, confirmed)}"""
    rows = Day.objects.select_related("posting__cadre")
    return {(r.posting.cadre.name, r.day.day): (r.status, r.confirmed_at is not None) for r in rows}


def opened(at_desk, name="clerk", month="", **more):
    page = at_desk(name, **more)
    page.go(f"/attendance/month/?month={month}" if month else "/attendance/month/")
    page.wait_for_selector(".month-grid")
    return page


def cell(page, row, day):
    return page.locator(f"td[data-row='{row}'][data-column='{day - 1}']")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def saved(page):
    press(page, "Control+s")
    page.wait_for_selector("#month-state[data-state=saved]")


def test_a_month_is_filled_by_keyboard_and_confirmed_in_one_action(fresh_cast, at_desk):
    page = opened(at_desk)
    cell(page, 0, 20).focus()
    press(page, "Home", "ArrowRight", "q", "ArrowDown", "6", "Control+End", "Control+Home")
    assert page.evaluate("document.activeElement.dataset.column") == "0"
    page.locator("[data-deed=month]").click()
    saved(page)
    assert len(said()) == 60
    assert said()["队长甲", 2] == ("leave", True)
    assert said()["乡员丙", 2] == ("rest", True)
    assert page.locator("#month-open").inner_text().endswith("0 格")
    assert page.faults == []


def test_a_range_is_marked_with_shift_and_confirmed_with_enter(fresh_cast, at_desk):
    page = opened(at_desk)
    cell(page, 0, 14).click()
    press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown", "4")
    assert page.locator("td[aria-selected=true]").count() == 6
    press(page, "Enter")
    saved(page)
    assert said() == {(who, day): ("leave", True) for who in ("队长甲", "乡员丙") for day in (14, 15, 16)}


def test_what_is_not_confirmed_looks_different_and_is_counted(fresh_cast, at_desk):
    page = opened(at_desk)
    cell(page, 1, 20).click()
    assert page.locator("[data-deed=day]").inner_text().endswith("(3)")
    press(page, "Enter")
    saved(page)
    assert "is-sure" in cell(page, 1, 20).get_attribute("class")
    assert "is-open" in cell(page, 0, 20).get_attribute("class")
    assert page.locator("[data-deed=day]").inner_text().endswith("(2)")
    looks = [cell(page, row, 20).evaluate("one => getComputedStyle(one).backgroundImage") for row in (0, 1)]
    assert ["gradient" in look for look in looks] == [True, False]


def test_undo_and_redo_walk_through_the_deeds(fresh_cast, at_desk):
    page = opened(at_desk)
    cell(page, 0, 10).click()
    press(page, "4", "ArrowRight", "5", "Control+z", "Control+z", "Control+y")
    saved(page)
    assert said() == {("队长甲", 10): ("leave", False)}


def test_a_row_is_filled_down_and_by_dragging_the_corner(fresh_cast, at_desk):
    page = opened(at_desk)
    cell(page, 0, 5).click()
    press(page, "6", "Shift+ArrowDown", "Shift+ArrowDown", "Control+d")
    box = cell(page, 2, 5).bounding_box()
    page.mouse.move(box["x"] + box["width"] - 3, box["y"] + box["height"] - 3)
    page.mouse.down()
    to = cell(page, 2, 7).bounding_box()
    page.mouse.move(to["x"] + 5, to["y"] + 5, steps=6)
    page.mouse.up()
    saved(page)
    assert said() == {(who, day): ("rest", False) for who in ("队长甲", "乡员丙", "队员乙") for day in (5, 6, 7)}


def test_a_table_from_excel_is_pasted_and_what_is_not_understood_is_named(fresh_cast, at_desk):
    page = opened(at_desk, **CLIPBOARD)
    page.evaluate("navigator.clipboard.writeText('在村\\t△\\t×\\r\\n培训\\t\\tzz\\r\\n6\\tW\\t○\\r\\n')")
    cell(page, 0, 1).click()
    press(page, "Control+v")
    expect(page.locator("#month-say")).to_contain_text("zz")
    saved(page)
    assert {key: status for key, (status, _sure) in said().items()} == {
        ("队长甲", 2): "leave",
        ("队长甲", 3): "absent",
        ("乡员丙", 1): "training",
        ("队员乙", 1): "rest",
        ("队员乙", 2): "report_out",
        ("队员乙", 3): "rest",
    }


def test_what_is_copied_is_a_table_of_words(fresh_cast, at_desk):
    page = opened(at_desk, **CLIPBOARD)
    cell(page, 0, 1).click()
    press(page, "4", "Shift+ArrowRight", "Shift+ArrowDown", "Control+c")
    assert page.evaluate("navigator.clipboard.readText()").split() == ["请假", "在村", "在村", "在村"]


def test_delete_goes_back_to_the_prefill_and_a_note_is_written(fresh_cast, at_desk):
    page = opened(at_desk)
    cell(page, 0, 9).click()
    press(page, "5", "F2")
    page.locator("#month-note-text").fill("未请假")
    press(page, "Enter")
    saved(page)
    assert Day.objects.get().note == "未请假"
    press(page, "Delete")
    saved(page)
    assert (Day.objects.get().status, Day.objects.get().note) == ("in_village", "")


def test_corrections_ask_once_for_their_reason(fresh_cast, at_desk):
    posting = fresh_cast.postings["first"]
    days = [TODAY.replace(day=n) for n in (6, 7)]
    confirm_days([Entry(posting.pk, day, "in_village") for day in days], by=fresh_cast.actors["clerk_b"], on=TODAY)
    page = opened(at_desk)
    cell(page, 0, 6).click()
    press(page, "5", "ArrowRight", "4")
    assert said()["队长甲", 6] == ("in_village", True)
    page.locator("#month-reason-text").fill("误记")
    page.locator("#month-reason-text").press("Enter")
    page.wait_for_selector("#month-state[data-state=saved]")
    assert said() == {("队长甲", 6): ("absent", True), ("队长甲", 7): ("leave", True)}
    assert list(DayChange.objects.values_list("reason", flat=True)) == ["误记"] * 2


def test_two_clerks_see_each_others_words_and_decide(fresh_cast, at_desk):
    mine, theirs = opened(at_desk), opened(at_desk, "clerk_b")
    for page, key in ((theirs, "4"), (mine, "6")):
        cell(page, 0, 16).click()
        press(page, key, "ArrowRight", key, "Control+s")
        page.wait_for_selector(".month-panel" if page is mine else "#month-state[data-state=saved]")
    assert {status for status, _sure in said().values()} == {"leave"}
    rows = mine.locator(".month-panel tbody tr")
    assert [word in rows.first.inner_text() for word in ("休息", "请假", "clerk_b")] == [True] * 3
    rows.nth(0).get_by_role("button").nth(1).click()
    mine.locator(".month-panel tbody tr").get_by_role("button").nth(0).click()
    saved(mine)
    assert said() == {("队长甲", 16): ("rest", False), ("队长甲", 17): ("leave", False)}
    assert mine.locator(".month-panel").count() == 0


def test_a_broken_line_loses_nothing(fresh_cast, at_desk):
    page = opened(at_desk)
    page.context.set_offline(True)
    cell(page, 0, 3).click()
    press(page, "4", "Control+s")
    page.wait_for_selector("#month-state[data-state=offline]")
    assert said() == {}
    page.context.set_offline(False)
    page.wait_for_selector("#month-state[data-state=saved]")
    assert said() == {("队长甲", 3): ("leave", False)}


@pytest.mark.parametrize(
    ("who", "width", "language"), [("clerk", 1440, "zh-hans"), ("clerk", 390, "en"), ("county", 1440, "en")]
)
def test_the_sheet_can_be_used_by_everybody(fresh_cast, at_desk, who, width, language):
    confirm_days(
        [Entry(fresh_cast.postings["first"].pk, TODAY, status, "注") for status in ("leave",)],
        by=fresh_cast.actors["clerk_b"],
        on=TODAY,
    )
    page = at_desk(who, width=width, language=language, bypass_csp=True)
    page.go("/attendance/month/?area=630222100")
    page.wait_for_selector(".month-grid")
    if who == "clerk":
        cell(page, 0, 20).click()
        press(page, "5")
        page.wait_for_selector("#month-reason:not([hidden])")
    assert too_wide(page) + faults(page) == []


def test_without_a_script_the_daily_sheet_is_the_way(fresh_cast, at_desk):
    page = at_desk("clerk", java_script_enabled=False)
    page.go("/attendance/month/")
    page.locator("noscript a, main a[href='/attendance/sheet/']").last.click()
    assert page.url.endswith("/attendance/sheet/")
