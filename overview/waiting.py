"""What waits for an office: the cases whose next step is its own, oldest first; all kinds of them in one statement."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, Count, F, Value, Window
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse

from overview.marks import mark
from overview.waiting_kinds import KINDS

SHOWN = 5


@dataclass(frozen=True)
class Queue:
    """One kind of case that waits: how many, and the oldest of them as (words, state, since, address)."""

    key: str
    label: str
    total: int
    lines: list
    url: str


def queues(actor):
    """The queues of an office in one query; empty ones too, so that a page can say that nothing waits."""
    kinds = [kind for kind in KINDS if actor.office in kind.offices]
    found = _read(kinds, actor) if kinds else {}
    return [_queue(kind, found.get(kind.key, [])) for kind in kinds]


def _read(kinds, actor):
    """{key: rows (total, state, since, facts)}, the oldest few of each."""
    first, *rest = (_oldest(kind, actor) for kind in kinds)
    found = defaultdict(list)
    for key, *row in first.union(*rest, all=True):
        found[key].append(row)
    return found


def _oldest(kind, actor):
    said = JSONObject(id=F("pk"), **{name: F(path) for name, path in kind.facts.items()})
    rows = kind.rows(actor).annotate(
        queue_key=Value(kind.key, CharField()),
        queue_total=Window(Count("pk")),
        queue_state=Cast("state", CharField()),
        queue_since=kind.since,
        queue_facts=said,
    )
    rows = rows.order_by("queue_since", "pk")
    return rows.values_list("queue_key", "queue_total", "queue_state", "queue_since", "queue_facts")[:SHOWN]


def _queue(kind, rows):
    rows = sorted(rows, key=lambda row: (row[2], row[3]["id"]))
    lines = [
        (kind.words(facts), mark(kind.states, state), since, reverse(kind.door, args=[facts["id"]]))
        for _total, state, since, facts in rows
    ]
    return Queue(kind.key, kind.label, rows[0][0] if rows else 0, lines, reverse(kind.list) + kind.query)
