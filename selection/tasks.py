"""Celery's doors into selection: matchings are computed and accepted by a worker."""

from dataclasses import replace
from functools import partial

from core.work import actor_of, does, report
from selection.actions import accepting, matching
from selection.models import Matching


def _asker(job):
    """Who asked, with the place they act for and whoever lent them the office."""
    return replace(actor_of(job), place=job.payload["place"], giver_id=job.payload["giver"])


def _of(job):
    return Matching.objects.get(pk=job.subject)


@does(matching.SOLVE, failed=lambda job: matching.give_up(_of(job)))
def match(job):
    """Finds the best plan."""
    return matching.compute(_of(job), by=_asker(job), on=job.asked_on)


@does(matching.ACCEPT)
def accept(job):
    """Carries a plan out."""
    return accepting.accept(_of(job), by=_asker(job), on=job.asked_on, report=partial(report, job))
