"""A page as one reader waits for it, and as eight do who ask at once.

A target that names no number of readers is held to the first; the second stands beside it, for it shows what the page
costs: eight readers on two cores wait for four pages each.
"""

from dataclasses import dataclass

from django.test import Client

from bench import people
from bench.clients import CLIENTS, asking, load
from bench.pages import _statements as statements
from bench.table import Row

EACH, ALONE = 15, 20  # requests of each of eight readers, and of one


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
    weight = max(_size(user, path) for path in paths)
    alone = {path: _seen(port, path, cookies, 1) for path in paths}
    slowest = max(paths, key=lambda path: alone[path].p95)
    one, many = alone[slowest], _seen(port, slowest, cookies, CLIENTS)
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


def _seen(port, path, cookies, readers):
    request = asking("GET", path, cookies=cookies)
    load(port, [[request] * 3] * readers)
    each = EACH if readers > 1 else ALONE
    return min((load(port, [[request] * each] * readers) for _ in range(2)), key=lambda one: one.p95)


def _size(user, path):
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="core.signin.Backend")
    return len(client.get(path).content)
