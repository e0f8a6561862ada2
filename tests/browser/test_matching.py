"""A county officer matches, moves one person, sees the score change, accepts; a colleague finds the nominations waiting."""

import pytest

from selection.models import Matching, Nomination
from tests.browser.test_axe import faults, too_wide
from tests.selection.matchings import another, open_round, pair, put_forward, work_done

pytestmark = pytest.mark.django_db(transaction=True)
HERE, THERE = "630222100200", "630222100202"
FIRST = "first_secretary"


@pytest.fixture
def case(fresh_cast):
    """红卫 needs what 人选二 knows, 史纳 what 人选丁 knows."""
    pair(fresh_cast, THERE, "海东市水务局")
    found = open_round(fresh_cast, HERE, THERE)
    fresh_cast.villages[HERE].needs = ["governance"]
    fresh_cast.villages[HERE].save()
    fresh_cast.cadres["pool"].skills = ["economy"]
    fresh_cast.cadres["pool"].save()
    another(fresh_cast, "人选二", unit="海东市水务局", skills=["social_work"])
    put_forward(fresh_cast, found, "pool", FIRST, order=1)
    put_forward(fresh_cast, found, "人选二", FIRST, order=2)
    put_forward(fresh_cast, found, "town_pool", "township_member")
    return found


def matched(page, case):
    """Asks for the matching, lets the worker do it, looks again."""
    page.go(f"/matchings/new/?round={case.pk}")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url("**/matchings/*/")
    assert work_done() == []
    page.reload()
    page.wait_for_selector("nav.views")


@pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (390, "en")])
def test_matched_moved_accepted_and_waiting_for_a_colleague(fresh_cast, case, at_desk, width, language):
    county = at_desk("county", width=width, language=language)
    matched(county, case)
    assert "人选二" in county.content()
    county.locator("a[hx-get*=next-best]").first.click()
    county.wait_for_selector("#change #score-change")
    county.go(f"/matchings/{Matching.objects.get().pk}/hand/?cadre={fresh_cast.cadres['人选二'].pk}")
    county.check("[name=how][value=swap]")
    county.select_option("[name=to]", f"{THERE}:{FIRST}")
    county.locator("#score-change", has_text="-20").wait_for()
    county.locator("main form button.btn-primary").click()
    county.wait_for_url("**/matchings/*/")
    assert Matching.objects.count() == 2
    county.locator("form[action*=accept] button").click()
    county.wait_for_load_state()
    assert work_done() == []
    county.reload()
    assert Nomination.objects.filter(state="submitted", matching=Matching.objects.latest("pk")).count() == 3
    colleague = at_desk("county_b", width=width, language=language)
    colleague.go("/nominations/?waiting=on")
    assert all(name in colleague.content() for name in ("人选二", "人选丁", "乡选庚"))
    colleague.go(f"/nominations/{Nomination.objects.get(cadre__name='人选二').pk}/")
    assert colleague.locator("button[name=verb][value=review]").count() == 1
    assert [page.faults for page in (county, colleague)] == [[], []]


def test_without_javascript_the_change_is_seen_and_saved(fresh_cast, case, at_desk):
    county = at_desk("county", java_script_enabled=False)
    matched(county, case)
    county.locator(f"a[href*='cadre={fresh_cast.cadres['人选二'].pk}']").first.click()
    county.check("[name=how][value=out]")
    county.locator("button[formmethod=get]").click()
    assert county.locator("#score-change").inner_text() == "-10"
    county.locator("main form button.btn-primary").click()
    assert Matching.objects.latest("pk").totals["seats"] == 2


@pytest.mark.parametrize("width", [1440, 390])
def test_no_fault_for_those_who_cannot_see(fresh_cast, case, at_desk, width):
    county = at_desk("county", width=width)
    matched(county, case)
    number, cadre = Matching.objects.get().pk, fresh_cast.cadres["人选二"].pk
    for path in (
        "/matchings/",
        "/matchings/new/",
        f"/matchings/{number}/",
        f"/matchings/{number}/?view=people",
        f"/matchings/{number}/?view=variants",
        f"/matchings/{number}/hand/?cadre={cadre}&how=out",
    ):
        county.go(path)
        assert faults(county) + too_wide(county) == []
