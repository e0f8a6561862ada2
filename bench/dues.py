"""The due lists of the whole province recomputed as the nightly job does it, and once more when nothing has changed; beside a bare copy.

In one transaction that is taken back.
"""

import time

from django.db import connection, transaction

from bench.table import Row

SECONDS = 10
BARE = """
INSERT INTO core_dueitem (kind, key, office, area, unit_id, account_id, about, due_on, link, params, first_on)
SELECT 'bare', id::text, office, area, unit_id, account_id, about, due_on, link, params, first_on FROM core_dueitem
"""


def measure():
    """Two rows: the first making of all lists with every notice, and the next night's."""
    from core.actions.dues import keep_dues
    from core.clock import today
    from core.models import DueItem

    with transaction.atomic():
        DueItem.objects.all().delete()
        first, told = _timed(lambda: keep_dues(on=today()))
        again, same = _timed(lambda: keep_dues(on=today()))
        bare, _none = _timed(_copy)
        transaction.set_rollback(True)
    yield _row(f"due lists of the province made: {told['open']:,} duties, {told['told']:,} notices", first, bare, told)
    yield _row(f"made again with nothing changed: {same['open']:,} duties kept", again, bare, same)


def _row(what, seconds, bare, told):
    fine = seconds <= SECONDS and not told["failed"] and told["open"] > 0
    return Row(what, f"{seconds:.1f} s", f"{bare:.2f} s", f"{seconds / bare:.0f}", f"≤ {SECONDS} s", fine)


def _copy():
    with connection.cursor() as cursor:
        cursor.execute(BARE)


def _timed(deed):
    begun = time.perf_counter()
    said = deed()
    return time.perf_counter() - begun, said
