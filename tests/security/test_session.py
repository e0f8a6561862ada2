"""What ends a session's power works with the very next request (A7); five failures lock (A10)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import ApiToken, Record
from core.tokens import fresh_token
from tests.cast import PASSWORD, TODAY


@pytest.fixture
def officer(cast):
    cast.users["county"].set_password(PASSWORD)
    cast.users["county"].save()
    return cast.users["county"]


@pytest.fixture
def browser(officer):
    client = Client()
    answer = client.post("/login/", {"username": "county", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/cadres/").status_code == 200
    return client


@pytest.fixture
def machine(cast):
    token, digest = fresh_token()
    soon = timezone.now() + timedelta(days=1)
    ApiToken.objects.create(appointment=cast.appointments["county"], label="x", digest=digest, expires_at=soon)
    return lambda: Client().get("/api/v1/nominations/", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_disabled_account_is_out_at_once(browser, officer):
    officer.is_active = False
    officer.save()
    assert browser.get("/cadres/")["Location"].startswith("/login/")


def test_a_disabled_accounts_token_is_dead_at_once(machine, officer):
    assert machine() == 200
    officer.is_active = False
    officer.save()
    assert machine() == 401


def test_an_ended_appointment_opens_nothing_any_more(cast, browser):
    type(cast.appointments["county"]).objects.filter(user=cast.users["county"]).update(
        until_on=TODAY - timedelta(days=1)
    )
    assert browser.get("/cadres/").status_code == 403


def test_an_ended_appointments_token_is_dead_at_once(cast, machine):
    assert machine() == 200
    type(cast.appointments["county"]).objects.filter(user=cast.users["county"]).update(
        until_on=TODAY - timedelta(days=1)
    )
    assert machine() == 401


def test_a_moved_scope_shows_the_new_place_only(cast, browser):
    assert "外县壬" not in browser.get("/cadres/").content.decode()
    held = cast.appointments["county"]
    held.division = cast.places["630202"]
    held.save()
    page = browser.get("/cadres/").content.decode()
    assert "外县壬" in page
    assert "队长甲" not in page


def test_a_new_password_ends_the_other_sessions(browser, officer):
    other = Client()
    other.post("/login/", {"username": "county", "password": PASSWORD})
    new = {"old": PASSWORD, "new": "Quite-another-1", "again": "Quite-another-1"}
    assert browser.post(reverse("password"), new).status_code == 302
    assert browser.get("/cadres/").status_code == 200
    assert other.get("/cadres/").status_code == 302


def test_logging_out_kills_the_session_itself(browser):
    key = browser.cookies["zhucun"].value
    assert browser.post("/logout/").status_code == 302
    thief = Client()
    thief.cookies["zhucun"] = key
    assert thief.get("/cadres/").status_code == 302


def test_logging_in_changes_the_session_key(officer):
    client = Client()
    client.cookies["zhucun"] = "a" * 32
    client.post("/login/", {"username": "county", "password": PASSWORD})
    assert client.cookies["zhucun"].value != "a" * 32


def test_idle_and_absolute_life(browser, settings):
    session = browser.session
    assert session.get_expiry_age() <= 1800
    session["began_at"] = session["began_at"] - 12 * 3600 - 5
    session.save()
    assert browser.get("/cadres/").status_code == 302


def test_five_failures_lock_even_the_right_password(officer):
    client = Client()
    tries = [client.post("/login/", {"username": "county", "password": "wrong"}).status_code for _ in range(5)]
    assert tries[:4] == [422] * 4
    answer = client.post("/login/", {"username": "county", "password": PASSWORD})
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert Record.objects.filter(verb="login", result="denied").exists()


def test_a_forged_address_does_not_unlock(officer):
    client = Client()
    for number in range(6):
        forged = {"X-Forwarded-For": f"10.0.0.{number}"}
        answer = client.post("/login/", {"username": "COUNTY", "password": "wrong"}, headers=forged)
    assert answer.status_code == 429


def test_an_unknown_name_and_a_wrong_password_sound_alike(officer):
    texts = []
    for username in ("county", "nobodyatall"):
        answer = Client().post("/login/", {"username": username, "password": "wrong"})
        texts.append(answer.content.decode().replace(username, "").split("<form", 2)[-1].split("csrf")[0])
    assert texts[0] == texts[1]
