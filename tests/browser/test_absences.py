"""Leave in a real browser: applied for on a phone, decided by two offices, and the sheet follows there and back."""

from datetime import timedelta

import pytest

from attendance.models import Leave
from core.clock import today
from tests.attendance.away import away, leave
from tests.browser.test_axe import LOOKS, faults, too_wide

pytestmark = pytest.mark.django_db(transaction=True)


def press(page, case, verb):
    page.go(f"/leaves/{case.pk}/")
    page.click(f"button[name=verb][value={verb}]")
    page.wait_for_load_state()


def test_a_cadre_applies_two_offices_agree_and_the_sheet_follows_there_and_back(fresh_cast, at_desk):
    first, last = today() - timedelta(days=2), today() + timedelta(days=6)
    cadre = at_desk("cadre", width=390)
    cadre.go("/")
    cadre.go("/leaves/new/")
    cadre.select_option("[name=kind]", "sick")
    cadre.fill("[name=starts_on]", first.isoformat())
    cadre.fill("[name=ends_on]", last.isoformat())
    cadre.locator("[name=ends_on]").dispatch_event("change")
    cadre.wait_for_selector("#leave-way .way-step + .way-step")  # two offices, said before anything is sent
    cadre.fill("[name=reason]", "急性阑尾炎手术")
    cadre.fill("[name=destination]", "海东市第二人民医院")
    cadre.fill("[name=late_reason]", "急诊入院,事后补办")
    cadre.set_input_files("[name=papers]", {"name": "诊断.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    assert cadre.evaluate("document.documentElement.scrollWidth") <= 390
    cadre.click("button[name=send]")
    cadre.wait_for_url("**/leaves/*/")
    case = Leave.objects.get()

    township, county = at_desk("township"), at_desk("county")
    press(township, case, "approve")
    assert away(fresh_cast) == {}
    press(county, case, "approve")
    assert sorted(away(fresh_cast)) == list(range(-2, 7))

    cadre.go(f"/leaves/{case.pk}/")
    cadre.fill("[name=back_on]", today().isoformat())
    cadre.click("button[name=verb][value=report_back]")
    cadre.wait_for_load_state()
    assert sorted(away(fresh_cast)) == [-2, -1]
    assert [page.faults for page in (cadre, township, county)] == [[], [], []]


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_nobody_is_shut_out_of_these_pages(fresh_cast, at_desk, width, language):
    case = leave(fresh_cast, state="approved", first=-1, last=3, late_reason="补办")
    leave(fresh_cast, "member")
    pages = {
        "cadre": ["/leaves/", "/leaves/new/", f"/leaves/{case.pk}/", "/report-outs/new/", "/absences/"],
        "clerk": ["/leaves/new/", "/leaves/year/", "/absences/"],
        "township": ["/leaves/?waiting=on", "/absences/"],
        "county": ["/absences/", "/absences/?area=630222100"],
    }
    found = []
    for name, paths in pages.items():
        page = at_desk(name, width=width, language=language)
        for path in paths:
            page.go(path)
            found += faults(page) + too_wide(page)
    assert found == []
