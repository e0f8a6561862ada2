"""Two clerks at the same moment: each cell has one winner, the other is told; nothing else is held up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from attendance.actions import month
from attendance.models import Day, DayChange
from tests.attendance.monthly import cell, send

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = [date(2026, 7, 1) + timedelta(days=n) for n in range(20)]
WHO = ("first", "member", "town")


def browser(cast, name):
    client = Client()
    client.force_login(cast.users[name], backend="core.signin.Backend")
    return client


def together(*deeds):
    def run(deed):
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


@pytest.fixture
def in_step(monkeypatch):
    """Both have read before either writes."""
    meet, plain = Barrier(2), month.upsert

    def after_both(*facts):
        meet.wait(10)
        return plain(*facts)

    monkeypatch.setattr(month, "upsert", after_both)


def test_in_the_same_moment_each_cell_has_one_winner_and_the_other_sees_both(fresh_cast, in_step):
    postings = [fresh_cast.postings[who] for who in WHO]
    one = [cell(p, day, "leave") for p in postings for day in DAYS]
    other = [cell(p, day, "rest") for p in reversed(postings) for day in reversed(DAYS)]
    clients = [browser(fresh_cast, name) for name in ("clerk", "clerk_b")]
    answers = together(lambda: send(clients[0], *one), lambda: send(clients[1], *other))
    told = [answer.json() for answer in answers]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert sum(len(each["written"]) for each in told) == 60
    assert sum(len(each["conflicts"]) for each in told) == 60
    assert not DayChange.objects.exists()


def test_cells_that_do_not_meet_are_all_saved(fresh_cast, in_step):
    first, member = fresh_cast.postings["first"], fresh_cast.postings["member"]
    clients = [browser(fresh_cast, name) for name in ("clerk", "clerk_b")]
    shared = DAYS[0]
    answers = together(
        lambda: send(clients[0], cell(first, shared, "leave"), *(cell(first, day) for day in DAYS[1:])),
        lambda: send(clients[1], cell(first, shared, "rest"), *(cell(member, day) for day in DAYS[1:])),
    )
    told = [answer.json() for answer in answers]
    assert sorted(len(each["written"]) for each in told) == [19, 20]
    assert sum(len(each["conflicts"]) for each in told) == 1
    assert Day.objects.count() == 39


def test_two_clerks_of_one_mind_in_the_same_moment_are_no_conflict(fresh_cast, in_step):
    cells = [cell(fresh_cast.postings["first"], day) for day in DAYS]
    clients = [browser(fresh_cast, name) for name in ("clerk", "clerk_b")]
    told = [answer.json() for answer in together(*(lambda c=c: send(c, *cells) for c in clients))]
    assert [len(each["written"]) for each in told] == [20, 20]
    assert [each["conflicts"] for each in told] == [[], []]


def test_a_correction_in_the_same_moment_never_overwrites_the_other(fresh_cast, in_step, monkeypatch):
    first, client = fresh_cast.postings["first"], browser(fresh_cast, "clerk")
    held = Day.objects.create(posting=first, day=DAYS[0], status="leave", changed_by=fresh_cast.users["county"])
    seen = Day.objects.get(posting=first, day=DAYS[0]).changed_at.isoformat()
    clients = [client, browser(fresh_cast, "clerk_b")]
    words = [cell(first, DAYS[0], status, version=seen) for status in ("rest", "absent")]
    answers = together(lambda: send(clients[0], words[0]), lambda: send(clients[1], words[1]))
    told = [answer.json() for answer in answers]
    winner = next(each for each in told if each["written"])
    loser = next(each for each in told if each["conflicts"])
    held.refresh_from_db()
    assert held.status == winner["written"][0]["status"] == loser["conflicts"][0]["theirs"]["status"]
