"""Logging in and out, acting offices, language, passwords."""

import pytest
from django.test import Client

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "Bai-yun-2027?"


def with_password(cast, name="county"):
    user = cast.users[name]
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(client, name, password=PASSWORD, **more):
    return client.post("/login/", {"username": name, "password": password, **more})


def test_the_right_password_opens_the_house(cast, client):
    with_password(cast)
    answer = log_in(client, "COUNTY")
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_wrong_password_is_422_and_says_so(cast, client):
    with_password(cast)
    assert log_in(client, "county", "wrong").status_code == 422


def test_five_failures_rest_the_account_whatever_the_case(cast, client):
    with_password(cast)
    names = ("county", "County", "cOunty", "COUNTY", "countY")
    statuses = [log_in(client, name, "wrong").status_code for name in names]
    assert statuses[0] == 422
    assert log_in(client, "county").status_code == 429


def test_a_disabled_account_does_not_open(cast, client):
    user = with_password(cast)
    user.is_active = False
    user.save()
    assert log_in(client, "county").status_code == 422


def test_next_leads_only_to_this_site(cast, client):
    with_password(cast)
    assert log_in(client, "county", next="https://elsewhere.example/")["Location"] == "/"
    assert log_in(Client(), "county", next="//elsewhere.example/")["Location"] == "/"


def test_logging_out_ends_the_session(client_of):
    client = client_of("county")
    assert client.post("/logout/").status_code == 302
    assert client.get("/divisions/").status_code == 302


def test_logging_out_is_a_post(client_of):
    assert client_of("county").get("/logout/").status_code == 405


def test_language_is_kept_in_a_cookie(client):
    answer = client.post("/language/", {"language": "en", "next": "/login/"})
    assert answer["Location"] == "/login/"
    assert b"Log in" in client.get("/login/").content


def test_an_unknown_language_changes_nothing(client):
    assert "language" not in client.post("/language/", {"language": "../x"}).cookies


def test_a_person_with_two_appointments_acts_in_the_one_chosen(cast, client_of):
    cast.appointments["clerk2"].pk = None
    cast.appointments["clerk2"].user = cast.users["county"]
    cast.appointments["clerk2"].save()
    client = client_of("county")
    client.post("/account/act-as/", {"appointment": cast.appointments["clerk2"].pk})
    assert client.get("/divisions/").wsgi_request.actor.office == "clerk"


def test_nobody_acts_in_an_appointment_of_someone_else(cast, client_of):
    other = cast.appointments["province"].pk
    assert client_of("county").post("/account/act-as/", {"appointment": other}).status_code == 404


def test_changing_the_password_keeps_this_session_and_ends_others(cast, client):
    with_password(cast)
    log_in(client, "county")
    other = Client()
    log_in(other, "county")
    answer = client.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert answer.status_code == 302
    assert client.get("/divisions/").status_code == 200
    assert other.get("/divisions/").status_code == 302


def test_a_weak_password_is_refused(cast, client):
    with_password(cast)
    log_in(client, "county")
    answer = client.post("/account/password/", {"old": PASSWORD, "new": "short", "again": "short"})
    assert answer.status_code == 422


def test_a_wrong_old_password_changes_nothing(cast, client_of):
    answer = client_of("county").post("/account/password/", {"old": "x", "new": NEW, "again": NEW})
    assert answer.status_code == 422


def test_a_password_set_by_an_administrator_must_be_changed_first(cast, client_of):
    cast.users["county"].password_set_on = None
    cast.users["county"].save()
    client = client_of("county")
    assert client.get("/divisions/")["Location"] == "/account/password/"
    assert client.get("/api/v1/me/").status_code == 403
    assert client.get("/account/password/").status_code == 200


def test_somebody_without_an_appointment_can_only_leave_or_change_the_password(client_of):
    client = client_of("nobody")
    assert client.get("/divisions/").status_code == 403
    assert client.get("/account/password/").status_code == 200
    assert client.post("/logout/").status_code == 302


def test_a_disabled_user_is_out_with_the_next_request(cast, client_of):
    client = client_of("county")
    assert client.get("/divisions/").status_code == 200
    cast.users["county"].is_active = False
    cast.users["county"].save()
    assert client.get("/divisions/").status_code == 302
