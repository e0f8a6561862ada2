"""The month sheet: opened by eight at once, a month saved in one batch, a whole province confirming its day in a minute."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import median

import psycopg2
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import confirming, people
from bench.clients import CLIENTS, arriving, asking, best, load
from bench.pages import questions
from bench.table import Row
from config.environment import text
from core.clock import today

MOST_STATEMENTS, OPEN_MS, MOST_BYTES, SAVE_MS, RUSH_MS = 12, 150, 150 * 1024, 200, 500
DAYS, TOWNSHIPS, MINUTE = 31, 422, 60

READ = """
SELECT d.posting_id, d.day, d.status, d.note, d.confirmed_at, d.changed_at, d.source
FROM attendance_day d JOIN teams_posting p ON p.id = d.posting_id
WHERE p.area LIKE %s AND d.day BETWEEN %s AND %s
"""
WRITE = """
INSERT INTO bench_day (posting_id, day, status) SELECT * FROM unnest(%s::bigint[], %s::date[], %s::varchar[])
ON CONFLICT (posting_id, day) DO UPDATE SET status = excluded.status
"""


def measure(port, places):
    """Three rows."""
    confirming.prepare(places)
    yield _opened(port, places[0])
    yield _saved(port, places)
    yield _rush(port)


def _opened(port, place):
    """The month before those that were taken away: 45 people, every day confirmed."""
    area, clerk, _postings = place
    first = (today().replace(day=1) - timedelta(days=80)).replace(day=1)
    path = f"{reverse('api-month-sheet')}?month={first:%Y-%m}"
    client = people.client_of(clerk)
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        told = client.get(path)
    count, cells = questions(seen), sum(len(days) for days in told.json()["cells"].values())
    request = asking("GET", path, cookies=people.cookies_of(clerk))
    shown = best(port, request)
    floor = _sql(READ, [f"{area}%", first, first + timedelta(days=DAYS)])
    fine = count <= MOST_STATEMENTS and shown.p95 <= OPEN_MS and len(told.content) <= MOST_BYTES
    return Row(
        f"month sheet opened, {cells} cells, {CLIENTS} at once",
        f"{count} statements, p95 {shown.p95:.0f} ms, {shown.rate:.0f}/s, {len(told.content) / 1024:.0f} KB",
        f"SQL {floor:.1f} ms",
        f"{shown.median / CLIENTS / floor:.1f}",
        f"≤ {MOST_STATEMENTS}, ≤ {OPEN_MS} ms, ≤ {MOST_BYTES // 1024} KB",
        fine and set(shown.statuses) == {200},
    )


def _saved(port, places):
    """Each clerk saves a month of days nobody has confirmed; the first through the test client, to count statements."""
    batches = [_cells(postings, DAYS) for _area, _clerk, postings in places]
    path = reverse("api-month-sheet")
    with CaptureQueriesContext(connection) as seen:
        people.client_of(places[0][1]).patch(path, {"entries": batches[0]}, content_type="application/json")
    writes = sum("INTO attendance_day AS" in one["sql"] for one in seen.captured_queries)
    requests = [
        asking("PATCH", path, cookies=people.cookies_of(clerk), said={"entries": batch})
        for (_area, clerk, _mine), batch in zip(places[1:], batches[1:], strict=True)
    ]
    shown = load(port, [requests])
    floor = _sql(WRITE, _columns(batches[1]))
    return Row(
        f"month saved, {len(batches[1])} cells",
        f"{writes} writing statement of {questions(seen)}, {shown.median:.0f} ms (p95 {shown.p95:.0f})",
        f"SQL {floor:.0f} ms",
        f"{shown.median / floor:.1f}",
        f"1 statement, ≤ {SAVE_MS} ms",
        writes == 1 and shown.median <= SAVE_MS and set(shown.statuses) == {200},
    )


def _rush(port):
    """Every township confirms its day at a random moment of one minute; meanwhile the province board is read again and again."""
    places = people.townships(confirming.SIZE, TOWNSHIPS)
    _unconfirmed([posting for _area, _clerk, mine in places for posting in mine])
    path, cells = reverse("api-month-sheet"), [_cells(mine, 1) for _area, _clerk, mine in places]
    requests = [
        asking("PATCH", path, cookies=people.cookies_of(clerk), said={"entries": said})
        for (_area, clerk, _mine), said in zip(places, cells, strict=True)
    ]
    board = asking("GET", reverse("on-post"), cookies=people.cookies_of(people.officer("province", "63")))
    until = time.perf_counter() + MINUTE
    with ThreadPoolExecutor(1) as beside:
        reading = beside.submit(_again_and_again, port, board, until)
        shown = arriving(port, requests, MINUTE)
        reads = reading.result()
    floor = median(_sql(WRITE, _columns(said), times=1) for said in cells[:20])
    return Row(
        f"{len(requests)} townships confirm the day in a minute",
        f"p95 {shown.p95:.0f} ms, answers {shown.statuses}; board read {len(reads)} times, p95 {_p95(reads):.0f} ms",
        f"SQL {floor:.1f} ms",
        f"{shown.median / floor:.1f}",
        f"no error, p95 ≤ {RUSH_MS} ms",
        set(shown.statuses) == {200} and shown.p95 <= RUSH_MS and {status for _s, status in reads} == {200},
    )


def _again_and_again(port, request, until):
    told = []
    while time.perf_counter() < until:
        seen = load(port, [[request]])
        told.append((seen.times[0], next(iter(seen.statuses))))
    return told


def _p95(told):
    return sorted(seconds for seconds, _status in told)[int(len(told) * 0.95)] * 1000


def _cells(postings, count):
    days = [(today() - timedelta(days=n)).isoformat() for n in range(count)]
    return [
        {
            "posting": posting,
            "day": day,
            "status": "in_village",
            "note": "",
            "version": "",
            "reason": "",
            "confirm": True,
        }
        for posting in postings
        for day in days
    ]


def _columns(cells):
    return [[cell[name] for cell in cells] for name in ("posting", "day", "status")]


def _sql(statement, values, times=9):
    """Milliseconds of the bare statement, its rows fetched."""
    taken = []
    with connection.cursor() as cursor:
        for _ in range(times):
            began = time.perf_counter()
            cursor.execute(statement, values)
            if cursor.description:
                cursor.fetchall()
            taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


def _unconfirmed(postings):
    """Takes today's rows of these people away, as the owner."""
    line = psycopg2.connect(text("DATABASE_OWNER_URL"))
    with line, line.cursor() as cursor:
        cursor.execute("ALTER TABLE attendance_day DISABLE TRIGGER day_keep")
        cursor.execute("DELETE FROM attendance_day WHERE posting_id = ANY(%s) AND day = %s", [postings, today()])
        cursor.execute("ALTER TABLE attendance_day ENABLE TRIGGER day_keep")
    line.close()
