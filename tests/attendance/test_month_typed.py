"""What a clerk types into the month's grid is counted; what is only confirmed, refused, repeated or sent by a machine is not."""

import pytest
from django.test import Client

from core import typed
from tests.attendance.monthly import cell, send
from tests.cast import TODAY
from tests.core.test_lending import made_token


@pytest.fixture(autouse=True)
def _nothing_counted():
    store = typed._store()
    for key in store.scan_iter("typed:*"):
        store.delete(key)


def counted():
    found = typed._store().hgetall(f"typed:{TODAY}")
    return {name.rpartition("|")[2]: int(number) for name, number in found.items()}


@pytest.fixture
def saved(django_capture_on_commit_callbacks):
    """`saved(client, *cells)` sends a batch and lets what follows a commit happen."""

    def send_them(client, *cells, **more):
        with django_capture_on_commit_callbacks(execute=True):
            return send(client, *cells, **more)

    return send_them


def test_cells_that_say_something_else_than_before_are_fields_of_one_form(cast, client_of, saved):
    first, member = cast.postings["first"], cast.postings["member"]
    saved(client_of("clerk"), cell(first, status="leave"), cell(member, note="值班"), cell(cast.postings["town"]))
    assert counted() == {"fields": 2, "forms": 1}


def test_a_batch_of_confirmations_is_no_typing(cast, client_of, saved):
    assert saved(client_of("clerk"), cell(cast.postings["first"])).json()["written"]
    assert counted() == {}


def test_a_refused_cell_is_no_typing(cast, client_of, saved):
    assert saved(client_of("clerk"), cell(cast.postings["first"], status="nonsense")).json()["refused"]
    assert counted() == {}


def test_a_repeated_batch_is_counted_once(cast, client_of, saved):
    for _ in range(2):
        saved(client_of("clerk"), cell(cast.postings["first"], status="leave"), key="k1")
    assert counted() == {"fields": 1, "forms": 1}


def test_a_machine_does_not_type(cast, client_of, saved):
    token = made_token(client_of("clerk"))
    typed._store().delete(f"typed:{TODAY}")
    machine = Client(headers={"Authorization": f"Bearer {token}"})
    assert saved(machine, cell(cast.postings["first"], status="leave")).json()["written"]
    assert counted() == {}
