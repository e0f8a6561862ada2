"""An adjustment in a real browser: the cadre applies on a phone, and in the end the seat is open."""

import pytest

from core.clock import today
from selection.models import Adjustment
from teams.models import Posting
from tests.browser.test_axe import LOOKS, faults, too_wide
from tests.selection.leaving import applied, transferring

pytestmark = pytest.mark.django_db(transaction=True)


def press(page, case, verb):
    page.go(f"/adjustments/{case.pk}/")
    page.click(f"button[name=verb][value={verb}]")
    page.wait_for_load_state()


def test_the_cadre_applies_unit_prefecture_and_province_act_and_the_seat_is_open(fresh_cast, at_desk):
    cadre = at_desk("cadre", width=390)
    cadre.go(f"/postings/{fresh_cast.postings['first'].pk}/")
    cadre.locator("main a[href^='/adjustments/new/']").click()
    cadre.check("[name=ground][value=health]")
    cadre.fill("[name=reason]", "腰椎手术,不能继续驻村")
    cadre.fill("[name=leaves_on]", "2026-08-05")
    cadre.set_input_files("[name=papers]", {"name": "诊断.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    cadre.locator("form[data-keep] button.btn-primary").click()
    cadre.wait_for_url("**/adjustments/*/")
    case = Adjustment.objects.get()
    assert cadre.evaluate("document.documentElement.scrollWidth") <= 390

    unit = at_desk("unit")
    unit.go(f"/adjustments/{case.pk}/")
    unit.fill("[name=opinion]", "情况属实,同意调整")
    unit.fill("[name=opinion_number]", "海水党〔2026〕9号")
    unit.fill("[name=opinion_on]", today().isoformat())
    unit.click("button[name=verb][value=endorse]")
    unit.wait_for_load_state()

    prefecture, province = at_desk("prefecture"), at_desk("province")
    press(prefecture, case, "approve")
    province.go("/adjustments/?filing=on")
    province.locator("form[action$='put-on-file/'] button.btn-primary").click()
    province.wait_for_load_state()

    case.refresh_from_db()
    assert case.state == "filed"
    assert str(Posting.objects.get(pk=case.posting_id).ends_on) == "2026-08-05"
    unit.go(f"/adjustments/{case.pk}/")
    assert unit.locator("a[href*='starts_on=2026-08-06']").count() == 1
    assert [page.faults for page in (cadre, unit, prefecture, province)] == [[], [], [], []]


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_nobody_is_shut_out_of_these_pages(fresh_cast, at_desk, width, language):
    case, move = applied(fresh_cast), transferring(fresh_cast)
    pages = {
        "county": ["/terms/", "/checks/", "/adjustments/", f"/postings/{case.posting_id}/"],
        "unit": ["/terms/", f"/adjustments/{case.pk}/", f"/transfers/{move.pk}/"],
        "cadre": ["/adjustments/new/", "/transfers/", f"/transfers/new/?posting={case.posting_id}"],
    }
    found = []
    for name, paths in pages.items():
        page = at_desk(name, width=width, language=language)
        for path in paths:
            page.go(path)
            found += faults(page) + too_wide(page)
    assert found == []
