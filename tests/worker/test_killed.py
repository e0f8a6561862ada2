"""kill -9 in the middle of the nightly check: nothing half-written, nothing lost, nobody told twice."""

from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.utils.timezone import now

from attendance.actions import check_thresholds, confirm_span
from attendance.models import Standing
from core.jobs import claim_day
from core.models import JobRun, Notice, OutboxMessage
from core.outbox import post
from tests.cast import TODAY
from tests.worker.processes import a_minute_later, until

pytestmark = pytest.mark.django_db(transaction=True)
CHECK = "attendance.check_thresholds"


@contextmanager
def held_at_the_end():
    """The check has written everything and waits to note that it ran: nothing of it is committed."""
    with transaction.atomic():
        JobRun.objects.select_for_update().get(job=CHECK)
        yield


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def has_run():
    return JobRun.objects.filter(job=CHECK, state=JobRun.State.DONE).exists()


def told():
    """Every notice, as what was said to whom."""
    return list(Notice.objects.values_list("kind", "params__who", "office", "area", "unit", "account"))


def test_a_killed_worker_is_made_good_within_twenty_seconds(fresh_cast, worker, beats):
    worker()
    claim_day(CHECK, TODAY)
    with held_at_the_end():
        until(somebody_waits)
        worker().kill()
    assert (Standing.objects.count(), Notice.objects.count()) == (0, 0)
    worker()
    until(has_run, seconds=20)
    assert Standing.objects.count() == 8
    assert len(told()) == len(set(told())) > 0


def test_killed_pool_children_lose_nothing(fresh_cast, worker, broker):
    worker()
    claim_day(CHECK, TODAY)
    with held_at_the_end():
        broker.send("core.relay")
        until(somebody_waits)
        worker().kill_children()
    assert Standing.objects.count() == 0
    until(lambda: not somebody_waits())
    a_minute_later()
    broker.send("core.relay")
    until(has_run)
    assert (worker().runs, Standing.objects.count()) == (True, 8)
    assert len(told()) == len(set(told())) > 0


@contextmanager
def held_while_judging():
    """Somebody holds the standings: whoever judges them anew waits in the middle of it."""
    with transaction.atomic():
        list(Standing.objects.select_for_update())
        yield


def relayed(broker):
    """Ticks like a beat, a minute later each time."""
    a_minute_later()
    if broker.waiting() == 0:
        broker.send("core.relay")
    return True


def test_a_worker_killed_while_it_judges_a_confirmed_day_is_made_good(fresh_cast, worker, broker):
    check_thresholds(on=TODAY, year=TODAY.year, only=[posting.pk for posting in fresh_cast.postings.values()])
    confirm_span(TODAY, TODAY, by=fresh_cast.actors["clerk"], on=TODAY)
    OutboxMessage.objects.update(due_at=now())
    worker()
    with held_while_judging():
        broker.send("core.relay")
        until(somebody_waits)
        worker().kill()
    assert not Standing.objects.filter(done__gt=0).exists()
    worker()
    until(
        lambda: a_minute_later() or relayed(broker) and Standing.objects.filter(kind="attendance", done=1).count() == 3
    )


def test_the_same_night_twice_changes_nothing(fresh_cast, worker, broker):
    worker()
    claim_day(CHECK, TODAY)
    broker.send("core.relay")
    until(has_run)
    before = told()
    post(CHECK, {"on": TODAY.isoformat()}, key="once more")
    broker.send("core.deliver", OutboxMessage.objects.get(key="once more").pk)
    until(lambda: OutboxMessage.objects.filter(key="once more", done_at__isnull=False).exists())
    assert told() == before
