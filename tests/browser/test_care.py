"""Care in a real browser: a county allots to all its teams, a township books a voucher; every page for everybody."""

import pytest
from playwright.sync_api import expect

from support.actions import cases
from support.models import FundEntry
from tests.browser.test_axe import LOOKS, faults, too_wide
from tests.support.caring import checkup, insure, pay, visit
from tests.support.funding import funded, spend, team_of
from tests.support.test_cases import HURT, TROUBLE

pytestmark = pytest.mark.django_db(transaction=True)


def lived(cast):
    """A year with a little of everything."""
    funded(cast)
    spend(cast)
    insure(cast, "first")
    checkup(cast)
    visit(cast)
    pay(cast, "first")
    by, posting = cast.actors["county"], cast.postings["first"]
    trouble = cases.report_difficulty(posting, **TROUBLE, by=by, on=cast.today)
    return trouble, cases.report_injury(posting, **HURT, by=by, on=cast.today)


def test_a_county_allots_to_all_its_teams_and_a_township_books_a_voucher(fresh_cast, at_desk):
    page = at_desk("county")
    page.go("/funds/allot/")
    page.fill("#id_number", "民财〔2026〕3号")
    page.click("main form button.btn-primary")
    expect(page.locator("#messages")).to_contain_text("2支工作队已安排工作经费")
    page = at_desk("township")
    page.go(f"/funds/{team_of(fresh_cast).pk}/")
    page.fill("#in_amount", "10000")
    page.click("form[action$='/receive/'] button")
    expect(page.locator("#messages")).to_contain_text("已记账")
    for name, value in {"number": "记-1", "amount": "10000.01", "payee": "加油站"}.items():
        page.fill(f"#id_{name}", value)
    page.select_option("#id_item", "travel")
    page.click("#spend button.btn-primary")
    expect(page.locator("main")).to_contain_text("余额只有10000.00元")
    expect(page.locator("#id_payee")).to_have_value("加油站")
    page.fill("#id_amount", "10000")
    page.click("#spend button.btn-primary")
    expect(page.locator("#messages")).to_contain_text("已记账")
    assert FundEntry.objects.filter(kind="expense").count() == 1


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_care_can_be_used_by_everybody(fresh_cast, at_desk, width, language):
    trouble, injury = lived(fresh_cast)
    team, first, found = team_of(fresh_cast).pk, fresh_cast.postings["first"].pk, []
    lists = ["/funds/", f"/funds/{team}/", "/care/", f"/care/{first}/", "/allowances/", "/insurances/", "/checkups/"]
    cases_ = ["/visits/", "/difficulties/", f"/difficulties/{trouble.pk}/", "/injuries/", f"/injuries/{injury.pk}/"]
    county = [*lists, *cases_, "/funds/allot/", "/visits/new/", f"/injuries/new/?posting={first}"]
    for name, paths in {"county": county, "cadre": [f"/care/{first}/", "/allowances/"]}.items():
        page = at_desk(name, width=width, language=language, bypass_csp=True)
        for path in paths:
            assert page.go(path).status == 200, path
            found += too_wide(page) + faults(page)
    assert found == []
