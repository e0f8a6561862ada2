"""Twenty officers accept at once, workers deliver at once: one effect."""

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Job, Record
from core.refusals import Conflict
from selection.actions import accepting
from selection.models import Matching, Nomination
from tests.selection.matchings import matched, open_round, put_forward
from tests.selection.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "630222100200"


@pytest.fixture
def matching(fresh_cast):
    case = open_round(fresh_cast, HERE)
    put_forward(fresh_cast, case, "pool", "first_secretary")
    put_forward(fresh_cast, case, "town_pool", "township_member")
    return matched(fresh_cast, case)


def test_twenty_requests_to_accept_ask_for_one_piece_of_work(fresh_cast, matching):
    clients = [Client() for _ in range(20)]
    for client in clients:
        client.force_login(fresh_cast.users["county"], backend="core.signin.Backend")
    address = reverse("matching-accept", args=[matching.pk])
    answers = at_once(20, lambda n: clients[n].post(address).status_code)
    assert sorted(answers) == [302] + [409] * 19
    assert Job.objects.filter(kind="selection.accept_matching").count() == 1


def test_accepted_by_several_at_once_it_is_accepted_once(fresh_cast, matching):
    def accept(number):
        try:
            accepting.accept(matching, by=fresh_cast.actors["county"], on=fresh_cast.today)
        except Conflict:
            return "refused"
        return "done"

    assert sorted(at_once(5, accept)) == ["done"] + ["refused"] * 4
    assert Nomination.objects.count() == 2
    assert Record.objects.filter(verb="accept_matching").count() == 1


def test_of_two_matchings_for_the_same_seats_one_is_accepted(fresh_cast, matching):
    rivals = [matching, matched(fresh_cast, matching.round)]

    def accept(number):
        try:
            accepting.accept(rivals[number], by=fresh_cast.actors["county"], on=fresh_cast.today)
        except Conflict:
            return "refused"
        return "done"

    assert sorted(at_once(2, accept)) == ["done", "refused"]
    assert Nomination.objects.count() == 2
    assert sorted(Matching.objects.values_list("state", flat=True)) == ["accepted", "ready"]
