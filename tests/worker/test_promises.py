"""A promise is kept exactly once, whatever happens to the broker; one that fails is kept with its error."""

from datetime import time

import pytest

from core import outbox
from core.models import Appointment, Job, NoticeChoice, NoticeMail, OutboxMessage
from core.notices import tell
from core.offices import Office
from tests.worker.processes import a_minute_later, all_done, until

pytestmark = pytest.mark.django_db(transaction=True)


def promise_letters(count):
    """One letter each for an office that one person holds, who wants no quiet hours."""
    held = Appointment.objects.get(user__username="prefecture")
    NoticeChoice.objects.create(user=held.user, quiet_from=time(0), quiet_until=time(0))
    for number in range(count):
        params = {"what": "Nomination", "who": f"{number}"}
        tell(office=Office.PREFECTURE, area="6302", kind="case_waiting", params=params, key=f"letter {number}")


def test_a_promise_is_kept_exactly_once(fresh_cast, worker, broker, mail):
    promise_letters(8)
    worker()
    for number in outbox.claim() * 3:
        broker.send("core.deliver", number)
    until(lambda: NoticeMail.objects.count() == 8)
    for number in outbox.claim() * 3:
        broker.send("core.deliver", number)
    broker.send("core.relay")
    until(all_done)
    until(lambda: broker.waiting() == 0)
    assert mail() == 8


def test_a_message_whose_task_fails_is_kept_with_the_error_and_tried_again(fresh_cast, worker, broker):
    outbox.post("core.job", {"job": 1}, key="too early")
    worker()
    broker.send("core.relay")
    until(lambda: OutboxMessage.objects.get().attempts == 1)
    assert "DoesNotExist" in OutboxMessage.objects.get().error
    owner = fresh_cast.users["county"]
    Job.objects.create(pk=1, kind="x", owner=owner, office="county", asked_on=fresh_cast.today, state=Job.State.DONE)
    a_minute_later()
    broker.send("core.relay")
    until(all_done)


def test_an_emptied_broker_is_filled_again(fresh_cast, worker, broker, mail, no_worker):
    promise_letters(5)
    for number in outbox.claim():
        broker.send("core.deliver", number)
    assert broker.waiting() == 5
    broker.flush()
    a_minute_later()
    worker()
    broker.send("core.relay")
    until(lambda: NoticeMail.objects.count() == 5)
    broker.send("core.relay")
    until(all_done)
    assert mail() == 5
