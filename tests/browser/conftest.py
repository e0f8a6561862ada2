"""A real Chromium against a real server on the test database."""

import os

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests; Django's own database calls stay synchronous beside it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def desk_of(chromium, live_server):
    """`desk_of(user)` is a page on which that user is logged in."""
    contexts = []

    def page_of(user, *, width=1440, language="zh-hans", **more):
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale="zh-CN", **more)
        contexts.append(context)
        cookies = {settings.SESSION_COOKIE_NAME: _session(user), "language": language}
        context.add_cookies([{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()])
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda line: page.faults.append(line.text) if line.type == "error" else None)
        page.go = lambda path: page.goto(live_server.url + path)
        return page

    yield page_of
    for context in contexts:
        context.close()


@pytest.fixture
def at_desk(desk_of, fresh_cast):
    """`at_desk("county")` is a page on which that member of the cast is logged in."""
    return lambda name, **more: desk_of(fresh_cast.users[name], **more)


def _session(user):
    store = SessionStore()
    store["_auth_user_id"] = str(user.pk)
    store["_auth_user_backend"] = "core.signin.Backend"
    store["_auth_user_hash"] = user.get_session_auth_hash()
    store.create()
    return store.session_key
