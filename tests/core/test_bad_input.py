"""Bad input: a clear answer with the right status, nothing half-written, typed text kept."""

import json

import pytest
from django.test import Client

from core.models import OnceKey, Record

TOKEN = {"label": "reports", "days": "30"}


def test_a_form_sent_twice_with_one_key_is_done_once(client_of):
    client = client_of("county")
    facts = {"to_username": "township", "until_on": "2026-08-01", "_once": "k1"}
    first, second = (client.post("/account/delegations/", facts) for _time in range(2))
    assert first.status_code == second.status_code == 302
    assert Record.objects.filter(verb="delegate").count() == 1


def test_another_form_under_the_same_key_is_409(client_of):
    client = client_of("county")
    client.post("/account/delegations/", {"to_username": "township", "until_on": "2026-08-01", "_once": "k1"})
    other = client.post("/account/delegations/", {"to_username": "clerk", "until_on": "2026-08-01", "_once": "k1"})
    assert other.status_code == 409


def test_a_token_is_never_kept_for_a_repetition(client_of):
    client = client_of("county")
    client.post("/account/tokens/", {**TOKEN, "_once": "k2"})
    assert [bytes(key.body) for key in OnceKey.objects.all()] == [b""]
    assert client.post("/account/tokens/", {**TOKEN, "_once": "k2"}).status_code == 409


def test_an_expired_session_keeps_the_typed_text(client):
    answer = client.post("/account/delegations/", {"to_username": "township", "until_on": "2026-08-01"})
    kept = json.loads(answer.context["kept"])
    assert answer.status_code == 401 or answer.context is None
    assert ["to_username", "township"] in kept["fields"]


def test_too_large_a_body_is_413(client_of):
    assert client_of("county").post("/language/", {"x": "a" * 6_000_000}).status_code == 413


@pytest.mark.parametrize("address", ["/divisions/?q=%00", "/divisions/?q=%ff%fe", "/api/v1/divisions/?q=%00"])
def test_nul_bytes_and_broken_utf8_are_400(client_of, address):
    assert client_of("county").get(address).status_code == 400


def test_a_tampered_form_is_403(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.users["county"], backend="core.signin.Backend")
    assert client.post("/account/tokens/", TOKEN).status_code == 403


@pytest.mark.parametrize(
    "address", ["/divisions/99/", "/policy/no.such/", "/users/999999999999999999/", "/holidays/2026-02-31/remove/"]
)
def test_what_is_not_there_is_404(client_of, address):
    client = client_of("sysadmin")
    assert (client.post if "remove" in address else client.get)(address).status_code == 404


def test_an_unknown_filter_is_a_problem_document(client_of):
    answer = client_of("county").get("/api/v1/divisions/?colour=red")
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")


def test_an_anonymous_machine_is_401(client, db):
    assert client.get("/api/v1/me/").status_code == 401
