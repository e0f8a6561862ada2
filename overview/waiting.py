"""What waits for an office: the cases whose next step is its own, oldest first; all kinds of them in two statements."""

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
    """The queues of an office in two queries; empty ones too, so that a page can say that nothing waits."""
    kinds = [(kind, kind.rows(actor)) for kind in KINDS if actor.office in kind.offices]
    found = _oldest(kinds)
    facts = _facts(kinds, found)
    return [_queue(kind, found[kind.key], facts) for kind, _rows in kinds]


def _oldest(kinds):
    """{key: rows (id, total, state, since)}, the oldest few of each."""
    found = defaultdict(list)
    for key, *row in _together([_heads(kind, rows) for kind, rows in kinds]):
        found[key].append(row)
    return found


def _heads(kind, rows):
    """Without any name: planning every kind's joins for names takes longer than finding the rows."""
    rows = rows.annotate(
        queue_key=Value(kind.key, CharField()),
        queue_total=Window(Count("pk")),
        queue_state=Cast("state", CharField()),
        queue_since=kind.since,
    )
    rows = rows.order_by("queue_since", "pk")
    return rows.values_list("queue_key", "pk", "queue_total", "queue_state", "queue_since")[:SHOWN]


def _facts(kinds, found):
    """{(key, id): facts} of the rows found."""
    told = []
    for kind, rows in kinds:
        if heads := found[kind.key]:
            said = JSONObject(**{name: F(path) for name, path in kind.facts.items()})
            named = rows.model.objects.filter(pk__in=[head[0] for head in heads])
            told.append(named.order_by().values_list(Value(kind.key, CharField()), "pk", said))
    return {(key, pk): facts for key, pk, facts in _together(told)}


def _together(parts):
    return parts[0].union(*parts[1:], all=True) if parts else ()


def _queue(kind, heads, facts):
    lines = [
        (kind.words(facts[kind.key, pk]), mark(kind.states, state), since, reverse(kind.door, args=[pk]))
        for pk, _total, state, since in sorted(heads, key=lambda head: (head[3], head[0]))
    ]
    return Queue(kind.key, kind.label, heads[0][1] if heads else 0, lines, reverse(kind.list) + kind.query)
