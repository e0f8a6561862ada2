"""A page as one reader waits for it, and as eight do who ask at once.

A target that names no number of readers is held to the first; the second stands beside it, for it shows what the page
costs: eight readers on two cores wait for four pages each.
"""

from dataclasses import dataclass

from bench import people
from bench.clients import CLIENTS, asking, best, load
from bench.pages import statements
from bench.table import Row

ALONE = 20  # requests of one reader


@dataclass(frozen=True)
class Limits:
    """What a page may cost: statements, milliseconds (p95 of one reader), bytes (0: not asked)."""

    statements: int
    patience: int
    weight: int = 0

    def __str__(self):
        weight = [f"≤ {self.weight // 1000} KB"] if self.weight else []
        return ", ".join([f"≤ {self.statements}", f"≤ {self.patience} ms", *weight])


def floor_of(port):
    """The least a page can cost here: one row as JSON, by eight at once."""
    return load(port, [[asking("GET", "/row")] * 100] * CLIENTS)


def page(what, port, floor, user, paths, limits):
    """The row of a page; of several addresses the slowest counts, of each the better of two runs."""
    counts, cookies = [statements(user, path) for path in paths], people.cookies_of(user)
    weight = max(len(people.client_of(user).get(path).content) for path in paths)
    requests = {path: asking("GET", path, cookies=cookies) for path in paths}
    alone = {path: best(port, request, readers=1, each=ALONE) for path, request in requests.items()}
    slowest = max(paths, key=lambda path: alone[path].p95)
    one, many = alone[slowest], best(port, requests[slowest])
    fine = all(set(seen.statuses) == {200} for seen in (*alone.values(), many)) and max(counts) <= limits.statements
    said = f"p95 {one.p95:.0f} ms alone, {many.p95:.0f} ms by {CLIENTS} ({many.rate:.0f}/s)"
    return Row(
        what,
        f"{max(counts)} statements, {said}, {weight // 1000} KB",
        f"p95 {floor.p95:.0f} ms by {CLIENTS}",
        f"{many.p95 / floor.p95:.1f}",
        str(limits),
        fine and one.p95 <= limits.patience and (not limits.weight or weight <= limits.weight),
    )
