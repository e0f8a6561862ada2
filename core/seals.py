"""The hash chain over the record: an altered, removed or smuggled-in line is named by `verify`."""

import hashlib
import json

from django.db import connection, transaction

from core.models import Record, RecordSeal

_START = "0" * 64
_BATCH = 5000


def digest(line, before):
    """SHA-256 over the seal before and every field of the line."""
    fields = {f.attname: getattr(line, f.attname) for f in line._meta.concrete_fields}
    written = json.dumps(fields, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(before.encode() + written.encode()).hexdigest()


@transaction.atomic
def seal_new_lines():
    """Chains every line that has no seal yet, in order of number; one sealer at a time. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('record_seal'))")
    last = RecordSeal.objects.order_by("-position").first()
    chained = last.chained if last else _START
    fresh = Record.objects.exclude(pk__in=RecordSeal.objects.values("record_id")).order_by("pk")[:_BATCH]
    seals = []
    for line in fresh:
        chained = digest(line, chained)
        seals.append(RecordSeal(record_id=line.pk, chained=chained))
    RecordSeal.objects.bulk_create(seals)
    return len(seals)


def verify():
    """Walks the chain. Yields (record number, what is wrong) for each broken place; nothing when it is whole."""
    before = _START
    for seals in _batches():
        lines = Record.objects.in_bulk([seal.record_id for seal in seals])
        for seal in seals:
            line = lines.get(seal.record_id)
            if line is None:
                yield seal.record_id, "removed"
            elif digest(line, before) != seal.chained:
                yield seal.record_id, "altered"
            before = seal.chained


def _batches():
    position = 0
    while seals := list(RecordSeal.objects.filter(position__gt=position).order_by("position")[:_BATCH]):
        yield seals
        position = seals[-1].position
