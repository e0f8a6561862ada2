"""The whole thread, in a real browser: nominated, reviewed, approved, present, judged, graded."""

import pytest

from assessment.models import Assessment
from attendance.actions import check_thresholds
from attendance.models import Day
from selection.models import Nomination
from teams.models import Posting

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [(1440, "zh-hans"), (390, "en")]
DECLARED = ("political", "style", "ability", "health", "cultivation")


def nominate(page, cast, seat, cadre):
    page.go(f"/nominations/new/?team={cast.teams['630222100200'].pk}&seat={seat}")
    page.select_option("[name=cadre]", str(cast.cadres[cadre].pk))
    for name in DECLARED:
        page.check(f"[name={name}]")
    page.fill("[name=decision_number]", "党组〔2026〕8号")
    page.fill("[name=decided_on]", "2026-07-10")
    page.fill("[name=starts_on]", "2026-07-20")
    page.wait_for_selector("#judgement .finding")
    page.locator("form[data-keep] button.btn-primary").click()
    page.wait_for_url("**/nominations/*/")


def decide(page, case, verb):
    page.go(f"/nominations/{case.pk}/")
    page.click(f"button[name=verb][value={verb}]")
    page.wait_for_load_state()


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_three_are_nominated_approved_and_the_team_is_complete(fresh_cast, at_desk, width, language):
    size = {"width": width, "language": language}
    unit, township = at_desk("unit", **size), at_desk("township", **size)
    nominate(unit, fresh_cast, "first_secretary", "pool")
    nominate(unit, fresh_cast, "unit_member", "pool2")
    nominate(township, fresh_cast, "township_member", "town_pool")
    county, prefecture = at_desk("county", **size), at_desk("prefecture", **size)
    for case in Nomination.objects.filter(unit__isnull=False):
        decide(county, case, "review")
        decide(prefecture, case, "approve")
    decide(county, Nomination.objects.get(unit__isnull=True), "approve")
    team = fresh_cast.teams["630222100200"]
    assert Posting.objects.filter(team=team).count() == 3
    county.go(f"/teams/{team.pk}/")
    assert all(fresh_cast.cadres[name].name in county.content() for name in ("pool", "pool2", "town_pool"))
    assert [page.faults for page in (unit, township, county, prefecture)] == [[], [], [], []]


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_the_clerk_confirms_today_after_marking_one_exception(fresh_cast, at_desk, width, language):
    clerk = at_desk("clerk", width=width, language=language)
    clerk.go("/attendance/sheet/")
    clerk.locator("select[name^=s-]").first.select_option("leave")
    clerk.locator("form[data-keep] button.btn-primary").click()
    clerk.wait_for_selector(".message, .alert, [role=status]")
    assert sorted(Day.objects.values_list("status", flat=True)) == ["in_village", "in_village", "leave"]
    check_thresholds(on=fresh_cast.today)
    county = at_desk("county", width=width, language=language)
    county.go("/attendance/on-post/")
    assert county.locator(".stat").count() >= 6
    county.go("/attendance/standings/")
    assert "队长甲" in county.content()


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_the_township_proposes_and_the_county_sets(fresh_cast, at_desk, width, language):
    county, township = (at_desk(name, width=width, language=language) for name in ("county", "township"))
    county.go("/cycles/new/")
    county.locator("main form[method=post] button.btn-primary").click()
    county.wait_for_load_state()
    township.go("/assessments/propose/")
    mine = township.locator("tr", has_text="队长甲")
    mine.locator("select[name^=grade-]").select_option("competent")
    mine.locator("textarea[name^=opinion-]").fill("履职尽责,群众认可。")
    township.locator("main form button.btn-primary").click()
    township.wait_for_load_state()
    county.go("/assessments/set/")
    county.locator("input[name=pick]").first.check()
    county.locator("button[value=set]").click()
    county.wait_for_load_state()
    assert Assessment.objects.get(state="set").grade == "competent"


def test_a_decision_by_keyboard_alone(fresh_cast, at_desk):
    unit = at_desk("unit")
    nominate(unit, fresh_cast, "first_secretary", "pool")
    county = at_desk("county")
    county.go(f"/nominations/{Nomination.objects.get().pk}/")
    for _ in range(200):
        county.keyboard.press("Tab")
        if county.evaluate("document.activeElement.value") == "review":
            break
    with county.expect_navigation():
        county.keyboard.press("Enter")
    assert Nomination.objects.get().state == "reviewed"
