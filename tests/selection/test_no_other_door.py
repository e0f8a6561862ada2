"""Every POST address, knocked at by everybody with everything that might end a posting: only the procedure does."""

import json
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from assessment.models import Recall
from selection.models import Adjustment
from tests.access import objects, oracle, world
from tests.access.knock import Knocker

# approved adjustments and decided recalls end a posting; an approved successor relieves one whose term is over
LAWFUL = {"adjustment-step", "api-adjustment-step", "recall-step", "api-recall-step"}
SUCCESSORS = {"nomination-step", "api-nomination-step", "nomination-batch", "api-nomination-batch"}
BODY = {
    "verb": "approve",
    "note": "因工作需要",
    "reason": "因工作需要",
    "confirm": "on",
    "decision_number": "1号",
    "grant_waiver": "on",
    **dict.fromkeys(("ends_on", "disbanded_on", "leaves_on", "effective_on", "until_on", "done_on"), "2026-07-20"),
    "end_kind": "recall",
}


@pytest.fixture
def populated(cast):
    built = world.build(cast)
    Adjustment.objects.update(state="endorsed")
    Recall.objects.update(state="proposed", decided_on=None, decision_number="")
    return built


def test_no_other_door_ends_a_posting(populated):
    knock, through = Knocker(populated), set()
    for name, (_route, callback) in objects.routes().items():
        if "POST" not in callback.door.methods:
            continue
        people = [who for who in populated.people.values() if oracle.may_enter(callback.door, who, "POST")]
        for _relation, arguments, _thing in objects.targets(name, populated)[:2]:
            path = reverse(name, kwargs=arguments)
            body, kind = _body(callback.door)
            for who in people:
                knock(who.name, "POST", path, body=body, kind=kind)
                if "teams_posting" in knock.written:
                    through.add(name)
    assert through - SUCCESSORS == LAWFUL


def _body(rule):
    if rule.api:
        return json.dumps(BODY).encode(), "application/json"
    return urlencode(BODY).encode(), "application/x-www-form-urlencoded"
