"""Forged, foreign and broken requests (B8), and what stands on every answer (D9)."""

import pytest
from django.test import Client

from core.checks import doors
from tests.access import objects, world
from tests.access.knock import Knocker, text_of
from tests.security.everywhere import addresses

FOREIGN = [
    "https://evil.example/", "//evil.example/", "///evil.example", "http:evil.example", "https:/evil.example",
    "\\\\evil.example", "/\\evil.example", "\t//evil.example", "javascript:alert(1)", "data:text/html,x",
    "http://testserver@evil.example/", "//testserver:80@evil.example", "https://testserver.evil.example",
    "/\t/evil.example", "%2f%2fevil.example", " https://evil.example", "ftp://evil.example", "http://[::1", "//", "evil.example",
]  # fmt: skip
HOSTS = [
    "evil.example", "testserver.evil.example", "localhost.evil.example", "evil.example:80", "127.0.0.1.evil.example",
    "localhost@evil.example", "[::2]", "localhost evil", "localhost,evil.example", "0.0.0.0",
]  # fmt: skip


@pytest.fixture
def populated(cast):
    return world.build(cast)


def test_no_write_passes_without_the_csrf_token(populated):
    knock, passed = Knocker(populated, csrf=True), []
    for name, path, methods in addresses(populated):
        for method in set(methods) - {"GET"}:
            answer = knock("county", method, path)
            passed += (
                [f"{method} {name}: {answer.status_code}"]
                if answer.status_code not in (401, 403) or knock.written
                else []
            )
    assert passed == []


def test_a_foreign_origin_is_refused_with_a_token(populated, client_of):
    client = client_of("county", enforce_csrf_checks=True)
    page = client.get("/").content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    post = {"csrfmiddlewaretoken": token, "language": "en"}
    assert client.post("/language/", post, headers={"Origin": "http://testserver"}).status_code == 302
    assert client.post("/language/", post, headers={"Origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize("after", FOREIGN)
def test_nobody_is_sent_away_from_the_site(cast, after):
    client = Client()
    page = client.get("/login/", {"next": after}).content.decode()
    assert 'name="next"' not in page.split('action="/login/"')[1].split("</form>")[0]
    answer = client.post("/language/", {"language": "en", "next": after})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("host", HOSTS)
def test_a_foreign_host_is_refused(cast, settings, host):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    assert Client().get("/login/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("trick", [{"X-HTTP-Method-Override": "DELETE"}, {"X-Method-Override": "PUT"}])
def test_a_method_in_a_header_changes_nothing(cast, client_of, trick):
    answer = client_of("county").post("/cadres/", {"_method": "DELETE"}, headers=trick)
    assert answer.status_code == 405


def test_every_answer_bears_its_headers(populated):
    knock, lacking = Knocker(populated), []
    for name, path, _methods in addresses(populated):
        for who in ("county", "anonymous", "unit3"):
            lacking += [f"{name} as {who}: {fault}" for fault in _lacks(knock(who, "GET", path))]
    assert lacking == []


def _lacks(answer):
    policy = answer.get("Content-Security-Policy", "")
    sound = {
        "csp": "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy,
        "no-store": "no-store" in answer.get("Cache-Control", ""),
        "nosniff": answer.get("X-Content-Type-Options") == "nosniff",
        "referrer": answer.get("Referrer-Policy") == "same-origin",
        "permissions": "geolocation=()" in answer.get("Permissions-Policy", ""),
        "frames": answer.get("X-Frame-Options") == "DENY",
        "vary": "HX-Request" in answer.get("Vary", ""),
    }
    return [name for name, fine in sound.items() if not fine]


def test_pages_carry_no_inline_script_or_style(populated):
    knock, found = Knocker(populated), []
    for name, path, _methods in addresses(populated):
        answer = knock("county", "GET", path)
        body = text_of(answer) if "text/html" in answer.get("Content-Type", "") else ""
        found += [name for mark in ("<script>", " style=", " onclick=", "javascript:") if mark in body]
    assert found == []


BROKEN = [(b"\xff\xfe", 400), (b"a=%00", 400), (b"a=%ff", 400), (b"a=" + b"x" * (6 * 1024 * 1024), 413)]


@pytest.mark.parametrize(("body", "status"), BROKEN, ids=["utf8", "nul", "percent", "large"])
def test_broken_bodies_are_told_plainly_everywhere(populated, body, status):
    knock, wrong = Knocker(populated), []
    for name, path, methods in addresses(populated):
        for method in sorted(set(methods) - {"GET"}):
            answer = knock("county", method, path, body=body)
            wrong += [f"{name}: {answer.status_code}"] if answer.status_code != status or knock.written else []
    assert wrong == []


@pytest.mark.parametrize("query", ["?q=%00", "?q=%ff%fe", "?area=%c0%ae"])
def test_broken_addresses_are_told_plainly_everywhere(populated, query):
    knock = Knocker(populated)
    wrong = [name for name, path, _m in addresses(populated) if knock("county", "GET", path + query).status_code != 400]
    assert wrong == []


def test_fifty_megabytes_are_refused_before_they_are_read(cast, client_of):
    huge = {"CONTENT_LENGTH": str(50 * 1024 * 1024)}
    answer = client_of("unit").generic("POST", "/nominations/new/", b"x", **huge)
    assert answer.status_code == 413
    assert "413" in answer.content.decode()


def test_every_address_is_among_those_tried(populated):
    assert {name for name, *_ in addresses(populated)} == objects.routes().keys() == {c.door.name for _, c in doors()}
