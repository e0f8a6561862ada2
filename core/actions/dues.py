"""The one deed that keeps the due lists: what the sources name today against what is kept."""

import logging
from dataclasses import asdict, replace
from datetime import date

from django.db import connection, transaction

from core.actions.due_notices import escalate, remind
from core.dues import SOURCES
from core.models import DueItem

A_BATCH = 2000
_FACTS = ("office", "area", "unit_id", "account_id", "about", "due_on", "link", "params")
_UPDATED = [name.removesuffix("_id") for name in _FACTS] + ["ended_on"]
log = logging.getLogger(__name__)


@transaction.atomic
def keep_dues(*, on):
    """The daily work on the due lists. Effects in order: the lists, a reminder to who owes, a word to the offices above.

    Returns what each of the three counted.
    """
    return {**recompute(on=on), "told": remind(on=on), "escalated": escalate(on=on)}


@transaction.atomic
def recompute(*, on):
    """The due lists of the whole province as of a day. Doing it twice changes nothing.

    Effects in order: one run at a time; duties not kept yet are put in; those whose facts changed, or that came back, are
    changed; those no source names any more end on this day. A kind whose source fails is left as it was, and named.
    Returns {"open", "new", "changed", "ended", "failed"}.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('dues'))")
    found, failed = _found(on)
    kept = {(row["kind"], row["key"]): row for row in DueItem.objects.exclude(kind__in=failed).values()}
    fresh = [due for name, due in found.items() if name not in kept]
    changed = [due for name, due in found.items() if name in kept and _differs(kept[name], due)]
    gone = [row["id"] for name, row in kept.items() if name not in found and row["ended_on"] is None]
    _write(fresh + changed, on)
    for at in range(0, len(gone), A_BATCH):
        DueItem.objects.filter(pk__in=gone[at : at + A_BATCH]).update(ended_on=on)
    counts = {"open": len(found), "new": len(fresh), "changed": len(changed), "ended": len(gone)}
    return {**counts, "failed": failed}


def _found(on):
    """{(kind, key): Due} of every kind whose source works, and the kinds whose source does not."""
    found, failed = {}, []
    for kind, source in sorted(SOURCES.items()):
        try:
            with transaction.atomic():
                found |= {(kind, due.key): replace(due, params=_plain(due.params)) for due in source.find(on)}
        except Exception:
            log.exception("The source of “%s” failed; its list stays as it was.", kind)
            failed.append(kind)
    return found, failed


def _plain(params):
    """As they are kept: days as text."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in params.items()}


def _differs(row, due):
    return row["ended_on"] is not None or any(row[name] != getattr(due, name) for name in _FACTS)


def _write(dues, on):
    rows = [DueItem(**asdict(due), first_on=on) for due in dues]
    DueItem.objects.bulk_create(
        rows, batch_size=A_BATCH, update_conflicts=True, unique_fields=["kind", "key"], update_fields=_UPDATED
    )
