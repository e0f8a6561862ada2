"""A real web server in front of the test database, and a browser's way of talking to it."""

import http.client
import json
from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY
from django.test import Client

TOKEN = "a" * 32  # of the forms: in the cookie and in what is sent
FORM = "application/x-www-form-urlencoded"


def answers(port):
    """Whether the server is there."""
    try:
        return ask(port, "GET", "/login/").status == 200
    except OSError:
        return False


def ask(port, method, path, *, cookies=None, fields=None):
    """Sends a form."""
    return _send(port, method, path, cookies, urlencode(fields or {}), {"Content-Type": FORM}).getresponse()


def save(port, cookies, entries, key):
    """Sends cells of a month as the sheet does; the line comes back without waiting for the answer."""
    headers = {"Content-Type": "application/json", "X-CSRFToken": TOKEN, "Idempotency-Key": key}
    path = "/api/v1/month-sheet/?month=2026-07"
    return _send(port, "PATCH", path, cookies, json.dumps({"entries": entries}), headers)


def _send(port, method, path, cookies, body, headers):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    cookie = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    line.request(method, path, body, {"Cookie": cookie, **headers})
    return line


def cookies_of(user):
    """The cookies of a browser in which the user is logged in."""
    client = Client()
    client.force_login(user, backend="core.signin.Backend")
    assert SESSION_KEY in client.session
    return {"zhucun": client.cookies["zhucun"].value, "csrf": TOKEN}
