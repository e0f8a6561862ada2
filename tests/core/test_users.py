"""Accounts and offices: who opens them, and that nobody grants beyond what they hold."""

from datetime import date

import pytest

from core.models import Appointment, Record, User
from core.offices import Office

LENGTHS = {"630222": "county", "6302": "prefecture", "63": "province", "630222100": "township"}


def facts(office="county", division="630222", **more):
    return {"office": office, "division": division, "from_on": "2026-07-20", **more}


def admin_of(cast, code):
    held = cast.appointments["sysadmin"]
    held.division = cast.places[code]
    held.save()


def test_a_new_user_gets_a_one_time_password_shown_once(cast, client_of):
    answer = client_of("sysadmin").post("/users/new/", {"username": "Zhang.San", "name": "张三", **facts()})
    password = answer.context["password"]
    made = User.objects.get(username="zhang.san")
    assert made.check_password(password)
    assert made.password_set_on is None
    assert password not in str(list(Record.objects.values_list("details", "note")))


def test_a_taken_user_name_is_refused_whatever_its_case(client_of):
    answer = client_of("sysadmin").post("/users/new/", {"username": "COUNTY", "name": "某", **facts()})
    assert answer.status_code == 422
    assert "username" in answer.context["form"].errors


@pytest.mark.parametrize(("office", "division"), [("county", "6302"), ("township", "630222"), ("province", "6302")])
def test_an_office_sits_only_at_its_own_level(client_of, office, division):
    answer = client_of("sysadmin").post("/users/new/", {"username": "lisi", "name": "李四", **facts(office, division)})
    assert answer.status_code == 422
    assert not User.objects.filter(username="lisi").exists()


@pytest.mark.parametrize("home", ["630222", "6302", "630202"])
@pytest.mark.parametrize("place", LENGTHS)
def test_nobody_grants_beyond_their_own_area(cast, client_of, home, place):
    admin_of(cast, home)
    answer = client_of("sysadmin").post(
        "/users/new/", {"username": "lisi", "name": "李四", **facts(LENGTHS[place], place)}
    )
    assert (answer.status_code == 200) == place.startswith(home)


def test_accounts_of_another_area_are_not_found(cast, client_of):
    admin_of(cast, "630202")
    client = client_of("sysadmin")
    pk = cast.users["county"].pk
    assert [client.get(f"/users/{n}/").status_code for n in (pk, 10**9)] == [404, 404]


def test_an_account_with_a_higher_office_is_not_lent_by_a_new_password(cast, client_of):
    admin_of(cast, "630222")
    higher = cast.users["county"]
    Appointment.objects.create(
        user=higher, office=Office.PROVINCE, division=cast.places["63"], from_on=date(2026, 1, 1)
    )
    assert client_of("sysadmin").post(f"/users/{higher.pk}/reset/").status_code == 403


def test_nobody_appoints_themselves(cast, client_of):
    me = cast.users["sysadmin"].pk
    assert client_of("sysadmin").post(f"/users/{me}/appoint/", facts()).status_code == 422
    assert Appointment.objects.filter(user=me).count() == 1


def test_an_ended_appointment_opens_nothing_with_the_next_request(cast, client_of):
    county = client_of("county")
    assert county.get("/divisions/").status_code == 200
    client_of("sysadmin").post(f"/appointments/{cast.appointments['county'].pk}/end/")
    assert county.get("/divisions/").status_code == 403


def test_disabling_shuts_every_session(cast, client_of):
    county = client_of("county")
    client_of("sysadmin").post(f"/users/{cast.users['county'].pk}/active/", {"active": "0"})
    assert county.get("/divisions/").status_code == 302


@pytest.mark.parametrize("office", ["county", "auditor", "province", "cadre"])
def test_only_the_system_administrator_enters(client_of, office):
    assert client_of(office).get("/users/").status_code == 403


def test_the_list_costs_the_same_for_one_and_for_many(cast, client_of, django_assert_max_num_queries):
    client = client_of("sysadmin")
    for query in ("?q=auditor", ""):
        with django_assert_max_num_queries(10):
            assert client.get("/users/" + query).status_code == 200


def test_a_page_shows_offices_and_costs_few_queries(cast, client_of, django_assert_max_num_queries):
    client = client_of("sysadmin")
    with django_assert_max_num_queries(12):
        answer = client.get(f"/users/{cast.users['county'].pk}/")
    assert "民和" in answer.content.decode()
