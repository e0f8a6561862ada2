"""Two officers of one unit at the same moment: one nomination for a seat, one for a cadre, one place in a pool."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Appointment
from selection.models import Nomination, PoolMember, Round
from tests import cast as casting
from tests.selection.test_nominating import line, shared
from tests.selection.test_pool import lines
from tests.selection.test_races import at_once
from tests.selection.test_thread import proposal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officers(fresh_cast):
    """Six officers of the same unit."""
    users = [fresh_cast.users["unit"]]
    for number in range(5):
        users.append(casting._user(f"unit_{number}"))
        held = {"unit": fresh_cast.units["海东市水务局"], "office": "unit", "from_on": date(2025, 1, 1)}
        Appointment.objects.create(user=users[-1], **held)
    clients = [Client() for _ in users]
    for client, user in zip(clients, users, strict=True):
        client.force_login(user, backend="core.signin.Backend")
    return clients


def test_one_seat_is_nominated_for_once(fresh_cast, officers):
    who = ["pool", "older"] * 3
    bodies = [proposal(fresh_cast, cadre=name, waiver_reason="经验丰富") for name in who]
    answers = at_once(6, lambda n: officers[n].post(reverse("nomination-new"), bodies[n]).status_code)
    assert sorted(answers) == [302] + [409] * 5
    assert Nomination.objects.count() == 1


def test_one_cadre_is_nominated_once_through_the_page_of_all_seats(fresh_cast, officers):
    team = fresh_cast.teams["630222100200"]
    seats = ["first_secretary", "unit_member"] * 3
    bodies = [shared() | line(team, seat, "人选丁") for seat in seats]
    answers = at_once(6, lambda n: officers[n].post(reverse("nominate"), bodies[n]).status_code)
    assert sorted(answers) == [302] + [422] * 5
    assert Nomination.objects.count() == 1


def test_one_cadre_is_in_a_pool_once(fresh_cast, officers):
    days = {"nominate_from": date(2026, 7, 1), "nominate_until": date(2026, 7, 31)}
    days |= {"starts_on": date(2026, 9, 1), "term_ends_on": date(2028, 8, 31)}
    made = Round.objects.create(name="2026", area="630222", office="county", state="open", **days)
    team = fresh_cast.teams["630222100200"]
    made.places.create(team=team, area=team.area)
    body = lines(("人选丁", ["first_secretary"]), round=made.pk)
    at_once(6, lambda n: officers[n].post(reverse("pool-new"), body).status_code)
    assert PoolMember.objects.count() == 1
