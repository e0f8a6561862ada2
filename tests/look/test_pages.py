"""The frame, the error pages and the log-in page."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from core.errors import MESSAGES, csrf_failure
from core.signin import login_keeping_text

ROOT = Path(__file__).resolve().parents[2]
SHARED = [*(ROOT / "templates").glob("*.html"), *(ROOT / "templates/errors").glob("*.html")]
PARTS = "".join(path.read_text() for path in sorted((ROOT / "locale/parts").glob("*.po")))


@pytest.mark.parametrize("status", MESSAGES)
def test_an_error_page_needs_no_request_and_no_database(status):
    with override("zh-hans"):
        page = render_to_string(f"errors/{status}.html", {"status": status, "message": str(MESSAGES[status])})
    assert str(status) in page
    assert 'id="error-message"' in page


@pytest.mark.parametrize("path", SHARED, ids=lambda path: path.name)
def test_every_sentence_of_the_frame_has_its_chinese(path):
    said = re.findall(r'{% translate "([^"]+)"|\b_\("([^"]+)"\)', path.read_text())
    assert [text for pair in said for text in pair if text and f'msgid "{text}"' not in PARTS] == []


@pytest.fixture
def late_post(rf):
    """The page answered to a form that came in after its session had ended."""

    def posted(**fields):
        request = rf.post("/somewhere/", fields)
        request.actor, request.appointments = None, []
        return login_keeping_text(request).content.decode()

    return posted


def test_htmx_may_neither_evaluate_nor_remember(late_post):
    page = late_post()
    assert '"allowEval":false' in page
    assert '"historyCacheSize":0' in page
    assert '"allowScriptTags":false' in page


def test_the_log_in_page_carries_typed_text(late_post):
    page = late_post(note="<三户>")
    assert 'name="_kept"' in page
    assert "&lt;三户&gt;" in page


def test_the_log_in_page_never_carries_a_password(late_post):
    assert "geheim" not in late_post(new_password="geheim")


def test_no_shared_style_reaches_outside():
    css = "".join(path.read_text() for path in (ROOT / "static/css").glob("*.css"))
    assert "http" not in css
    assert "@import" not in css


def test_a_form_that_is_out_of_date_is_told_so(rf):
    request = rf.post("/login/")
    request.actor, request.appointments = None, []
    answer = csrf_failure(request)
    assert answer.status_code == 403
    assert "表单已失效" in answer.content.decode() or "out of date" in answer.content.decode()
