"""Matching at the size of a province and ten times that: pairings given and open; each in a process of its own for its memory."""

import json
import random
import resource
import subprocess
import sys
import time
from datetime import date

from bench.serving import ROOT, environment
from bench.table import Row

SKILLS = ("party_affairs", "economy", "social_work")
OF_TOWNSHIP = 20
NEEDS = ("party_building", "economy", "governance")
SIZES = {  # villages, villages that a unit serves if given, units a village may choose from if open, seconds, MB
    "given": (1_824, 40, 0, 1, 300),
    "open": (1_824, 10, 4, 15, 1_000),
    "given, ten provinces": (18_000, 40, 0, 30, 1_500),
}


def measure():
    """Three rows: seconds and memory beside the plain first come, first served."""
    for size in SIZES:
        words = [sys.executable, "-m", "bench.matching", size]
        told = json.loads(subprocess.run(words, cwd=ROOT, env=environment(), check=True, capture_output=True).stdout)
        yield _row(size, *SIZES[size][3:], **told)


def _row(size, most, memory_most, *, pairs, seconds, plain, memory, gap, score, plain_score, worth):
    return Row(
        f"matching, pairings {size}: {pairs:,} pairs, gap {gap:g}, score {score:,} (first come {plain_score:,})",
        f"{seconds:.2f} s, {memory:.0f} MB at most",
        f"{plain:.2f} s",
        f"{seconds / plain:.1f}",
        f"≤ {most} s, ≤ {memory_most} MB",
        seconds <= most and memory <= memory_most and gap == 0,
    )


def posed_as(size, seed=2018):
    """A province by lot: 1.1 unit and township cadres for each seat, one in three villages in an ethnic area."""
    from core.policy import policy_in_force
    from selection.matching import posed

    count, of_unit, choice, *_limits = SIZES[size]
    lot = random.Random(seed)
    villages = [_village(lot, number, of_unit, choice) for number in range(count)]
    senders = [f"u{number // of_unit}" for number in range(count) for _ in range(2)]
    townships = [f"t{number // OF_TOWNSHIP}" for number in range(count)]
    cadres = [
        _cadre(lot, number, unit)
        for number, unit in enumerate([*senders, *lot.sample(senders, count // 5), *townships, *townships[::11]])
    ]
    return posed(villages, cadres, policy_in_force("63", date(2026, 7, 1)))


def _village(lot, number, of_unit, choice):
    from selection.matching import Village

    unit = number // of_unit
    return Village(
        f"{number:06}",
        frozenset(lot.sample(NEEDS, lot.randint(0, 3))),
        lot.random() < 1 / 3,
        frozenset(lot.sample(("bo", "mn", "zh"), 1)),
        None if choice else f"u{unit}",
        f"t{number // OF_TOWNSHIP}",
        frozenset(f"u{unit - unit % choice + one}" for one in range(choice)) if choice else None,
    )


def _cadre(lot, number, unit):
    from selection.matching import Cadre

    some = lot.choice((("first_secretary", "unit_member"), ("unit_member",), ("first_secretary", "unit_member")))
    return Cadre(
        f"c{number:06}",
        unit,
        frozenset(("township_member",) if unit.startswith("t") else some),
        frozenset(lot.sample(SKILLS, lot.randint(0, 2))),
        frozenset(lot.sample(("bo", "mn", "zh"), lot.randint(0, 2))),
        lot.random() < 0.2,
        lot.randint(1, 90),
    )


def _run(size):
    import scipy.optimize  # noqa: F401 – a worker has it loaded

    from selection.matching import first_come, solve

    problem = posed_as(size)
    began = time.perf_counter()
    plan = solve(problem)
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.perf_counter()
    baseline = first_come(problem)
    told = {"seconds": seconds, "plain": time.perf_counter() - began, "memory": memory, "pairs": _pairs(problem)}
    told |= {"gap": plan.gap, "score": plan.score, "plain_score": baseline.score, "worth": plan.worth}
    print(json.dumps(told))


def _pairs(problem):
    return sum(
        len(problem.pool.get(unit, ())) * len(place.seats) for place in problem.places() for unit in place.groups
    )


if __name__ == "__main__":
    _run(sys.argv[1])
