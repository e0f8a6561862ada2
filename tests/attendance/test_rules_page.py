"""The county's rules of attendance at one place: in force, to come, tried before they are entered, refused with the clause."""

from datetime import date

import pytest
from django.urls import reverse

from attendance import county_rules
from attendance.actions import check_thresholds
from attendance.tasks import rule_changed
from core.models import CountyRule, OutboxMessage
from tests.attendance.writing import COUNTED, confirmed, rule, standing
from tests.cast import TODAY

PAPER = {"document_number": "民组发2号", "quote": "每年不少于220天", "effective_from": "2026-07-20", "effective_to": ""}
DAYS, LEVELS = "attendance.days_per_year", "attendance.leave_levels"


def row(answer, key):
    return next(row for row in answer.context["rows"] if row.provision.key == key)


def send(client_of, key=DAYS, who="county", **more):
    return client_of(who).post(reverse("attendance-rule", args=[key]), {**PAPER, **more})


@pytest.mark.parametrize("key", county_rules.PLAIN_WORDS)
def test_every_rule_has_its_place_and_its_form(cast, client_of, key):
    client = client_of("county")
    assert row(client.get(reverse("attendance-rules")), key).provision.key == key
    assert client.get(reverse("attendance-rule", args=[key])).status_code == 200


def test_a_rule_of_the_county_stands_with_its_document(cast, client_of):
    rule(cast, DAYS, 210, date(2026, 1, 1))
    found = row(client_of("county").get(reverse("attendance-rules")), DAYS)
    assert (found.provision.value, found.provision.document_number, found.text.value) == (210, "民组发1号", 200)


def test_a_rule_to_come_is_shown_beside_the_one_in_force(cast, client_of):
    rule(cast, DAYS, 210, date(2027, 1, 1))
    found = row(client_of("county").get(reverse("attendance-rules")), DAYS)
    assert (found.provision.value, [late.value for late in found.later]) == (200, [210])


def test_the_prefecture_looks_at_one_of_its_counties(cast, client_of):
    rule(cast, DAYS, 210, date(2026, 1, 1))
    found = client_of("prefecture").get(reverse("attendance-rules"), {"county": "630222"})
    assert row(found, DAYS).provision.value == 210


def test_a_county_outside_ones_area_is_not_looked_at(cast, client_of):
    rule(cast, DAYS, 210, date(2026, 1, 1), area="630121")
    assert (
        row(client_of("prefecture").get(reverse("attendance-rules"), {"county": "630121"}), DAYS).provision.value == 200
    )


def test_a_rule_is_tried_and_nothing_is_entered(cast, client_of):
    confirmed(cast, cast.postings["first"], date(2026, 1, 1), date(2026, 7, 20))
    found = send(client_of, value="202", **{"try": "1"})
    assert (found.context["trial"].people, found.context["trial"].changed) == (3, 1)
    assert not CountyRule.objects.exists()


def test_what_was_typed_is_still_there_after_a_trial(cast, client_of):
    assert "民组发2号" in send(client_of, value="202", **{"try": "1"}).content.decode()


def test_a_trial_of_a_monthly_minimum_names_the_months(cast, client_of):
    found = send(client_of, "attendance.days_per_month", value="20", **{"try": "1"})
    assert {(kind, month, old) for kind, month, _w, old, *_rest in found.context["moves"]} >= {
        ("当月驻村天数", 7, None)
    }


def test_a_trial_changes_nobody_where_nothing_would_change(cast, client_of):
    assert send(client_of, value="200", **{"try": "1"}).context["trial"].changed == 0


def test_a_rule_is_entered_and_leads_back(cast, client_of):
    assert send(client_of, value="220")["Location"] == reverse("attendance-rules")
    assert CountyRule.objects.get().value == 220


def test_loosening_is_refused_with_the_clause_and_nothing_is_lost(cast, client_of):
    found = send(client_of, value="150")
    assert (found.status_code, CountyRule.objects.exists()) == (422, False)
    page = found.content.decode()
    assert "不少于200天" in page
    assert "民组发2号" in page


def test_a_trial_of_loosening_is_refused_too(cast, client_of):
    assert send(client_of, value="150", **{"try": "1"}).status_code == 422


@pytest.mark.parametrize("who", ["province", "prefecture", "township", "clerk", "unit", "cadre"])
def test_only_county_and_leadership_group_enter_rules(cast, client_of, who):
    assert send(client_of, who=who, value="220").status_code == 403


@pytest.mark.parametrize("key", ["team.size", "selection.max_age", "nobody.knows"])
def test_what_is_no_rule_of_attendance_has_no_form_here(cast, client_of, key):
    assert client_of("county").get(reverse("attendance-rule", args=[key])).status_code == 404


def test_an_entered_rule_promises_that_its_people_are_judged_again(cast, client_of):
    send(client_of, value="220")
    promised = OutboxMessage.objects.get(task="core.county_rule_changed")
    assert promised.payload == {"area": "630222", "key": DAYS}


def test_whom_a_rule_touches_is_judged_again(cast):
    confirmed(cast, cast.postings["first"], date(2026, 7, 1), date(2026, 7, 4), "report_out")
    check_thresholds(on=TODAY)
    rule(cast, COUNTED, ["in_village"], date(2026, 7, 3))
    rule_changed({"area": "630222", "key": COUNTED})
    assert standing(cast.postings["first"]).done == 2


def test_a_rule_on_something_else_judges_nobody(cast):
    rule_changed({"area": "630222", "key": "assessment.absence_caps"})
    assert not cast.postings["first"].standings.exists()
