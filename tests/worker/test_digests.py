"""A digest leaves once, whoever is killed while it does."""

from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from core.models import NoticeMail, OutboxMessage
from core.notices import tell
from core.offices import Office
from tests.worker.processes import a_minute_later, until

pytestmark = pytest.mark.django_db(transaction=True)


def at_risk(count):
    """Notices for an office that one person holds."""
    for number in range(count):
        params = {"who": f"某{number}", "done": "1", "required": "200"}
        tell(office=Office.PREFECTURE, area="6302", kind="verdict_at_risk", params=params, key=f"late {number}")


def sorted_to_people(count):
    return NoticeMail.objects.count() == count


def the_morning_has_come():
    """What is due tomorrow is due now."""
    OutboxMessage.objects.filter(task="core.letter").update(due_at="2020-01-01T00:00:00Z")


def sent():
    return not NoticeMail.objects.filter(sent_at=None).exists()


@contextmanager
def held_while_it_is_sent():
    """Whoever sends the digest waits for its rows: nothing is sent yet."""
    with transaction.atomic():
        list(NoticeMail.objects.select_for_update())
        yield


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


@pytest.fixture
def digest(fresh_cast, worker, broker):
    """Five people in one digest that is due."""
    worker()
    at_risk(5)
    broker.send("core.relay")
    until(lambda: sorted_to_people(5))
    the_morning_has_come()
    return OutboxMessage.objects.get(task="core.letter")


def test_five_people_are_one_mail(digest, broker, mail):
    broker.send("core.relay")
    until(sent)
    assert mail() == 1


def test_a_worker_killed_over_a_digest_sends_it_once(digest, worker, broker, mail):
    with held_while_it_is_sent():
        broker.send("core.relay")
        until(somebody_waits)
        worker().kill()
    assert (mail(), sent()) == (0, False)
    worker()
    a_minute_later()
    broker.send("core.relay")
    until(sent)
    assert mail() == 1


def test_an_emptied_broker_loses_no_digest(digest, worker, broker, mail):
    worker().kill()
    broker.send("core.relay")
    broker.flush()
    worker()
    broker.send("core.relay")
    until(sent)
    assert mail() == 1


def test_a_digest_delivered_three_times_is_one_mail(digest, broker, mail):
    for _ in range(3):
        broker.send("core.deliver", digest.pk)
    until(sent)
    until(lambda: broker.waiting() == 0)
    assert mail() == 1
