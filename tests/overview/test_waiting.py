"""What waits for an office: every kind in one statement, none for whom it does not wait."""

import pytest
from django.urls import reverse

from assessment.models import BallotBatch
from core.access import DOORS
from core.models import DueItem
from overview.waiting import queues
from overview.waiting_kinds import KINDS
from tests.access import world
from tests.cast import OFFICES


@pytest.fixture
def full(cast):
    """The cast with something of everything on either side."""
    return world.build(cast)


def waiting(cast, name):
    return {queue.key: queue.total for queue in queues(cast.actors[name]) if queue.total}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_whoever_a_kind_waits_for_may_open_its_list_and_its_cases(kind):
    for door in (kind.list, kind.door):
        assert set(kind.offices) <= set(DOORS[door].offices)


def test_objections_and_recommendations_wait_for_their_own_department(full):
    assert waiting(full, "county")["result-objections"] == 1
    assert waiting(full, "county")["objections"] == 1
    assert waiting(full, "prefecture")["uses"] == 1
    assert "uses" not in waiting(full, "county")


def test_a_count_waits_for_the_other_officer_only(full):
    batch = BallotBatch.objects.filter(area__startswith="630222")
    batch.update(state="entered", confirmed_by=None, confirmed_on=None, entered_by=full.users["county"])
    assert "ballots" not in waiting(full, "county")
    assert waiting(full, "county_b")["ballots"] == 1
    assert "ballots" not in waiting(full, "county2")


def test_a_waiting_case_is_named_and_leads_to_its_page(full):
    line = next(queue for queue in queues(full.actors["county"]) if queue.key == "discrepancies").lines[0]
    words, state, _since, url = line
    assert words == f"{world.OURS}-first · 2026-07-19"
    assert (state.state, url) == ("open", reverse("discrepancy", args=[full.things["discrepancy"][0].pk]))


@pytest.mark.parametrize("name", [*OFFICES, "cadre"])
def test_all_that_waits_is_two_statements(full, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        queues(full.actors[name])


def due(cast, key, day, **whose):
    facts = {"kind": "x", "about": "630222", "link": "/", "first_on": day, "due_on": day}
    return DueItem.objects.create(key=key, **facts, **{"office": "county", "area": "630222", **whose})


def test_home_says_what_is_late_and_what_is_due_soon(cast, client_of):
    for number, day in enumerate((cast.today.replace(day=1), cast.today.replace(month=8, day=1))):
        due(cast, f"{number}", day)
    due(cast, "far", cast.today.replace(year=2027))
    due(cast, "foreign", cast.today, area="630202")
    rows = client_of("county").get(reverse("home")).context["dues"]
    assert [(row.key, row.is_late, row.late, row.total) for row in rows] == [("0", True, 1, 2), ("1", False, 1, 2)]
