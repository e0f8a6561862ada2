"""Celery's doors on the ground floor: relay the outbox, promise the daily jobs, seal the record, send mail."""

from datetime import date

from celery import current_app, shared_task
from django.conf import settings

from core import outbox, seals, tidying, typed  # noqa: F401 – tidying registers its handler
from core.actions.dues import keep_dues
from core.clock import today
from core.hooks import deliver_to, sort_to_hooks
from core.imports import jobs  # noqa: F401 – the work on tables registers itself
from core.jobs import claim_day, finished
from core.mailing import send_letter, send_what_was_left, sort_to_people
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
    """Sorts notices to those who hold the offices they are addressed to."""
    sort_to_people(payload["notices"])
    sort_to_hooks(payload["notices"])


@handles("core.hook", outside=True)
def hook(payload):
    """Tells a group robot what waits for it, or tries whether it is there."""
    deliver_to(payload["webhook"], test=payload.get("test", False))


@handles("core.letter")
def letter(payload):
    """Sends one person's letter."""
    send_letter(payload["letter"])


@handles("core.mail_left")
def mail_left(payload):
    """Once a day, what could not be mailed is promised again."""
    on = date.fromisoformat(payload["on"])
    finished("core.mail_left", on, send_what_was_left(on=on))


@handles("core.keep_dues")
def dues(payload):
    """Once a day: what is due, who is told, and which office above."""
    on = date.fromisoformat(payload["on"])
    finished("core.keep_dues", on, keep_dues(on=on))


@handles("core.write_down_typed")
def typed_fields(payload):
    """Once a day: how many fields were typed on the days before."""
    on = date.fromisoformat(payload["on"])
    finished("core.write_down_typed", on, typed.write_down(on=on))
