"""`make bench`: prints the table and keeps it in bench/results. Words: those of PARTS (all when none is given)."""

import os
import sys
from datetime import datetime
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
import django

django.setup()

from bench import (  # noqa: E402
    annual,
    assessing,
    board,
    confirming,
    dues,
    grading,
    importing,
    looking,
    matching,
    month,
    overview,
    pages,
    people,
    queue,
    registers,
    rounds,
    standings,
    statistics,
)
from bench.serving import served  # noqa: E402
from bench.table import shown  # noqa: E402
from teams.models import Posting  # noqa: E402

RESULTS = Path(__file__).parent / "results"
# what needs no server
ALONE = {"board": board, "standings": standings, "matching": matching, "imports": importing, "registers": registers}
ALONE |= {"assessing": assessing, "grading": grading, "overview": overview, "annual": annual}
ALONE |= {"statistics": statistics, "dues": dues}
PARTS = (
    "board",
    "pages",
    "confirm",
    "month",
    "standings",
    "matching",
    "imports",
    "rounds",
    "queue",
    "registers",
    "assessing",
    "grading",
    "overview",
    "home",
    "search",
    "dossier",
    "annual",
    "statistics",
    "dues",
)


def main(words):
    """Measures what was asked for; 1 when a target is missed."""
    if set(words) - set(PARTS):
        print(f"Usage: python -m bench [{'|'.join(PARTS)}] …")
        return 2
    if Posting.objects.count() < 5000:
        print("The bench needs a province of demonstration data: `make bench` loads it.")
        return 2
    rows = list(_rows(words or PARTS))
    text = f"{_surroundings()}\n{shown(rows)}\n"
    print(text)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{datetime.now():%Y%m%d-%H%M%S}.txt").write_text(text)
    return 0 if all(row.ok for row in rows) else 1


def _surroundings():
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{datetime.now():%Y-%m-%d %H:%M} · {os.cpu_count()} cores · load {load}"


def _rows(parts):
    people.forgotten_age()
    places = people.townships(confirming.SIZE, 8)
    confirming.prepare(places)
    floor = served("bench.floor:application", BENCH_FLOOR="1", DJANGO_SETTINGS_MODULE="")
    with served("config.wsgi:application") as port, floor as floor_port:
        measures = {
            "pages": lambda: pages.measure(port, floor_port, places[0][1]),
            "confirm": lambda: confirming.measure(port, floor_port, places),
            "month": lambda: month.measure(port, places),
            "rounds": lambda: rounds.measure(port, floor_port),
            "queue": lambda: queue.measure(port, floor_port),
            "home": lambda: looking.home(port, floor_port),
            "search": lambda: looking.search(port, floor_port),
            "dossier": lambda: looking.dossier(port, floor_port),
        }
        for name in parts:
            yield from measures.get(name, list)()
    for part in filter(parts.__contains__, ALONE):
        yield from ALONE[part].measure()


sys.exit(main(sys.argv[1:]))
