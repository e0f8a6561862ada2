"""However many beats tick, a daily job runs once a day."""

import pytest
from django.conf import settings

from core.models import JobRun, OutboxMessage
from tests.worker.processes import all_done, until

pytestmark = pytest.mark.django_db(transaction=True)


def all_have_run():
    return JobRun.objects.filter(state=JobRun.State.DONE).count() == len(settings.DAILY_JOBS)


def test_many_ticks_promise_each_job_once_and_it_runs_once(fresh_cast, worker, broker):
    worker()
    for _ in range(6):
        broker.send("core.daily")
    until(lambda: JobRun.objects.count() == len(settings.DAILY_JOBS))
    broker.send("core.relay")
    until(all_have_run)
    first = set(JobRun.objects.values_list("job", "finished_at"))
    broker.send("core.daily")
    broker.send("core.relay")
    until(lambda: broker.waiting() == 0)
    until(all_done)
    assert set(JobRun.objects.values_list("job", "finished_at")) == first
    assert OutboxMessage.objects.filter(key__startswith="daily:").count() == len(settings.DAILY_JOBS)
