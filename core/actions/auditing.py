"""Looking at the record leaves a line in it, too."""

from django.db import transaction

from core.models import Record
from core.record import record
from core.seals import seal_new_lines, verify

MOST_NAMED = 200


@transaction.atomic
def note_export(count, query, *, by):
    """Notes that lines of the record left the house, how many and by which filter."""
    return record(by, "export_record", kind=Record.Kind.SIGHT, details={"rows": count, "filter": query[:200]})


@transaction.atomic
def chain_faults(*, by):
    """Seals what is new, walks the chain, notes that it was checked. Returns [(line number, what is wrong)], at most 200."""
    seal_new_lines()
    faults = [fault for fault, _n in zip(verify(), range(MOST_NAMED), strict=False)]
    record(by, "verify_record", kind=Record.Kind.SIGHT, details={"faults": len(faults)})
    return faults
