"""The overview of the province and of a county with all its charts, the comparison and the map, as pages without a server."""

from statistics import median
from time import perf_counter

from django.db import connection
from django.urls import reverse

from bench import people
from bench.table import Row

TIMES, MOST_STATEMENTS = 7, 20  # repetitions; statements of a page
PAGES = [  # what, address name, office, area, milliseconds
    ("overview, province, all charts", "overview", "province", "63", 300),
    ("overview, prefecture, all charts", "overview", "prefecture", "6302", 300),
    ("overview, county, all charts", "overview", "county", "630222", 150),
    ("schematic map, province", "overview-map", "province", "63", 300),
    ("divisions beside each other, province", "overview-compare", "province", "63", 300),
]


def measure():
    """A row per page."""
    yield from (_row(*line) for line in PAGES)


def _row(what, name, office, area, patience):
    client, path = people.client_of(people.officer(office, area)), reverse(name)
    answer, count, asked = counted(client, path)
    took = median(_once(client, path) for _ in range(TIMES))
    return Row(
        what,
        f"{took:.0f} ms, {count} statements, {len(answer.content) // 1024} KB",
        f"{asked:.0f} ms of SQL",
        f"{took / asked:.1f}" if asked else "",
        f"≤ {patience} ms, ≤ {MOST_STATEMENTS}",
        answer.status_code == 200 and took <= patience and count <= MOST_STATEMENTS,
    )


def counted(client, path):
    """(answer, statements, milliseconds in the database) of a page that has been seen once."""
    client.get(path)
    spent = []

    def clock(execute, *statement):
        begun = perf_counter()
        try:
            return execute(*statement)
        finally:
            spent.append(perf_counter() - begun)

    with connection.execute_wrapper(clock):
        answer = client.get(path)
    return answer, len(spent), sum(spent) * 1000


def _once(client, path):
    begun = perf_counter()
    client.get(path)
    return (perf_counter() - begun) * 1000
