"""Messages that were given up: seen with the reason, sent again in one step; the slow call outside keeps no transaction open."""

import threading

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from core import hooks, outside, tasks  # noqa: F401 – registers what tells robots
from core.actions import outbox as deeds
from core.locks import alone
from core.models import OutboxMessage, Record, Webhook, WebhookMail
from core.outbox import MOST_ATTEMPTS, OUTSIDE, claim, deliver
from core.refusals import Conflict
from tests.core.robots import robot, timed
from tests.core.test_webhooks import _here, hooked, promised, send, sort, told  # noqa: F401


@pytest.fixture
def lost(cast):
    """A notice a dead robot was told of as often as it may be."""
    hook = hooked(cast, "http://127.0.0.1:9/nobody")
    told()
    sort()
    promised().update(attempts=MOST_ATTEMPTS - 1)
    send()
    cache.clear()
    return hook


def test_a_message_given_up_is_tried_no_more(lost):
    promised().update(due_at="2020-01-01T00:00Z", sent_at=None)
    assert promised().get().pk not in claim()


def test_the_administrator_sees_it_with_reason_and_time(lost, client_of):
    page = client_of("sysadmin").get("/jobs/").content.decode()
    assert "已放弃的消息" in page
    assert "ConnectionRefusedError" in page


def test_machines_list_it(lost, client_of):
    (row,) = client_of("sysadmin").get("/api/v1/messages/given-up/").json()["results"]
    assert (row["task"], row["attempts"]) == ("core.hook", MOST_ATTEMPTS)
    assert "nobody" not in row["error"]


def test_sent_again_in_one_step_it_tells_all_that_waits(lost, client_of):
    number = promised().get().pk
    with robot() as (address, heard):
        hook = Webhook.objects.get()
        hook.put_address(address, "x")
        hook.save()
        client_of("sysadmin").post(f"/jobs/messages/{number}/again/")
        for one in claim():
            deliver(one)
    assert len(heard) == 1
    assert WebhookMail.objects.get().sent_at
    assert Record.objects.filter(verb="send_again").exists()


def test_machines_send_it_again_once(lost, client_of):
    path = f"/api/v1/messages/{promised().get().pk}/again/"
    assert client_of("sysadmin").post(path).json()["attempts"] == 0
    assert client_of("sysadmin").post(path).status_code == 409


def test_one_that_is_done_is_not_sent_again(cast, lost):
    promised().update(done_at="2026-07-20T00:00Z")
    with pytest.raises(Conflict):
        deeds.send_again(promised().get(), by=cast.actors["sysadmin"])


def test_robots_are_asked_outside_of_transactions():
    assert "core.hook" in OUTSIDE


def test_no_transaction_is_open_while_a_robot_is_asked(fresh_cast, monkeypatch):
    seen = []
    monkeypatch.setattr(
        outside, "post", lambda *_: (seen.append(connection.in_atomic_block), (200, b'{"errcode": 0}'))[1]
    )
    hooked(fresh_cast, "http://127.0.0.1:9/x")
    told()
    sort()
    send()
    assert seen == [False]
    assert promised().get().done_at


def test_while_it_is_told_nobody_else_tells_it(fresh_cast, monkeypatch):
    """Two workers, two promises, one robot: the second waits for its next turn and finds nothing left."""
    asked, go = threading.Event(), threading.Event()
    calls = []

    def slow(*_):
        calls.append(1)
        asked.set()
        go.wait(10)
        return 200, b'{"errcode": 0}'

    monkeypatch.setattr(outside, "post", slow)
    hooked(fresh_cast, "http://127.0.0.1:9/x")
    told()
    sort()
    first = promised().get()
    second = OutboxMessage.objects.create(task="core.hook", payload=first.payload, key="second", due_at=first.due_at)
    worker = threading.Thread(target=lambda: (deliver(first.pk), connection.close()))
    worker.start()
    asked.wait(10)
    again, other = deliver(first.pk), deliver(second.pk)
    go.set()
    worker.join()
    assert (again, other, len(calls)) == (False, False, 1)
    assert deliver(second.pk)
    assert len(calls) == 1


def test_a_turn_is_given_back_when_its_work_fails(transactional_db):
    with pytest.raises(ZeroDivisionError), alone("here") as mine:
        raise ZeroDivisionError(mine)
    with alone("here") as mine, transaction.atomic():
        assert mine


def test_a_name_nobody_answers_for_is_given_up_within_the_limit(cast, monkeypatch):
    monkeypatch.setattr(outside, "WHOLE", 0.3)
    over = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_a, **_k: over.wait(20))
    hooked(cast, "http://robot.example/x")
    told()
    sort()
    assert timed(send) < 5
    over.set()
    assert promised().get().attempts == 1
