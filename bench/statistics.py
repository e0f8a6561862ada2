"""Statistics over ten years of postings, made for it and taken back: cross-tables and a roster, as pages without a server."""

from statistics import median
from time import perf_counter

from django.db import connection, transaction
from django.urls import reverse

from bench import people
from bench.overview import counted
from bench.table import Row
from teams.models import Posting

TIMES, PATIENCE, MOST_STATEMENTS = 5, 500, 12  # repetitions; milliseconds; statements
TERMS = 4  # of two years each, before the present one
PAGES = [  # what, address name, query
    ("places × years, ten years", "statistics", "?rows=prefecture&columns=year"),
    ("age × years, ten years", "statistics", "?rows=age&columns=year"),
    ("county × source as of a day", "statistics", "?rows=county&columns=source"),
    ("rank × age, Excel", "statistics-file", "?rows=rank&columns=age"),
    ("roster of the province, a page", "statistics-register", "?register=serving"),
]
EARLIER = """
INSERT INTO teams_posting (team_id, area, seat, cadre_id, pairing_id, starts_on, ends_on, end_kind, term_ends_on)
SELECT team_id, area, seat, cadre_id, pairing_id, (starts_on - %(back)s * interval '2 years')::date,
       (starts_on - %(back)s * interval '2 years' + interval '2 years' - interval '1 day')::date, 'term', NULL
FROM (SELECT DISTINCT ON (cadre_id) * FROM teams_posting WHERE ends_on IS NULL ORDER BY cadre_id, starts_on) p
ON CONFLICT DO NOTHING
"""


def measure():
    """A row per page, over the postings of ten years."""
    with transaction.atomic():
        _ten_years()
        total = Posting.objects.count()
        for line in PAGES:
            yield _row(*line, total)
        transaction.set_rollback(True)


def _ten_years():
    """The present term four times over, two years apart; who would then hold two seats at once is left out."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        for back in range(1, TERMS + 1):
            cursor.execute(EARLIER, {"back": back})


def _row(what, name, query, total):
    client, path = people.client_of(people.officer("province", "63")), reverse(name) + query
    answer, statements, asked = counted(client, path)
    took = median(_once(client, path) for _ in range(TIMES))
    return Row(
        f"{what}, {total:,} postings",
        f"{took:.0f} ms, {statements} statements",
        f"{asked:.0f} ms of SQL",
        f"{took / asked:.1f}" if asked else "",
        f"≤ {PATIENCE} ms, ≤ {MOST_STATEMENTS}",
        answer.status_code == 200 and took <= PATIENCE and statements <= MOST_STATEMENTS,
    )


def _once(client, path):
    begun = perf_counter()
    client.get(path)
    return (perf_counter() - begun) * 1000
