"""Twenty officers approve at once: one posting, one step, nineteen kind refusals."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.models import OutboxMessage, Record
from selection import actions
from selection.models import Nomination
from teams.models import Posting
from tests.selection.test_thread import proposal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reviewed(fresh_cast):
    client = Client()
    client.force_login(fresh_cast.users["unit"], backend="core.signin.Backend")
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


def approver(cast):
    client = Client()
    client.force_login(cast.users["prefecture"], backend="core.signin.Backend")
    return client


def test_twenty_approvals_give_exactly_one_posting(fresh_cast, reviewed):
    clients = [approver(fresh_cast) for _ in range(20)]
    address = reverse("nomination-step", args=[reviewed.pk])
    answers = at_once(20, lambda n: clients[n].post(address, {"verb": "approve"}).status_code)
    assert sorted(answers) == [302] + [409] * 19
    assert Posting.objects.filter(cadre=reviewed.cadre).count() == 1
    assert Record.objects.filter(verb="approve").count() == 1
    assert (
        OutboxMessage.objects.filter(key__startswith="mail:posting").count()
        == OutboxMessage.objects.filter(key__startswith="mail:posting").distinct().count()
    )


def test_a_double_click_nominates_once(fresh_cast):
    client = Client()
    client.force_login(fresh_cast.users["unit"], backend="core.signin.Backend")
    data = proposal(fresh_cast, _once="the-same-key")
    answers = [client.post(reverse("nomination-new"), data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Nomination.objects.count() == 1
