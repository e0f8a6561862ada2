"""Days and training of many postings, each read in one statement."""

from collections import defaultdict

from django.db import connection

from attendance import halves, ledger
from attendance.ledger import Session
from attendance.models import Attendee, Training

# What a posting that ended early had confirmed beyond its end is taken off again: it touches few postings, the rest stay unjoined.
CONFIRMED = """
SELECT posting_id, {stretch}, status, count(*) FROM attendance_day
WHERE day BETWEEN %(first)s AND %(last)s AND confirmed_at IS NOT NULL {only}
GROUP BY 1, 2, 3
UNION ALL
SELECT posting_id, {stretch}, status, -count(*) FROM attendance_day JOIN teams_posting p ON p.id = posting_id
WHERE day BETWEEN %(first)s AND %(last)s AND confirmed_at IS NOT NULL {only}
    AND p.ends_on BETWEEN %(first)s AND %(last)s AND day > p.ends_on
GROUP BY 1, 2, 3
"""
STRETCH = "width_bucket(day, %(breaks)s::date[])"
RECENT = """
SELECT posting_id, {counts} FROM attendance_day JOIN teams_posting p ON p.id = posting_id AND day <= coalesce(p.ends_on, day)
WHERE day BETWEEN %(first)s AND %(last)s AND confirmed_at IS NOT NULL {only}
GROUP BY posting_id
"""
ONLY = "AND posting_id = ANY(%(only)s)"
TIMETABLE = ("starts_on", "ends_on", "days", "halves")


def confirmed_days(first, last, breaks=(), only=None):
    """{posting: [(day the stretch begins, status, confirmed days)]} of a span: one aggregate, cut at the breaks.

    The span is written into the statement, so only the partitions of its years are read.
    """
    found = defaultdict(list)
    begins = [first, *breaks]
    sql = CONFIRMED.format(stretch=STRETCH if breaks else "0", only="" if only is None else ONLY)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"first": first, "last": last, "breaks": list(breaks), "only": list(only or ())})
        for posting, stretch, status, count in cursor.fetchall():
            found[posting].append((begins[stretch], status, count))
    return found


def confirmed_since(starts, last, only=None):
    """{day: {posting: confirmed days from that day on}} for a few recent days: one statement."""
    if not starts:
        return {}
    days = sorted(starts)
    counts = ", ".join(f"count(*) FILTER (WHERE day >= %(day{n})s)" for n in range(len(days)))
    values = {f"day{n}": day for n, day in enumerate(days)} | {"first": days[0], "last": last, "only": list(only or ())}
    with connection.cursor() as cursor:
        cursor.execute(RECENT.format(counts=counts, only="" if only is None else ONLY), values)
        rows = cursor.fetchall()
    return {day: {row[0]: row[n + 1] for row in rows} for n, day in enumerate(days)}


def sessions_of(year, only=None):
    """{posting: [sessions]} that touch the year, with the half days of each that somebody came to.

    Timetables are read once a session: repeated for everybody who came, their lists cost more than all the rest.
    """
    first, last = ledger.year_span(year)
    rows = Attendee.objects.filter(attended=True, training__starts_on__lte=last, training__ends_on__gte=first)
    rows = rows if only is None else rows.filter(posting__in=only)
    came = list(rows.order_by().values_list("posting_id", "training_id", "missed"))
    held = Training.objects.filter(starts_on__lte=last, ends_on__gte=first)  # after who came: none of theirs is missing
    tables = {training: table for training, *table in held.order_by().values_list("pk", *TIMETABLE)}
    found, known = defaultdict(list), {}
    for posting, training, missed in came:
        key = (training, *missed)
        if key not in known:
            known[key] = _attended(*tables[training], missed)
        found[posting] += known[key]
    return found


def _attended(starts_on, ends_on, days, numbers, missed):
    """A session as the ledger takes it: as one where every half was attended, else each day by itself."""
    if not missed and len(numbers) == len(halves.all_halves(starts_on, ends_on)):
        return [Session(starts_on, ends_on, days)]
    return [Session(day, day, share) for day, share in halves.shares(starts_on, numbers, missed).items()]
