"""A team promises, reports and hands over in a real browser, on the desk and on a phone, with and without scripts."""

import os

import pytest
from playwright.sync_api import expect

from duties.models import Commitment
from tests.browser.test_axe import LOOKS, faults, too_wide
from tests.duties.handing import follow, signed
from tests.duties.promising import Quarter, drafted, received, report_submitted, report_written

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("SHOTS", "")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_first_secretary_promises_and_the_township_receives(fresh_cast, at_desk, scripts):
    cadre = at_desk("cadre", width=390, java_script_enabled=scripts)
    cadre.go("/promises/missing/?kind=commitment")
    cadre.click("text=开始填写")
    cadre.fill("[name=what_new_services]", "为民服务全程代理")
    cadre.fill("[name=measure_new_services]", "办结率100%")
    cadre.fill("[name=by_on_new_services]", "2026-12-31")
    cadre.click("button[name=send]")
    expect(cadre.locator("h1")).to_contain_text("已报送")
    township = at_desk("township", java_script_enabled=scripts)
    township.go("/commitments/?waiting=on")
    township.click("text=接收所选")
    expect(township.locator("#messages")).to_contain_text("已接收1件")
    assert Commitment.objects.get().state == "taken"


def pages(cast):
    """Every page of the topic, by who may see it."""
    follow(cast)
    promise = received(cast)
    late, draft = report_submitted(cast), report_written(cast, Quarter(2026, 3))
    handing, next_year = signed(cast), drafted(cast, 2027)
    read = [f"/commitments/{promise.pk}/", f"/quarter-reports/{late.pk}/", f"/handovers/{handing.pk}/"]
    lists = ["/commitments/", "/quarter-reports/", "/promises/missing/?kind=report", "/promises/places/", "/handovers/"]
    edits = [f"/commitments/{next_year.pk}/edit/", f"/quarter-reports/{draft.pk}/edit/"]
    return {
        "cadre": [*edits, f"/handovers/{handing.pk}/edit/", "/handovers/due/"],
        "township": [*read, "/quarter-reports/?waiting=on"],
        "prefecture": lists,
    }


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_the_pages_can_be_used_by_everybody(fresh_cast, at_desk, width, language):
    found = []
    for name, paths in pages(fresh_cast).items():
        page = at_desk(name, width=width, language=language, bypass_csp=True)
        for at, path in enumerate(paths):
            assert page.go(path).status == 200, path
            found += too_wide(page) + faults(page)
            if SHOTS:
                page.screenshot(path=f"{SHOTS}/{width}-{name}-{at}.png", full_page=True)
    assert found == []
