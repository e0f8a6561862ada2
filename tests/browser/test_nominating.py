"""A unit's whole job in a real browser: a scan, a person from the list, a new one, findings at once, drafts, the pool."""

from datetime import date

import pytest

from selection.models import Nomination, PoolMember, Round
from tests.browser.test_axe import faults, too_wide

pytestmark = pytest.mark.django_db(transaction=True)
DECLARED = ("political", "style", "ability", "health", "cultivation")
SCAN = {"name": "决定.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 decided"}


@pytest.fixture
def running(fresh_cast):
    days = {"nominate_from": date(2026, 7, 1), "nominate_until": date(2026, 7, 31)}
    days |= {"starts_on": date(2026, 9, 1), "term_ends_on": date(2028, 8, 31)}
    made = Round.objects.create(name="2026年选派", area="630222", office="county", state="open", **days)
    team = fresh_cast.teams["630222100200"]
    made.places.create(team=team, area=team.area)
    return made


def decide(page):
    page.fill("[name=decision_number]", "党组〔2026〕8号")
    page.fill("[name=decided_on]", "2026-07-10")
    for name in DECLARED:
        page.check(f"[name={name}]")


@pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (390, "en")])
def test_a_unit_fills_its_seats(fresh_cast, running, at_desk, width, language):
    team = fresh_cast.teams["630222100200"]
    first, member = f"{team.pk}-first_secretary", f"{team.pk}-unit_member"
    unit = at_desk("unit", width=width, language=language)
    unit.go("/nominations/seats/")
    decide(unit)
    unit.set_input_files("[name=decision_file]", SCAN)
    unit.fill(f"[name='{first}-person']", "人选戊")
    unit.locator(f"[name='{first}-person']").press("Tab")
    unit.wait_for_selector(f"#judged-{first} .finding-bad")
    unit.click(f"button[name=add][value='{member}']")
    unit.wait_for_selector(f"[name='{member}-new-name']")
    for name, text in {"name": "新人癸", "id_number": "630104199003071234"}.items():
        unit.fill(f"[name='{member}-new-{name}']", text)
    unit.select_option(f"[name='{member}-new-party']", "full_member")
    unit.select_option(f"[name='{member}-new-rank']", "staff")
    unit.wait_for_selector(f"#judged-{member} .mark-good")
    assert faults(unit) + too_wide(unit) == []
    unit.locator(".send-bar .btn-primary").click()
    unit.wait_for_selector(f"#line-{first} [role=alert]")
    assert Nomination.objects.get().cadre.name == "新人癸"
    assert unit.input_value(f"[name='{first}-person']") == "人选戊"
    unit.fill(f"[name='{first}-person']", "人选丁")
    unit.locator(".send-bar .btn-primary").click()
    unit.wait_for_selector(f"#line-{first}", state="detached")
    cases = Nomination.objects.filter(round=running)
    assert len({case.decision_file.name for case in cases}) == cases.count() - 1 == 1
    # a refused page is a 422, and leaving the page drops the judgement under way
    assert [fault for fault in unit.faults if "422" not in fault and "htmx:" not in fault] == []


def test_a_unit_puts_people_into_the_pool_and_takes_one_back(fresh_cast, running, at_desk):
    unit = at_desk("unit")
    unit.go("/pool/new/")
    assert faults(unit) + too_wide(unit) == []
    decide(unit)
    for number, name in enumerate(("人选丁", "人选戊")):
        unit.fill(f"[name=p{number}-person]", name)
        unit.check(f"[name=p{number}-seats][value=unit_member]")
    unit.locator(".send-bar .btn-primary").click()
    unit.wait_for_url("**/pool/")
    unit.click("text=人选戊")
    unit.click("button.btn-outline-danger")
    unit.wait_for_load_state()
    assert PoolMember.objects.filter(withdrawn_at__isnull=True).get().cadre.name == "人选丁"
    assert unit.faults == []
