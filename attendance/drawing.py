"""Drawing whom to check. Pure, and in whole numbers only: the stored seed and list give the same draw for ever.

Every lot is SHA-256 of the seed and the lot's own words, read as one big number; nothing here depends on the version of
Python. A person weighs the days nobody has checked them, a township what its people weigh together.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate


@dataclass(frozen=True, order=True)
class Candidate:
    """One posting that may be drawn: its township, and for how many days (at least one) nobody has checked it."""

    posting: int
    township: str
    days: int

    @property
    def weight(self):
        """How heavy it lies in the urn; whoever was checked today still lies there."""
        return max(1, self.days)


def digest(people) -> str:
    """The fingerprint of a list, whatever its order: SHA-256 of its lines `posting,township,days`."""
    lines = (f"{one.posting},{one.township},{one.days}" for one in sorted(people))
    return sha256("\n".join(lines).encode()).hexdigest()


def shares(people, count, seed) -> dict[str, int]:
    """How many are drawn in each township: its fair share by weight, rounded down or up, never more than it has people.

    Whole shares are given first. What is left of the shares is drawn by lot, each township weighing its remainder: with
    fewer checks than townships the largest remainder alone would always visit the largest ones, and everybody would know.
    """
    room, weight = Counter(one.township for one in people), Counter()
    for one in people:
        weight[one.township] += one.weight
    given, left = _whole(room, weight, min(count, len(people)))
    for township in lots(left.rest, left.count, seed, "townships"):
        given[township] += 1
    return {township: given[township] for township in sorted(room)}


@dataclass(frozen=True)
class _Left:
    rest: dict
    count: int


def _whole(room, weight, count):
    """The whole shares, the small townships filled first; and what remains of the shares of the others."""
    given, asked = Counter(), dict(weight)
    while True:
        total = sum(asked.values())
        full = [township for township in asked if count * asked[township] >= room[township] * total]
        if not full or not count:
            break
        for township in full:
            given[township] = room[township]
            count -= room[township]
            del asked[township]
    whole = {township: count * heavy // total for township, heavy in asked.items()}
    given.update(whole)
    rest = {township: count * heavy % total for township, heavy in asked.items()}
    return given, _Left(rest, count - sum(whole.values()))


def draw(people, count, seed) -> list[int]:
    """The postings drawn, township by township, in the order in which their lots fell."""
    urns = defaultdict(dict)
    for one in sorted(people):
        urns[one.township][one.posting] = one.weight
    given = shares(people, count, seed)
    return [posting for township, urn in sorted(urns.items()) for posting in lots(urn, given[township], seed, township)]


def lots(weights, count, seed, words) -> list:
    """`count` different keys, each next one with a chance of its weight among those still there."""
    there, drawn = {key: weights[key] for key in sorted(weights) if weights[key]}, []
    for turn in range(min(count, len(there))):
        ends = list(accumulate(there.values()))
        at = bisect_right(ends, _number(seed, words, turn) % ends[-1])
        drawn.append(list(there)[at])
        del there[drawn[-1]]
    return drawn


def _number(*words):
    return int.from_bytes(sha256("|".join(map(str, words)).encode()).digest(), "big")
