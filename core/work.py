"""Background work: asked for in the same transaction as the fact, done once by a worker, looked at while it runs.

Progress lives in the cache only; truth is the Job row, written with the work's own effects in one transaction.
"""

import logging

import kombu.exceptions
from celery import current_app
from django.core.cache import cache
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.actor import Actor
from core.models import Job
from core.outbox import handles, post
from core.refusals import Refused

WORKERS = {}  # the allow-list: kind → function(job), which returns the counts to show
FAILED = {}  # kind → function(job), which puts back what asking for the work has promised
log = logging.getLogger(__name__)


def does(kind, *, failed=None):
    """Registers the function that does a kind of work. It gets the Job and returns a dict of counts.

    `failed(job)` is called, with `job.error` said, when the work was refused or broke off and has left nothing behind.
    """

    def register(function):
        WORKERS[kind] = function
        if failed:
            FAILED[kind] = failed
        return function

    return register


def ask(kind, *, by, on, subject=None, payload=None, link=""):
    """Asks for work and returns its Job. `subject` is the row it is about, `link` the page that shows the result."""
    job = Job.objects.create(kind=kind, subject=subject, payload=payload or {}, link=link, **_asker(by, on))
    post("core.job", {"job": job.pk}, key=f"job:{job.pk}")
    transaction.on_commit(_nudge)
    return job


@transaction.atomic
def done_at_once(kind, deed, *, by, on, payload):
    """Work short enough to wait for: done here and now by `deed(job)`, kept and shown like any other."""
    job = Job.objects.create(kind=kind, payload=payload, **_asker(by, on))
    job.counts, job.state, job.finished_at = deed(job), Job.State.DONE, timezone.now()
    job.save(update_fields=["counts", "state", "finished_at"])
    return job


def _asker(by, on):
    return {"owner_id": by.user_id, "office": by.office, "area": by.area, "unit_id": by.unit_id, "asked_on": on}


def actor_of(job):
    """Who asked for the work, in the office they asked as: the `by` of what it does."""
    place = str(job.unit or "")
    return Actor(job.owner_id, job.owner.name, None, job.office, job.area, job.unit_id, place)


def report(job, done, total):
    """How far the work is; may be called as often as one likes, thousands a second are too many."""
    cache.set(f"job:{job.pk}", (done, total), 3600)


def progress(job):
    """(done, total) of work under way; (0, 0) while nothing is known."""
    return cache.get(f"job:{job.pk}") or (0, 0)


@handles("core.job")
def run(payload):
    """Does one job. What it was refused, or what went wrong, is kept on the job; a lost database or worker means again."""
    job = Job.objects.select_related("owner", "unit").get(pk=payload["job"])
    if job.state != Job.State.WAITING:
        return
    try:
        with transaction.atomic(), override("zh-hans"):
            job.counts = WORKERS[job.kind](job) or {}
        job.state = Job.State.DONE
    except Refused as refusal:
        job.state, job.error = Job.State.FAILED, str(refusal.message)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        job.state, job.error = Job.State.FAILED, _("Something went wrong on our side; nothing was changed.")
    if job.state == Job.State.FAILED and job.kind in FAILED:
        FAILED[job.kind](job)
    job.finished_at = timezone.now()
    job.save(update_fields=["state", "counts", "error", "file", "finished_at"])
    cache.delete(f"job:{job.pk}")


def _nudge():
    """Starts at once instead of at the next tick; without a broker the tick does."""
    try:
        current_app.send_task("core.relay", retry=False)
    except kombu.exceptions.OperationalError:
        log.warning("the broker is away: the work starts at the next tick")
