"""Twenty officers approve at once, alone or in batches: every case moves once, the others are told kindly."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.models import Job, OutboxMessage, Record
from selection import actions
from selection.models import Nomination
from teams.models import Posting
from tests.selection.many import nominations
from tests.selection.test_thread import proposal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reviewed(fresh_cast):
    client = browser(fresh_cast, "unit")
    client.post(reverse("nomination-new"), proposal(fresh_cast))
    case = Nomination.objects.get()
    actions.review(case, by=fresh_cast.actors["county"], on=fresh_cast.today)
    return case


def at_once(count, deed):
    def run(number):
        try:
            return deed(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def browser(cast, name="prefecture"):
    client = Client()
    client.force_login(cast.users[name], backend="core.signin.Backend")
    return client


def test_twenty_approvals_give_exactly_one_posting(fresh_cast, reviewed):
    clients = [browser(fresh_cast) for _ in range(20)]
    address = reverse("nomination-step", args=[reviewed.pk])
    answers = at_once(20, lambda n: clients[n].post(address, {"verb": "approve"}).status_code)
    assert sorted(answers) == [302] + [409] * 19
    assert Posting.objects.filter(cadre=reviewed.cadre).count() == 1
    assert Record.objects.filter(verb="approve").count() == 1
    told = OutboxMessage.objects.get(key__startswith="mail:posting")  # one promise for the three who are told
    assert len(told.payload["notices"]) == 3


def test_a_double_click_nominates_once(fresh_cast):
    client, data = browser(fresh_cast, "unit"), proposal(fresh_cast, _once="the-same-key")
    answers = [client.post(reverse("nomination-new"), data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Nomination.objects.count() == 1


def test_the_same_batch_eight_times_at_once_moves_every_case_once(fresh_cast):
    cases = nominations(fresh_cast, 6, state="reviewed")
    clients = [browser(fresh_cast) for _ in range(8)]
    body = {"verb": "approve", "pick": [f"{case.pk}-reviewed" for case in cases]}
    answers = at_once(8, lambda n: clients[n].post(reverse("nomination-batch"), body).status_code)
    assert answers == [302] * 8
    assert Posting.objects.filter(cadre__in=[case.cadre for case in cases]).count() == 6
    counts = [job.counts for job in Job.objects.all()]
    assert (sum(one["decided"] for one in counts), sum(one["not_done"] for one in counts)) == (6, 42)


def test_batches_that_overlap_in_other_orders_never_block_each_other(fresh_cast):
    cases = nominations(fresh_cast, 8)
    orders = [cases, cases[::-1], cases[4:] + cases[:4], cases[::2]]
    clients = [browser(fresh_cast, name) for name in ("county", "county_b") * 2]

    def send(n):
        body = {"verb": "review", "pick": [f"{case.pk}-submitted" for case in orders[n]]}
        return clients[n].post(reverse("nomination-batch"), body).status_code

    assert at_once(4, send) == [302] * 4
    assert set(Nomination.objects.values_list("state", flat=True)) == {"reviewed"}
    assert Record.objects.filter(verb="review").count() == 8


def test_alone_and_in_a_batch_at_once_give_one_decision(fresh_cast):
    case = nominations(fresh_cast, 1, state="reviewed")[0]
    clients = [browser(fresh_cast) for _ in range(6)]

    def send(n):
        if n % 2:
            return clients[n].post(
                reverse("nomination-batch"), {"verb": "decline", "note": "x", "pick": f"{case.pk}-reviewed"}
            )
        return clients[n].post(reverse("nomination-step", args=[case.pk]), {"verb": "approve", "state": "reviewed"})

    at_once(6, send)
    assert Record.objects.filter(verb__in=("approve", "decline")).count() == 1
