"""A county's spot checks in a real browser: drawn, recorded on a phone, settled by a colleague the next day."""

import pytest

from attendance.models import Discrepancy, SpotCheck, SpotCheckPlan
from tests.attendance.checking import discrepancy, plan, sheet_says
from tests.browser.test_axe import faults, too_wide

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = ""
SIZES = [(1440, "zh-hans"), (390, "en")]


def send(page, selector):
    with page.expect_navigation():
        page.locator(selector).first.click()


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_from_the_draw_to_the_settlement(fresh_cast, at_desk, settings, width, language):
    sheet_says(fresh_cast, "in_village")
    sheet_says(fresh_cast, "in_village", who="member")
    sheet_says(fresh_cast, "in_village", who="town")
    size = {"width": width, "language": language}
    officer, colleague = at_desk("county", **size), at_desk("county_b", **size)
    officer.go("/spot-checks/plans/new/")
    officer.select_option("[name=how]", "drawn")
    officer.fill("[name=wanted]", "1")
    send(officer, "main form[method=get] button")
    send(officer, "main form[method=post] button.btn-primary")
    assert SpotCheckPlan.objects.get().checks.count() == 1
    officer.go("/spot-checks/today/")
    send(officer, "button[name=result][value=not_found]")
    case = Discrepancy.objects.get()
    settings.TODAY = "2026-07-21"
    officer.go(f"/discrepancies/{case.pk}/")
    assert officer.locator("button[name=verb]").count() == 0  # who recorded the check does not settle it
    colleague.go(f"/discrepancies/{case.pk}/")
    colleague.locator("[name=outcome][value=check_right]").check()
    colleague.fill("[name=note]", "经核实不在村")
    send(colleague, "button[name=verb][value=settle]")
    assert Discrepancy.objects.get().outcome == "check_right"
    assert [page.faults for page in (officer, colleague)] == [[], []]


def test_the_days_list_works_without_a_script(fresh_cast, at_desk):
    plan(fresh_cast, "first")
    officer = at_desk("county", width=390, java_script_enabled=False)
    officer.go("/spot-checks/today/")
    officer.locator("button[name=result][value=in_village]").click()
    officer.wait_for_load_state()
    assert SpotCheck.objects.get().result == "in_village"


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_the_pages_can_be_used_by_everybody(fresh_cast, at_desk, width, language):
    case = discrepancy(fresh_cast, spoke_with="村支书")
    made = plan(fresh_cast, "member", "town", way="landline")
    page, found = at_desk("county", width=width, language=language, bypass_csp=True), []
    draw = "?way=visit&how=drawn&starts_on=2026-07-20&ends_on=2026-07-20&wanted=2"
    paths = ["today/", "", "statistics/", "plans/", "plans/new/", f"plans/new/{draw}"]
    paths += [f"plans/new/{draw.replace('drawn', 'by_hand')}", f"plans/{made.pk}/", f"{made.checks.first().pk}/"]
    paths = [f"/spot-checks/{path}" for path in [*paths, f"{case.check_made_id}/"]]
    for path in (*paths, f"/postings/{case.posting_id}/spot-checks/", "/discrepancies/", f"/discrepancies/{case.pk}/"):
        assert page.go(path).status == 200, path
        found += too_wide(page) + faults(page)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{width}{path.replace('/', '_')[:40]}.png", full_page=True)
    assert found == []
