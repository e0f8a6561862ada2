"""Celery's doors into selection: matchings are computed and accepted by a worker."""

from dataclasses import replace
from datetime import date
from functools import partial

from core.access import fetch
from core.jobs import finished
from core.outbox import handles
from core.work import actor_of, does, report
from selection.actions import accepting, announcing, matching, publicity
from selection.actions.leaving.transfers import carry_out_transfers
from selection.models import Matching


def _asker(job):
    """Who asked, with the place they act for and whoever lent them the office."""
    return replace(actor_of(job), place=job.payload["place"], giver_id=job.payload["giver"])


def _give_up(job):
    matching.give_up(fetch(Matching, _asker(job), job.subject))


@does(matching.SOLVE, failed=_give_up)
def match(job):
    """Finds the best plan."""
    by = _asker(job)
    return matching.compute(fetch(Matching, by, job.subject), by=by, on=job.asked_on)


@does(matching.ACCEPT)
def accept(job):
    """Carries a plan out."""
    by = _asker(job)
    return accepting.accept(fetch(Matching, by, job.subject), by=by, on=job.asked_on, report=partial(report, job))


@handles("selection.carry_out_transfers")
def transfers(payload):
    """Carries out the agreed transfers whose day has come."""
    on = date.fromisoformat(payload["on"])
    finished("selection.carry_out_transfers", on, {"written": carry_out_transfers(on=on)})


@handles("selection.warn_of_ends")
def rounds_end(payload):
    """Tells those concerned of rounds whose nominations soon end."""
    on = date.fromisoformat(payload["on"])
    finished("selection.warn_of_ends", on, announcing.warn_of_ends(on=on))


@handles("selection.tell_of_ended")
def notices_ended(payload):
    """Tells those concerned that a public notice has ended: approval is possible from now on."""
    on = date.fromisoformat(payload["on"])
    finished("selection.tell_of_ended", on, {"told": publicity.tell_of_ended(on=on)})
