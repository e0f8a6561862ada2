"""Celery's doors on the ground floor: relay the outbox, promise the daily jobs, seal the record, send mail."""

from celery import current_app, shared_task
from django.conf import settings

from core import outbox, seals, tidying  # noqa: F401 – tidying registers its handler
from core.clock import today
from core.imports import jobs  # noqa: F401 – the work on tables registers itself
from core.jobs import claim_day
from core.notices import mail_notice
from core.outbox import handles


@shared_task(name="core.relay")
def relay():
    """Sends every due message to a worker of its own; what was lost on the way is sent again."""
    for number in outbox.claim():
        current_app.send_task("core.deliver", [number])


@shared_task(name="core.deliver")
def deliver(number):
    """Does one message."""
    outbox.deliver(number)


@shared_task(name="core.daily")
def daily():
    """Promises each daily job once for today."""
    for job in settings.DAILY_JOBS:
        claim_day(job, today())


@shared_task(name="core.seal_record")
def seal_record():
    """Chains the record lines written since the last time."""
    seals.seal_new_lines()


@handles("core.mail")
def mail(payload):
    """Mails one notice to those who hold the office it is addressed to."""
    mail_notice(payload["notice"])
