"""Nobody who is to be checked learns of it: no door below the departments shows a plan, or a check before its day is over."""

import re

import pytest
from django.urls import reverse

from attendance.models import Discrepancy, SpotCheck, SpotCheckPlan
from core.models import Notice
from tests.access.objects import routes
from tests.attendance.checking import TOMORROW, checked, discrepancy, drawn, plan
from tests.cast import TODAY

BELOW = ("leadership", "township", "clerk", "unit", "cadre", "sysadmin", "auditor")
WORDS = "第七次夜间走访"
PLAIN = sorted(name for name, (route, view) in routes().items() if "<" not in route and "GET" in view.door.methods)
# of one's own township: the pages of a village, a team, a posting, a cadre
NUMBERED = {"posting": "postings", "team": "teams", "village": "villages", "cadre": "cadres"}


@pytest.fixture
def secret(cast):
    """A check made today that contradicts the sheet, and one still to be made."""
    case = discrepancy(cast, note=WORDS, spoke_with=WORDS)
    plan(cast, "member", last=TOMORROW)
    return case


@pytest.mark.parametrize("who", BELOW)
def test_no_row_is_visible_below_before_the_day_is_over(cast, secret, who):
    rows = (SpotCheckPlan.objects, SpotCheck.objects, Discrepancy.objects)
    assert [model.visible_to(cast.actors[who]).count() for model in rows] == [0, 0, 0]


@pytest.mark.parametrize("who", BELOW)
def test_plans_and_checks_stay_hidden_below_for_ever(cast, secret, who, settings):
    settings.TODAY = TOMORROW.isoformat()
    rows = (SpotCheckPlan.objects, SpotCheck.objects)
    assert [model.visible_to(cast.actors[who]).count() for model in rows] == [0, 0]


@pytest.mark.parametrize("who", ["township", "clerk", "unit", "cadre", "leadership"])
def test_no_page_and_no_list_of_machines_tells_of_it(cast, secret, client_of, who):
    client = client_of(who)
    told = [name for name in PLAIN if tells(client.get(reverse(name)), secret)]
    assert told == []


def tells(answer, case):
    """Whether an open door shows words or an address of what is hidden."""
    text = b"".join(answer if answer.streaming else [answer.content]).decode("utf-8", "replace")
    found = WORDS in text or f"/discrepancies/{case.pk}/" in text or re.search(r"/spot-checks/\d", text)
    return answer.status_code == 200 and bool(found)


@pytest.mark.parametrize("kind", NUMBERED)
def test_the_pages_of_those_checked_say_nothing_either(cast, secret, client_of, kind):
    rows = getattr(cast, NUMBERED[kind])
    path = reverse(kind, args=[rows["630222100201" if kind in ("team", "village") else "first"].pk])
    answers = [client_of(who).get(path) for who in ("township", "unit", "cadre")]
    assert not any(tells(answer, secret) for answer in answers if answer.status_code == 200)


@pytest.mark.parametrize(("who", "seen"), [("clerk", 1), ("township", 1), ("leadership", 1), ("unit", 0), ("cadre", 0)])
def test_the_day_after_those_who_keep_the_sheet_see_the_discrepancy(cast, secret, settings, who, seen):
    settings.TODAY = TOMORROW.isoformat()
    assert Discrepancy.objects.visible_to(cast.actors[who]).count() == seen


@pytest.mark.parametrize(("who", "seen"), [("county", 0), ("prefecture", 1), ("province", 1), ("prefecture2", 0)])
def test_what_a_prefecture_checks_the_county_learns_when_the_day_is_over(cast, settings, who, seen):
    checked(cast, by="prefecture")
    assert SpotCheck.objects.visible_to(cast.actors[who]).count() == seen
    settings.TODAY = TOMORROW.isoformat()
    assert SpotCheck.objects.visible_to(cast.actors[who]).count() == (who != "prefecture2")


def test_a_countys_plan_is_seen_above_and_nowhere_beside(cast):
    drawn(cast)
    seen = {who for who, actor in cast.actors.items() if SpotCheckPlan.objects.visible_to(actor).exists()}
    assert seen == {"county", "county_b", "prefecture", "province", "province_b"}


def test_no_notice_tells_anybody_before_the_day_is_over_but_the_department(cast, secret):
    told = Notice.objects.filter(kind__startswith="discrepancy").values_list("office", "area")
    assert set(told) == {("county", "630222")}


def test_a_check_never_made_is_never_seen_below(cast, settings):
    plan(cast, "first", first=TODAY, last=TODAY)
    settings.TODAY = TOMORROW.isoformat()
    assert not SpotCheck.objects.visible_to(cast.actors["leadership"]).exists()
