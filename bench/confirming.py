"""A clerk confirms one day of a township of 45; eight clerks of eight townships do so at once."""

from datetime import timedelta
from uuid import uuid4

import psycopg2
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import people
from bench.clients import CLIENTS, asking, load
from bench.pages import questions
from bench.table import Row
from config.environment import text
from core.clock import today

SIZE = 45
EACH = 40  # days each clerk confirms under load
MOST_STATEMENTS, PATIENCE, SHARE = 8, 60, 0.5


def prepare(places):
    """Takes the last days of these townships' people away, as the owner, so that they can be confirmed anew."""
    postings = [posting for _area, _clerk, mine in places for posting in mine]
    line = psycopg2.connect(text("DATABASE_OWNER_URL"))
    with line, line.cursor() as cursor:
        cursor.execute("ALTER TABLE attendance_day DISABLE TRIGGER day_keep")
        cursor.execute("DELETE FROM attendance_day WHERE posting_id = ANY(%s) AND day >= %s", [postings, _days()[-1]])
        cursor.execute("ALTER TABLE attendance_day ENABLE TRIGGER day_keep")
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bench_day (posting_id bigint, day date, status varchar(12),"
            " PRIMARY KEY (posting_id, day))"
        )
        cursor.execute("TRUNCATE bench_day")
    line.close()


def _days():
    """The days to confirm, the latest first."""
    return [today() - timedelta(days=n) for n in range(EACH + 20)]


def fields(postings, day, token):
    """What the sheet's form sends."""
    said = {"csrfmiddlewaretoken": token, "_once": uuid4().hex, "first": day, "last": day}
    for posting in postings:
        key = f"{posting}-{day:%Y%m%d}"
        said |= {f"v-{key}": "", f"s-{key}": "in_village", f"n-{key}": ""}
    return said


def measure(port, floor_port, places):
    """Two rows: one clerk alone, and eight at once."""
    days = _days()
    look = asking("GET", reverse("sheet"), cookies=people.cookies_of(places[0][1]))
    load(port, [[look] * 5] * CLIENTS)  # warm
    load(floor_port, [[asking("GET", "/row")] * 20] * CLIENTS)
    return [_alone(port, floor_port, places[0], days[:20]), _together(port, floor_port, places, days[20:])]


def _alone(port, floor_port, place, days):
    _area, clerk, postings = place
    cookies = people.cookies_of(clerk)
    path = reverse("sheet-confirm")
    count = _statements(clerk, path, fields(postings, days[0], ""))
    asked = [asking("POST", path, cookies=cookies, fields=fields(postings, day, cookies["csrf"])) for day in days[1:]]
    seen = load(port, [asked])
    floor = load(floor_port, [[asking("POST", "/upsert", fields=fields(postings, day, "")) for day in days[1:]]])
    fine = count <= MOST_STATEMENTS and seen.median <= PATIENCE and set(seen.statuses) == {302}
    return Row(
        f"confirm one day, {len(postings)} people",
        f"{count} statements, {seen.median:.1f} ms (p95 {seen.p95:.0f})",
        f"{floor.median:.1f} ms",
        f"{seen.median / floor.median:.1f}",
        f"≤ {MOST_STATEMENTS}, ≤ {PATIENCE} ms",
        fine,
    )


def _statements(clerk, path, data):
    """Statements of the whole request, its transaction's own begin and end left out."""
    client = people.client_of(clerk)
    client.get(reverse("login"))
    with CaptureQueriesContext(connection) as seen:
        answer = client.post(path, data)
    assert answer.status_code == 302, answer.status_code
    return questions(seen)


def _together(port, floor_port, places, days):
    rounds, floors = [], []
    for _area, clerk, postings in places[:CLIENTS]:
        cookies = people.cookies_of(clerk)
        said = [fields(postings, day, cookies["csrf"]) for day in days]
        rounds.append([asking("POST", reverse("sheet-confirm"), cookies=cookies, fields=one) for one in said])
        floors.append([asking("POST", "/upsert", fields=one) for one in said])
    floor, seen = load(floor_port, floors), load(port, rounds)
    share = seen.rate / floor.rate
    return Row(
        f"confirm, {len(rounds)} clerks at once",
        f"{seen.rate:.0f}/s, p95 {seen.p95:.0f} ms",
        f"{floor.rate:.0f}/s, p95 {floor.p95:.0f} ms",
        f"{share:.2f}",
        f"≥ {SHARE:.2f}",
        share >= SHARE and set(seen.statuses) == {302},
    )
