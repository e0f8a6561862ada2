"""The nightly check of the whole province beside the bare aggregation; run in a process of its own for its memory."""

import json
import os
import resource
import subprocess
import sys
import time
from datetime import timedelta

from bench.serving import ROOT, environment
from bench.table import Row

TIMES, MEMORY = 3, 200
BARE = """
SELECT p.id, p.area, p.starts_on, p.ends_on,
       count(*) FILTER (WHERE d.status IN ('in_village', 'training', 'report_out'))
FROM teams_posting p
LEFT JOIN attendance_day d ON d.posting_id = p.id AND d.confirmed_at IS NOT NULL AND d.day BETWEEN %s AND %s
WHERE p.starts_on <= %s AND (p.ends_on IS NULL OR p.ends_on >= %s)
GROUP BY p.id
"""


def measure():
    """One row: seconds beside the bare statement's, and the memory at its height."""
    words = [sys.executable, "-m", "bench.nightly"]
    told = json.loads(subprocess.run(words, cwd=ROOT, env=environment(), check=True, capture_output=True).stdout)
    share = told["check"] / told["bare"]
    return Row(
        f"check_thresholds, {told['judged']:,} standings, {told['days']:,} days",
        f"{told['check']:.2f} s, {told['memory']:.0f} MB at most",
        f"{told['bare']:.2f} s",
        f"{share:.1f}",
        f"≤ {TIMES}, ≤ {MEMORY} MB",
        share <= TIMES and told["memory"] <= MEMORY,
    )


def _run():
    """As the worker does it on an ordinary night: yesterday's standings are there; the best of three; undone."""
    import django

    django.setup()
    from attendance.actions import check_thresholds
    from core.clock import today

    on = today()
    check_thresholds(on=on - timedelta(days=1), back=True)
    bare, days = _bare(on)
    times, counts = zip(*[_once(check_thresholds, on) for _ in range(3)], strict=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"check": min(times), "bare": bare, "days": days, "judged": counts[0]["judged"], "memory": peak}
    print(json.dumps(told))


def _once(check, on):
    from django.db import transaction

    with transaction.atomic():
        began = time.perf_counter()
        counts = check(on=on)
        seconds = time.perf_counter() - began
        transaction.set_rollback(True)
    return seconds, counts


def _bare(on):
    from django.db import connection

    first, times = on.replace(month=1, day=1), []
    with connection.cursor() as cursor:
        for _ in range(3):
            began = time.perf_counter()
            cursor.execute(BARE, [first, on, on, first])
            rows = cursor.fetchall()
            times.append(time.perf_counter() - began)
    return min(times), sum(row[4] for row in rows)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    _run()
