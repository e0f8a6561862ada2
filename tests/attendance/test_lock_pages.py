"""The page of locks: the county writes, townships and offices above read; machines do the same."""

from datetime import date

import pytest
from django.urls import reverse

from attendance.actions import Entry, confirm_days, lock_months
from attendance.closing import months_of
from attendance.models import MonthLock
from tests.cast import TODAY

LOCK = {"year": "2026", "month": ["5", "6"], "reason": "年度考核", "verb": "lock"}


def locked():
    return list(MonthLock.objects.open().values_list("area", "month").order_by("month"))


def test_the_county_locks_the_ticked_months(client_of):
    client_of("county").post(reverse("lock-months"), LOCK)
    assert locked() == [("630222", 5), ("630222", 6)]


def test_the_county_locks_a_year_in_one_action(client_of):
    client_of("county").post(reverse("lock-months"), {"year": "2025", "whole": "1", "reason": "考核", "verb": "lock"})
    assert len(locked()) == 12


def test_the_county_unlocks_with_a_reason(cast, client_of):
    lock_months(2026, [5, 6], "考核", by=cast.actors["county"], on=TODAY)
    client_of("county").post(reverse("lock-months"), {**LOCK, "month": "5", "verb": "unlock"})
    assert locked() == [("630222", 6)]


@pytest.mark.parametrize("without", ["month", "reason"])
def test_what_is_missing_is_said_and_what_was_typed_stays(client_of, without):
    answer = client_of("county").post(reverse("lock-months"), {**LOCK, without: ""})
    page = answer.content.decode()
    kept = 'value="年度考核"' if without == "month" else 'value="6" checked'
    assert (answer.status_code, kept in page, locked()) == (422, True, [])


def test_a_month_that_is_not_over_is_refused_on_the_page(client_of):
    answer = client_of("county").post(reverse("lock-months"), {**LOCK, "month": "7"})
    assert (answer.status_code, "2026-07" in answer.content.decode()) == (422, True)


def test_locking_again_is_told_as_a_conflict(client_of):
    client = client_of("county")
    client.post(reverse("lock-months"), LOCK)
    assert client.post(reverse("lock-months"), {**LOCK, "_once": "2"}).status_code == 409


@pytest.mark.parametrize("who", ["clerk", "township", "leadership", "prefecture", "province"])
def test_others_see_the_lock_and_cannot_set_it(cast, client_of, who):
    lock_months(2026, [6], "仅供考核", by=cast.actors["county"], on=TODAY)
    client = client_of(who)
    assert "仅供考核" in client.get(reverse("locks"), {"year": 2026, "area": "630222"}).content.decode()
    assert client.post(reverse("lock-months"), LOCK).status_code == 403


def test_a_neighbour_sees_nothing_of_it(cast, client_of):
    lock_months(2026, [6], "仅供考核", by=cast.actors["county"], on=TODAY)
    assert "仅供考核" not in client_of("county2").get(reverse("locks")).content.decode()


def test_the_province_sees_its_counties(cast, client_of):
    lock_months(2026, [6], "考核", by=cast.actors["county"], on=TODAY)
    page = client_of("province").get(reverse("locks")).content.decode()
    assert "area=630222" in page


def test_a_month_counts_posting_days_and_confirmed_ones(cast):
    days = [Entry(cast.postings["first"].pk, date(2026, 6, day), "in_village") for day in (1, 2)]
    confirm_days(days, by=cast.actors["clerk"], on=TODAY)
    june = months_of(cast.actors["county"], "630222", 2026, TODAY)[5]
    assert (june.people_days, june.confirmed, june.unconfirmed) == (90, 2, 88)


def test_the_running_month_counts_up_to_today_only(cast):
    july = months_of(cast.actors["county"], "630222", 2026, TODAY)[6]
    assert (july.people_days, july.over) == (60, False)


def test_the_clerk_is_told_on_the_sheet(cast, client_of):
    lock_months(2026, [6], "仅供考核", by=cast.actors["county"], on=TODAY)
    span = {"first": "2026-06-01", "last": "2026-06-02", "span": "1"}
    answer = client_of("clerk").post(reverse("sheet-confirm"), span)
    assert (answer.status_code, "仅供考核" in answer.content.decode()) == (422, True)


def test_machines_lock_list_and_unlock(client_of):
    client, address = client_of("county"), reverse("api-locks")
    body = {"year": 2026, "months": [6], "reason": "考核"}
    assert client.post(address, body, content_type="application/json").json() == {"months": [6]}
    assert client.get(address).json()["months"][5]["locked"] is True
    assert client.delete(address, body, content_type="application/json").json() == {"months": [6]}
    assert client.get(address).json()["history"][0]["unlock_reason"] == "考核"


def test_a_machine_of_the_province_names_the_county(client_of):
    client = client_of("province")
    assert client.get(reverse("api-locks")).status_code == 422
    assert client.get(reverse("api-locks"), {"area": "630222"}).status_code == 200


def test_the_page_needs_few_queries(client_of, django_assert_max_num_queries):
    client = client_of("county")
    client.get(reverse("locks"))
    with django_assert_max_num_queries(11):
        client.get(reverse("locks"))
