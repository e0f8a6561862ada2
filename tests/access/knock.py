"""Knocking at a door without a browser: one request, its answer, and what it wrote."""

import copy
import re
import sys
from contextlib import contextmanager
from functools import lru_cache
from http.cookies import SimpleCookie
from unittest.mock import patch
from urllib.parse import quote

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.client import ClientHandler, FakePayload
from django.utils import timezone

from core.signin import Backend

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SAFE = ("GET", "HEAD")
_WRITES = re.compile(
    r'^\s*(?:WITH .*?)?(INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\s+(?:TABLE\s+)?"?(\w+)"?', re.I | re.S
)
HARMLESS = ("core_record", "django_session", "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog")


class Knocker:
    """Sends requests as anybody of the world, straight into the handler; keeps what was written and what broke."""

    def __init__(self, world, *, csrf=False, keep=False):
        self.keep = keep
        self.handler, self.factory = ClientHandler(enforce_csrf_checks=csrf), RequestFactory()
        self.cookies = {name: _cookie(world, name) for name in world.people}
        self.written, self.broken = [], None
        # whoever knocks is loaded once: here everything is taken back, so nobody's offices change between two knocks
        load = lru_cache(None)(Backend().get_user)
        self.user_of = lambda backend, pk: copy.copy(load(pk))

    def __call__(self, who, method, path, *, body=b"", kind="application/x-www-form-urlencoded", headers=None):
        """One answer. Whatever it changed is taken back, `written` names the tables."""
        environ = self.factory._base_environ(PATH_INFO=path.partition("?")[0], QUERY_STRING=path.partition("?")[2])
        environ |= {"REQUEST_METHOD": method, "CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(body))}
        environ |= {"wsgi.input": FakePayload(body), "HTTP_COOKIE": self.cookies.get(who, ""), **(headers or {})}
        self.written, self.broken = [], None
        with self._watched(), transaction.atomic():
            answer = self.handler(environ)
            transaction.set_rollback(method not in SAFE and not self.keep)
        return answer

    @contextmanager
    def _watched(self):
        got_request_exception.connect(self._note)
        with connection.execute_wrapper(self._watch), patch.object(Backend, "get_user", self.user_of):
            yield
        got_request_exception.disconnect(self._note)

    def _watch(self, execute, sql, params, many, context):
        match = _WRITES.match(sql)
        if match and match[2] not in HARMLESS:
            self.written.append(match[2])
        return execute(sql, params, many, context)

    def _note(self, sender, **kwargs):
        self.broken = sys.exc_info()[1]


def _cookie(world, name):
    """A session that was opened while the account still worked."""
    if name == "anonymous":
        return ""
    client = Client()
    client.force_login(world.users[name], backend="core.signin.Backend")
    session, moment = client.session, int(timezone.now().timestamp())
    session["began_at"] = session["seen_at"] = moment
    session.save()
    return SimpleCookie({settings.SESSION_COOKIE_NAME: session.session_key}).output(header="").strip()


def text_of(answer):
    """The body as text; workbooks unpacked."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] != b"PK":
        return body.decode("utf-8", "replace")
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(body)) as parcel:
        return "\n".join(parcel.read(name).decode("utf-8", "replace") for name in parcel.namelist())


_TOKENS = re.compile(r"\b[A-Za-z0-9]{64}\b|\b[0-9a-f]{32}\b")


def plain_of(answer, path):
    """The body without tokens and without its own address."""
    text = _TOKENS.sub("", text_of(answer))
    return text.replace(path, "HERE").replace(quote(path, safe=""), "HERE")
