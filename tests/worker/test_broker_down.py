"""The broker is dead: who confirms the day does not notice, and what follows from it happens when the broker is back."""

import http.client
import socket
from urllib.parse import urlencode

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from attendance.models import Day, Standing
from core.models import OutboxMessage
from tests.worker.processes import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def web(start):
    """The port of a real web server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = start("granian", "--interface", "wsgi", "--port", str(port), "config.wsgi:application")
    server.ready(lambda: answers(port))
    yield port
    server.kill()


def answers(port):
    try:
        return ask(port, "GET", "/login/").status == 200
    except OSError:
        return False


def ask(port, method, path, *, cookies=None, fields=None):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    line.request(method, path, urlencode(fields or {}), headers)
    return line.getresponse()


def cookies_of(user):
    client = Client()
    client.force_login(user, backend="core.signin.Backend")
    assert SESSION_KEY in client.session
    token = "a" * 32
    return {"zhucun": client.cookies["zhucun"].value, "csrf": token}


def test_a_day_is_confirmed_without_a_broker_and_judged_when_it_is_back(fresh_cast, web, worker, broker):
    worker()
    broker.kill()
    cookies = cookies_of(fresh_cast.users["clerk"])
    fields = {"first": "2026-07-20", "last": "2026-07-20", "span": "1", "csrfmiddlewaretoken": cookies["csrf"]}
    answer = ask(web, "POST", "/attendance/sheet/confirm/", cookies=cookies, fields=fields)
    assert (answer.status, Day.objects.count()) == (302, 3)
    assert OutboxMessage.objects.filter(done_at=None).exists()
    broker.start()
    until(lambda: relayed(broker) and Standing.objects.count() == 6)


def relayed(broker):
    """Ticks like a beat; the promise is due two seconds after the fact."""
    if broker.waiting() == 0:
        broker.send("core.relay")
    return True
