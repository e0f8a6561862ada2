"""A county's session in a real browser: planned, those short of days enrolled, held with two absent, certificates printed."""

import pytest

from attendance.models import Day, Training
from tests.attendance.training import done, enrolled, held, judge
from tests.browser.test_axe import LOOKS, faults, too_wide

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = (
    "/training/",
    "/training/new/",
    "/training/{session}/",
    "/training/{coming}/",
    "/training/{coming}/edit/",
    "/training/{coming}/enrol/",
    "/training/{coming}/timetable/",
    "/training/{session}/attendance/",
    "/training/certificates/",
    "/training/days/",
    "/training/days/{posting}/",
    "/training/plans/",
    "/training/plans/new/",
)


def submit(page):
    with page.expect_navigation():
        page.locator("main form button.btn-primary").last.click()


def plan(page):
    page.go("/training/")
    with page.expect_navigation():
        page.locator("a[href='/training/new/']").click()
    page.select_option("[name=kind]", "rotation")
    for name, value in (("title", "集中轮训班"), ("starts_on", "2026-07-15"), ("ends_on", "2026-07-16")):
        page.fill(f"[name={name}]", value)
    submit(page)


def test_a_session_from_plan_to_certificates(fresh_cast, at_desk):
    county = at_desk("county")
    plan(county)
    made = Training.objects.get()
    county.go(f"/training/{made.pk}/enrol/")
    with county.expect_navigation():
        county.locator("a[href='?short=on']").click()
    with county.expect_navigation():
        county.locator("form[action$='/enrol/add/'] button.btn-primary").click()
    county.go(f"/training/{made.pk}/attendance/")
    for name in ("member", "town"):
        county.check(f"[name=absent][value='{fresh_cast.postings[name].pk}']")
    submit(county)
    judge()
    absent = Day.objects.filter(posting=fresh_cast.postings["member"], confirmed_at=None, status="in_village")
    assert (absent.count(), done(fresh_cast, "first"), done(fresh_cast, "town")) == (2, 2, 0)

    county.go(f"/training/{made.pk}/")
    with county.expect_navigation():
        county.locator("form[action$='/certificates/'] button").click()
    county.emulate_media(media="print")
    shown = county.locator("main").inner_text()
    assert "结业〔2026〕0001号" in shown
    assert "队员乙" not in shown
    assert not county.locator("main form.filters").is_visible()
    assert county.faults == []


def test_the_clerk_sees_who_is_away_and_who_is_left_to_be_marked(fresh_cast, at_desk):
    held(fresh_cast, {"first": True, "member": False}, days=1)
    clerk = at_desk("clerk")
    clerk.go("/notices/")
    assert "队员乙" in clerk.locator("main").inner_text()


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_trainings_pages_can_be_used_by_everybody(fresh_cast, at_desk, width, language):
    made = held(fresh_cast, {"first": True, "member": [0], "town": False})
    coming = enrolled(fresh_cast, "first", starts_on=made.starts_on.replace(month=8))
    judge()
    page, found = at_desk("county", width=width, language=language, bypass_csp=True), []
    known = {"session": made.pk, "coming": coming.pk, "posting": fresh_cast.postings["first"].pk}
    for path in PAGES:
        assert page.go(path.format(**known)).status == 200, path
        found += too_wide(page) + faults(page)
    assert found == []
