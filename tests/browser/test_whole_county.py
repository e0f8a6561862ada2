"""The annual run of a county with 380 villages in the browser: opened, proposed, reviewed, shown, final, closed."""

import math
import re
from datetime import date

import pytest
from playwright.sync_api import expect

from assessment.models import Assessment, Cycle, ResultNotice
from core.models import CountyRule
from tests.assessment.wholes import settled

pytestmark = pytest.mark.django_db(transaction=True)
VILLAGES, SHARE = 380, 0.1
FILL = """
  document.querySelectorAll('select[name^=grade-]').forEach((box, at) => { box.value = at % 6 ? 'competent' : 'excellent' })
  document.querySelectorAll('textarea[name^=opinion-]').forEach((box) => { box.value ||= '全年无人驻村' })
"""
TICK = "(most) => document.querySelectorAll('[name=pick]').forEach((box, at) => { box.checked = at < most })"


def sent(page, button):
    """The form goes, and what came of it is said."""
    with page.expect_navigation():
        page.locator(button).click()


def opened(county):
    county.go("/cycles/new/")
    sent(county, "form[data-keep] button.btn-primary")
    expect(county).to_have_url(re.compile(r"/cycles/\d+/$"))


def proposed(township):
    """Page by page until nothing waits; one in six as excellent, the opinions as the facts word them."""
    while township.go("/assessments/propose/") and township.locator("select[name^=grade-]").count():
        township.evaluate(FILL)
        sent(township, ".form-buttons button.btn-primary")
        expect(township.locator("main .field-error")).to_have_count(0)


def reviewed(county, whose, proposal, *, grade="", most=10**6):
    """Up to `most` of those proposed alike are ticked, a page at a time, and set."""
    path = f"/assessments/set/?whose={whose}&proposed={proposal}"
    while most and county.go(path) and county.locator("[name=pick]").count():
        county.evaluate(TICK, most)
        most -= county.locator("[name=pick]:checked").count()
        county.select_option("[name=grade]", grade)
        county.fill("[name=note]", "名额已满" if grade else "")
        sent(county, "button[value=set]")
        expect(county.locator("main .field-error")).to_have_count(0)


def all_at_once_are_too_many(county):
    """More are proposed as excellent than there are places: the refusal names them, and nothing is set."""
    county.go("/assessments/set/?whose=people&proposed=excellent")
    county.locator("[data-tick-all]").click()
    sent(county, "button[value=set]")
    expect(county.locator(".row-wrong").first).to_be_visible()
    assert not Assessment.objects.people().filter(state="set", proposed="excellent").exists()


def shown_and_final(county, settings):
    county.go("/result-notices/new/")
    county.check("#id_every")
    county.fill("#id_telephone", "0972-1234567")
    county.fill("#id_address", "县委组织部")
    sent(county, "form[data-keep] button.btn-primary")
    notice = ResultNotice.objects.get()
    settings.TODAY = str(date.fromordinal(notice.until_on.toordinal() + 1))
    county.go(f"/result-notices/{notice.pk}/")
    sent(county, "form[action$='/finish/'] button")


def closed(county, cycle):
    county.go(f"/cycles/{cycle.pk}/")
    sent(county, "button[value=close]")


def test_a_county_of_380_villages_goes_through_its_year(fresh_cast, at_desk, settings):
    settled(fresh_cast, VILLAGES)
    share = {"share": SHARE, "pools": ["everybody"], "rounding": "down"}
    said = {"effective_from": date(2026, 1, 1), "document_number": "民组〔2026〕1号", "quote": "优秀不超过一成"}
    CountyRule.objects.create(
        area="630222", key="assessment.excellent_share", value=share, entered_by=fresh_cast.users["county"], **said
    )
    county = at_desk("county")
    opened(county)
    for name in ("township", "township2"):
        proposed(at_desk(name))
    reviewed(county, "people", "competent")
    all_at_once_are_too_many(county)
    places = math.floor(Assessment.objects.people().count() * SHARE)
    reviewed(county, "people", "excellent", most=places)
    reviewed(county, "people", "excellent", grade="competent")
    for proposal in ("competent", "excellent"):
        reviewed(county, "teams", proposal)
    shown_and_final(county, settings)
    closed(county, Cycle.objects.get())
    assert set(Assessment.objects.values_list("state", flat=True)) == {"final"}
    assert Assessment.objects.people().filter(grade="excellent").count() == places
    assert Cycle.objects.get().state == "closed"
