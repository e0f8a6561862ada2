"""Many decide at once, and a recall meets an adjustment: the posting ends once, the others are told kindly."""

import pytest
from django.urls import reverse

from assessment.models import RecallDuty
from core.models import Record
from teams.models import Posting
from tests.recalls.recalls import propose
from tests.selection.leaving import applied
from tests.selection.test_races import at_once, browser

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_decisions_at_once_end_the_posting_once(fresh_cast):
    case = propose(fresh_cast)
    clients = [browser(fresh_cast) for _ in range(10)]
    address, said = reverse("recall-step", args=[case.pk]), {"verb": "approve", "decision_number": "1号"}
    answers = at_once(10, lambda n: clients[n].post(address, said).status_code)
    assert sorted(answers) == [302] + [409] * 9
    assert Record.objects.filter(verb="close_posting").count() == 1
    assert RecallDuty.objects.count() == 4


def test_of_two_proposals_at_once_one_stands(fresh_cast):
    clients = [browser(fresh_cast, name) for name in ("county", "county_b")]
    address = f"{reverse('recall-new')}?posting={fresh_cast.postings['first'].pk}"
    said = {"kind": "recall", "ground": "idle", "happened_on": "2026-07-10", "reason": "x", "leaves_on": "2026-07-25"}
    assert sorted(at_once(2, lambda n: clients[n].post(address, said).status_code)) == [302, 409]


def test_of_a_recall_and_an_adjustment_decided_at_once_one_ends_the_posting(fresh_cast):
    recall, adjustment = propose(fresh_cast), applied(fresh_cast, state="endorsed")
    sent = [
        (reverse("recall-step", args=[recall.pk]), {"verb": "approve", "decision_number": "1号"}),
        (reverse("adjustment-step", args=[adjustment.pk]), {"verb": "approve"}),
    ]
    clients = [browser(fresh_cast) for _ in sent]
    assert sorted(at_once(2, lambda n: clients[n].post(*sent[n]).status_code)) == [302, 409]
    kind = Posting.objects.get(pk=recall.posting_id).end_kind
    recall.refresh_from_db()
    assert (kind == "recall") == (recall.state == "decided")


def test_a_duty_ticked_twice_at_once_is_done_once(fresh_cast):
    case = propose(fresh_cast)
    browser(fresh_cast).post(reverse("recall-step", args=[case.pk]), {"verb": "approve", "decision_number": "1号"})
    clients = [browser(fresh_cast) for _ in range(4)]
    said = {"duty": "unit_interviewed", "evidence": "已约谈"}
    answers = at_once(4, lambda n: clients[n].post(reverse("recall-duty", args=[case.pk]), said).status_code)
    assert sorted(answers) == [302, 409, 409, 409]
