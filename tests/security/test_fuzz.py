"""Nonsense in every query name, every form field and every JSON key: told plainly, never a 500, never reflected raw (B1, B9)."""

import json
import time
from urllib.parse import urlencode

import pytest

from tests.access import world
from tests.access.counting import count
from tests.access.knock import Knocker, text_of
from tests.security import nonsense
from tests.security.everywhere import addresses

READS_NO_BODY = (
    "api-notice-read",
    "api-import-check",
    "api-matching-accept",
    "api-matching-discard",
    "api-round-close",
    "api-training-certify",
    "api-asked-form-end",
    "api-message-again",
    "api-webhook-remove",
    "api-webhook-try",
)
TOLD = {400, 403, 404, 409, 415, 422}  # 409: the case has moved on; 415: the address takes files
SECONDS = 18  # for each of the three ways in
PEOPLE = ("county", "unit", "township", "clerk", "prefecture", "province", "sysadmin", "auditor", "cadre", "leadership")


@pytest.fixture
def populated(cast):
    return world.build(cast)


def rounds(populated):
    """(random numbers, person, name, path, methods) of addresses that open to the person, until the time is up."""
    places = list(addresses(populated))
    ends, turn = time.monotonic() + SECONDS, 0
    while time.monotonic() < ends:
        turn += 1
        for name, path, methods in places:
            yield nonsense.dice(f"{turn} {name}"), _who(populated, name, turn), name, path, methods
            if time.monotonic() > ends:
                return


def _who(populated, name, turn):
    from core.access import DOORS

    able = [who for who in PEOPLE if DOORS[name].admits(None) or populated.people[who].office in DOORS[name].offices]
    return able[turn % len(able)] if able else "county"


def _fault(answer, knock, told):
    if answer.status_code >= 500 and "healthz" not in told:
        return f"{answer.status_code} {knock.broken!r:.300} {told:.1500}"
    html = "text/html" in answer.get("Content-Type", "")
    if html and nonsense.REFLECTED in text_of(answer):
        return f"reflected: {told:.1500}"
    return None


def test_no_query_breaks_a_page(populated):
    knock, names, faults = Knocker(populated), nonsense.query_names(), []
    for rng, who, name, path, _methods in rounds(populated):
        query = {key: nonsense.value(rng, key) for key in rng.sample(names, 3)}
        htmx = {"HTTP_HX_REQUEST": "true"} if rng.random() < 0.2 else {}
        answer = knock(who, "GET", f"{path}?{urlencode(query)}", headers=htmx)
        count("nonsense values", 3)
        faults.append(_fault(answer, knock, f"GET {name} as {who} {query}"))
    assert not any(faults), "\n".join(filter(None, faults))[:6000]


def test_no_form_breaks_a_page(populated):
    knock, names, faults = Knocker(populated), nonsense.field_names(), []
    for rng, who, name, path, methods in rounds(populated):
        if "POST" in methods and "/api/" not in path:
            said = {key: nonsense.value(rng, key) for key in rng.sample(names, 25)} | _near(rng, populated)
            answer = knock(who, "POST", path, body=urlencode(said, errors="replace").encode())
            count("nonsense values", len(said))
            faults.append(_fault(answer, knock, f"POST {name} as {who} {said}"))
    assert not any(faults), "\n".join(filter(None, faults))[:6000]


def _near(rng, populated):
    """Fields named after rows, as sheets and bulk lists send them."""
    number, day = (
        rng.choice([1, 0, 10**17, populated.things["posting"][0].pk]),
        rng.choice(["20260230", "20260720", "x"]),
    )
    case = rng.choice([populated.things["assessment"][0].pk, 7, "x"])
    keys = [
        f"s-{number}-{day}",
        f"n-{number}-{day}",
        f"v-{number}-{day}",
        f"reason-{number}-{day}",
        f"grade-{case}",
        f"pick-{case}",
    ]
    return {key: rng.choice([*nonsense.NAUGHTY, "excellent", "leave"]) for key in keys}


def test_no_json_breaks_the_machine_interface(populated):
    knock, names, faults = Knocker(populated), nonsense.json_names(), []
    for rng, who, name, path, methods in rounds(populated):
        for method in sorted({"POST", "PUT", "DELETE"} & set(methods) if "/api/" in path else ()):
            said = {key: rng.choice(nonsense.JSONISH) for key in rng.sample(names, min(25, len(names)))}
            said = rng.choice([said, said, said, [said], "x", None, 7])
            answer = knock(who, method, path, body=json.dumps(said).encode(), kind="application/json")
            count("nonsense values", 25)
            faults.append(_fault(answer, knock, f"{method} {name} as {who} {said}"))
    assert not any(faults), "\n".join(filter(None, faults))[:6000]


@pytest.mark.parametrize(
    "body", [b"{", b"", b"[", b'{"a":1e999}', b'"\\ud800"', b"\xc3\x28", b"{" * 9000, b"[" * 100000]
)
def test_broken_json_is_told_plainly(populated, body):
    knock, faults = Knocker(populated), []
    for name, path, methods in addresses(populated):
        for method in sorted({"POST", "PUT"} & set(methods) if "/api/" in path else ()):
            answer = knock("county", method, path, body=body, kind="application/json")
            fine = TOLD | ({200, 202, 204} if name in READS_NO_BODY or not body else set())
            faults += [f"{name}: {answer.status_code} {knock.broken!r:.200}"] if answer.status_code not in fine else []
    assert not faults, "\n".join(faults)
