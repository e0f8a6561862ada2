"""Every step of the guides in the real application, in the demonstration; `GUIDES=write` keeps the pictures."""

import base64
import os

import pytest
from django.core.management import call_command
from django.utils.translation import gettext, override
from playwright.sync_api import expect

from core.models import User
from tests import guides
from tests.cast import TODAY

pytestmark = pytest.mark.django_db(transaction=True)
WRITES = os.environ.get("GUIDES") == "write"
LANGUAGES = tuple(guides.FOLDERS) if WRITES else ("zh-hans",)


@pytest.fixture
def desks(transactional_db, desk_of):
    """`desks(office, language)`: the demonstration, open before the member of its cast who holds the office."""
    call_command("flush", interactive=False, verbosity=0)
    call_command("load_demo", scale="township", on=TODAY, verbosity=0)
    return lambda office, language: desk_of(User.objects.get(username=office.value), width=1280, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_of_the_guides_can_be_walked(desks, language):
    pages = {office: desks(office, language) for office in guides.WALKS}
    for name, (office, view) in guides.views().items():
        _walk(pages[office], view, language)
        _keep(name, language, _picture(pages[office]))
    assert {office: page.faults for office, page in pages.items() if page.faults} == {}


def _walk(page, view, language):
    assert page.go(view.path).status == 200, view.path
    if view.inside:
        with page.expect_navigation():
            page.locator("main tbody th a").first.click()
    with override(language):
        for word in view.words:
            named = page.locator("h1, h2, nav a, main a, main button, main summary").filter(has_text=gettext(word))
            expect(named.first).to_be_visible()


def _picture(page):
    """What the window shows, small enough to be kept: Chromium itself writes WebP, Playwright's own call does not."""
    if WRITES:  # charts have come to rest
        page.wait_for_load_state("networkidle")
    session = page.context.new_cdp_session(page)
    shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": 60})
    session.detach()
    return base64.b64decode(shot["data"])


def _keep(name, language, picture):
    assert picture[8:12] == b"WEBP"
    if WRITES:
        path = guides.PICTURES / guides.FOLDERS[language] / f"{name}.webp"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture)
