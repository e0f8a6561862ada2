"""The database falls over in the middle of a save: the sheet sends the same batch again, and it is done exactly once."""

import os
import signal
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.db import DatabaseError, InterfaceError, connection, transaction

from attendance.actions import Entry, confirm_days
from attendance.models import Day, DayChange
from core.models import OnceKey, Record
from tests.cast import TODAY
from tests.worker.processes import until
from tests.worker.web import cookies_of, save

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "the same batch"


@pytest.fixture
def batch(fresh_cast):
    """One correction of a day that is confirmed, as the sheet sends it; what is there is on the disk, unlike in other tests."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
    posting = fresh_cast.postings["first"]
    confirm_days([Entry(posting.pk, TODAY, "in_village")], by=fresh_cast.actors["clerk"], on=TODAY)
    cell = {"posting": posting.pk, "day": TODAY.isoformat(), "status": "leave", "reason": "误记"}
    return [{**cell, "version": Day.objects.get().changed_at.isoformat()}]


@pytest.fixture
def cookies(fresh_cast):
    return cookies_of(fresh_cast.users["clerk"])


@contextmanager
def the_day_held():
    """The row is taken: who saves it is stopped in the middle, with everything before it done and nothing committed."""
    with suppress(DatabaseError, InterfaceError), transaction.atomic():
        Day.objects.select_for_update().get()
        yield
    connection.close()


def saver():
    """The back end that waits for the row, once it does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()


def kill(backend):
    """One back end dies: the whole server starts again, and everybody's connection is gone."""
    assert Path(f"/proc/{backend}/comm").read_text().strip() == "postgres"
    os.kill(backend, signal.SIGKILL)


def back_again():
    """Whether the database answers."""
    try:
        connection.ensure_connection()
        return Day.objects.exists()
    except (DatabaseError, InterfaceError):
        connection.close()
        return False


def done():
    """How often the correction was made, told, and remembered."""
    return DayChange.objects.count(), Record.objects.filter(verb="confirm_days").count(), OnceKey.objects.count()


def test_a_save_cut_off_by_the_database_is_made_good_by_sending_it_again(web, batch, cookies):
    with the_day_held():
        line = save(web, cookies, batch, KEY)
        until(saver)
        kill(saver()[0])
        assert line.getresponse().status >= 500
    until(back_again, seconds=120)
    assert done() == (0, 1, 0)
    answers = [save(web, cookies, batch, KEY).getresponse() for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].read() == answers[1].read()
    assert done() == (1, 2, 1)


def test_an_answer_nobody_waited_for_is_given_again(web, batch, cookies):
    line = save(web, cookies, batch, KEY)
    until(OnceKey.objects.exists)
    line.close()
    assert save(web, cookies, batch, KEY).getresponse().status == 200
    assert done() == (1, 2, 1)
