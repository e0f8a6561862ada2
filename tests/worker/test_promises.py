"""A promise is kept exactly once, whatever happens to the broker; one that fails is kept with its error."""

import pytest

from core import outbox
from core.models import Notice, OutboxMessage
from core.notices import tell
from core.offices import Office
from tests.worker.processes import a_minute_later, all_done, until

pytestmark = pytest.mark.django_db(transaction=True)


def promise_letters(count):
    for number in range(count):
        params = {"who": f"{number}", "required": "200"}
        tell(office=Office.COUNTY, area="630222", kind="verdict_met", params=params, key=f"letter {number}")


def test_a_promise_is_kept_exactly_once(fresh_cast, worker, broker, mail):
    promise_letters(8)
    worker()
    for number in outbox.claim() * 3:
        broker.send("core.deliver", number)
    broker.send("core.relay")
    until(all_done)
    until(lambda: broker.waiting() == 0)
    assert mail() == 8


def test_a_message_whose_task_fails_is_kept_with_the_error_and_tried_again(fresh_cast, worker, broker, mail):
    outbox.post("core.mail", {"notice": "not yet"}, key="too early")
    worker()
    broker.send("core.relay")
    until(lambda: OutboxMessage.objects.get().attempts == 1)
    assert "DoesNotExist" in OutboxMessage.objects.get().error
    Notice.objects.create(office=Office.COUNTY, area="630222", kind="paired", key="not yet")
    a_minute_later()
    broker.send("core.relay")
    until(all_done)
    assert mail() == 1


def test_an_emptied_broker_is_filled_again(fresh_cast, worker, broker, mail, no_worker):
    promise_letters(5)
    for number in outbox.claim():
        broker.send("core.deliver", number)
    assert broker.waiting() == 5
    broker.flush()
    a_minute_later()
    worker()
    broker.send("core.relay")
    until(all_done)
    assert mail() == 5
