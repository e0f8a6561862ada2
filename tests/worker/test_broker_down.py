"""The broker is dead: who confirms the day does not notice, and what follows from it happens when the broker is back."""

import pytest
from django.utils.timezone import now

from attendance.actions import confirm_span
from attendance.models import Day, Standing
from core import outbox
from core.models import OutboxMessage
from tests.cast import TODAY
from tests.worker.processes import a_minute_later, until
from tests.worker.web import ask, cookies_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_day_is_confirmed_without_a_broker_and_judged_when_it_is_back(fresh_cast, web, worker, broker):
    worker()
    broker.kill()
    cookies = cookies_of(fresh_cast.users["clerk"])
    fields = {"first": "2026-07-20", "last": "2026-07-20", "span": "1", "csrfmiddlewaretoken": cookies["csrf"]}
    answer = ask(web, "POST", "/attendance/sheet/confirm/", cookies=cookies, fields=fields)
    assert (answer.status, Day.objects.count()) == (302, 3)
    assert OutboxMessage.objects.filter(done_at=None).exists()
    broker.start()
    until(lambda: relayed(broker) and Standing.objects.count() == 6)


def test_a_broker_emptied_between_the_day_and_its_judgement_loses_nothing(fresh_cast, worker, broker, no_worker):
    span = {"by": fresh_cast.actors["clerk"], "on": TODAY}
    confirm_span(TODAY, TODAY, **span)
    OutboxMessage.objects.update(due_at=now())
    for number in outbox.claim():
        broker.send("core.deliver", number)
    broker.flush()
    assert (broker.waiting(), Standing.objects.count()) == (0, 0)
    a_minute_later()
    worker()
    until(lambda: relayed(broker) and Standing.objects.exists())
    assert OutboxMessage.objects.filter(task="attendance.check_postings", done_at=None).count() == 0


def relayed(broker):
    """Ticks like a beat; the promise is due two seconds after the fact."""
    if broker.waiting() == 0:
        broker.send("core.relay")
    return True
