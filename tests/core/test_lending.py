"""Delegations and tokens: lent for a time, never lent on, shut at once."""

from datetime import date

import pytest

from core.models import ApiToken, Appointment


def lend(client, to="township", until="2026-08-01"):
    return client.post("/account/delegations/", {"to_username": to, "until_on": until})


def lent(cast):
    return Appointment.objects.get(given_by=cast.appointments["county"])


def test_a_colleague_inside_the_area_may_act_until_the_day(cast, client_of):
    assert lend(client_of("county")).status_code == 302
    row = lent(cast)
    assert (row.user.username, row.until_on, row.office) == ("township", date(2026, 8, 1), "county")


@pytest.mark.parametrize("to", ["county2", "province", "nobody", "county"])
def test_nobody_outside_the_area_nor_oneself_is_lent_to(client_of, to):
    assert lend(client_of("county"), to).status_code == 422


@pytest.mark.parametrize("until", ["2026-07-19", "2027-07-20"])
def test_the_end_lies_between_today_and_half_a_year(client_of, until):
    assert lend(client_of("county"), until=until).status_code == 422


@pytest.mark.parametrize("office", ["cadre", "sysadmin", "auditor"])
def test_some_offices_are_never_lent(client_of, office):
    assert lend(client_of(office)).status_code == 422


def test_what_was_lent_is_not_lent_on(cast, client_of):
    lend(client_of("county"))
    client = client_of("township")
    client.post("/account/act-as/", {"appointment": lent(cast).pk})
    assert lend(client, "clerk").status_code == 422


def test_taking_it_back_works_with_the_next_request(cast, client_of):
    county, colleague = client_of("county"), client_of("township")
    lend(county)
    colleague.post("/account/act-as/", {"appointment": lent(cast).pk})
    assert colleague.get("/divisions/").wsgi_request.actor.office == "county"
    county.post(f"/account/delegations/{lent(cast).pk}/end/")
    assert colleague.get("/divisions/").wsgi_request.actor.office == "township"


def test_only_the_lender_takes_it_back(cast, client_of):
    lend(client_of("county"))
    assert client_of("county_b").post(f"/account/delegations/{lent(cast).pk}/end/").status_code == 404


def made_token(client, days=30):
    return client.post("/account/tokens/", {"label": "reports", "days": days}).context["made"]


def test_a_token_is_shown_once_and_opens_the_machine_interface(client_of, client):
    token = made_token(client_of("county"))
    answer = client.get("/api/v1/me/", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["acting"]["office"] == "county"
    assert token not in client_of("county").get("/account/tokens/").content.decode()


def test_a_token_lives_ninety_days_at_most(client_of):
    assert made_token(client_of("county"), days=91) is None
    assert ApiToken.objects.count() == 0


def test_a_revoked_token_is_401_with_the_next_request(client_of, client):
    county = client_of("county")
    token = made_token(county)
    county.post(f"/account/tokens/{ApiToken.objects.get().pk}/revoke/")
    answer = client.get("/api/v1/me/", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_nobody_revokes_the_token_of_someone_else(client_of):
    made_token(client_of("county"))
    assert client_of("county_b").post(f"/account/tokens/{ApiToken.objects.get().pk}/revoke/").status_code == 404
