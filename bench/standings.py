"""All standings of the province beside the bare aggregation, with three years of days; the list; a national year by its slope.

The nightly check runs in a process of its own, for its memory, and is taken back after each measurement.
"""

import json
import os
import re
import resource
import subprocess
import sys
import time
from datetime import timedelta

import psycopg2

from bench.serving import ROOT, environment
from bench.table import Row
from config.environment import text

TIMES, GROWTH, MEMORY = 2, 1.1, 200
PATIENCE = 1  # seconds for the whole province as Excel
NATION = 560_000  # posted cadres
PAST = (1, 2)  # whole years before this one
BARE = """
SELECT p.id, p.area, p.starts_on, p.ends_on,
       count(*) FILTER (WHERE d.status IN ('in_village', 'training', 'report_out'))
FROM teams_posting p
LEFT JOIN attendance_day d ON d.posting_id = p.id AND d.confirmed_at IS NOT NULL AND d.day BETWEEN %s AND %s
WHERE p.starts_on <= %s AND (p.ends_on IS NULL OR p.ends_on >= %s)
GROUP BY p.id
"""
FILL = """
INSERT INTO attendance_day (posting_id, day, status, confirmed_at, confirmed_by_id, changed_at, changed_by_id)
SELECT p.id, d::date, CASE WHEN extract(isodow FROM d) < 6 THEN 'in_village' ELSE 'rest' END, now(), u.id, now(), u.id
FROM teams_posting p, generate_series(%(first)s::date, %(last)s::date, interval '1 day') d,
     (SELECT min(id) AS id FROM core_user) u
ON CONFLICT DO NOTHING
"""


def measure():
    """Four rows: the night, the night with past years beside, the province as Excel, the nation."""
    alone = _told("night")
    _fill_past_years()
    beside = _told("night")
    share, growth = beside["check"] / beside["bare"], beside["pages"] / alone["pages"]
    yield Row(
        f"check_thresholds, {beside['judged']:,} standings written, {beside['days']:,} village days",
        f"{beside['check']:.2f} s, {beside['memory']:.0f} MB at most",
        f"{beside['bare']:.2f} s",
        f"{share:.1f}",
        f"≤ {TIMES}, ≤ {MEMORY} MB",
        share <= TIMES and beside["memory"] <= MEMORY,
    )
    yield Row(
        f"pages read for the year beside {beside['rows']:,} days of all years; partitions: {', '.join(beside['parts'])}",
        f"{beside['pages']:,}",
        f"{alone['pages']:,} ({alone['rows']:,} days)",
        f"{growth:.2f}",
        f"≤ {GROWTH}",
        growth <= GROWTH and len(beside["parts"]) == 1,
    )
    yield _table()
    yield _nation(_told("slope"), beside)


def _told(what):
    words = [sys.executable, "-m", "bench.standings", what]
    return json.loads(subprocess.run(words, cwd=ROOT, env=environment(), check=True, capture_output=True).stdout)


def _fill_past_years():
    """Two more years of days, put in by the owner past the guards; they stay for the next time."""
    from core.clock import today

    year = today().year
    line = psycopg2.connect(text("DATABASE_OWNER_URL"))
    with line, line.cursor() as cursor:
        cursor.execute("ALTER TABLE attendance_day DISABLE TRIGGER day_inside")
        for past in PAST:
            cursor.execute("SELECT count(*) FROM attendance_day WHERE extract(year FROM day) = %s", [year - past])
            if cursor.fetchone()[0] < 1_500_000:
                cursor.execute(FILL, {"first": f"{year - past}-01-01", "last": f"{year - past}-12-31"})
        cursor.execute("ALTER TABLE attendance_day ENABLE TRIGGER day_inside")
    line.autocommit = True
    with line.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) attendance_day")
    line.close()


def _table():
    """The whole province's standings as an Excel file, through the page's own door."""
    from django.urls import reverse

    from bench import people
    from core.offices import Office

    client = people.client_of(people.officer(Office("province"), "63"))
    client.get(reverse("standings"))
    began = time.perf_counter()
    answer = client.get(reverse("standings-table"))
    seconds = time.perf_counter() - began
    size = f"{seconds:.2f} s, {len(answer.content) / 1000:.0f} KB"
    return Row("standings of the province as Excel", size, "–", "–", f"≤ {PATIENCE} s", seconds <= PATIENCE)


def _nation(slope, night):
    """What a nation would take on this machine, if time and memory go on as they grow up to a province."""
    seconds = slope["base"] + slope["each"] * NATION
    memory = night["memory"] + slope["kilobytes"] * NATION / 1000
    measured = f"{seconds:.0f} s, {memory / 1000:.1f} GB in one run; by provinces {night['memory']:.0f} MB"
    return Row(
        f"a national year ({NATION:,} people), by the slope {slope['each'] * 1e6:.0f} µs and {slope['kilobytes']:.1f} KB a person",
        measured,
        f"{night['bare'] / night['people'] * NATION:.0f} s",
        "–",
        "the figure",
        True,
    )


def _night():
    """As the worker does it on an ordinary night: yesterday's standings are there; the best of three; undone."""
    from attendance.actions import check_thresholds
    from core.clock import today

    on = today()
    check_thresholds(on=on - timedelta(days=1), back=True)
    bare, people, days = _bare(on)
    times, counts = zip(*[_once(check_thresholds, on) for _ in range(3)], strict=True)
    told = {"check": min(times), "bare": bare, "people": people, "days": days, "judged": counts[0]["judged"]}
    return told | {"memory": _memory(), **_read(on)}


def _slope():
    """Seconds and kilobytes a person, from a quarter of the province and all of it."""
    from attendance.actions import check_thresholds
    from core.clock import today
    from teams.models import Posting

    on = today()
    everybody = list(Posting.objects.touching(on.replace(month=1, day=1), on).values_list("pk", flat=True))
    few, taken = everybody[: len(everybody) // 4], []
    for some in (few, everybody):
        seconds = min(_once(check_thresholds, on, only=some)[0] for _ in range(3))
        taken.append((len(some), seconds, _memory()))
    (few, soon, little), (all_, late, much) = taken
    each = (late - soon) / (all_ - few)
    return {"each": each, "base": max(soon - each * few, 0), "kilobytes": (much - little) * 1000 / (all_ - few)}


def _memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _once(check, on, **more):
    from django.db import transaction

    with transaction.atomic():
        began = time.perf_counter()
        counts = check(on=on, **more)
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
    return min(times), len(rows), sum(row[4] for row in rows)


def _read(on):
    """How many days there are in all; the partitions and pages that counting a year reads, whatever else the machine does."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM attendance_day")
        rows = cursor.fetchone()[0]
        question = "SELECT posting_id, status, count(*) FROM attendance_day WHERE confirmed_at IS NOT NULL"
        question += " AND day BETWEEN %s AND %s GROUP BY 1, 2"
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {question}", [on.replace(month=1, day=1), on])
        plan = cursor.fetchone()[0][0]["Plan"]
    parts = sorted(set(re.findall(r"attendance_day_(\d{4})'", str(plan))))
    return {"rows": rows, "parts": parts, "pages": plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    print(json.dumps(_night() if sys.argv[1] == "night" else _slope()))
