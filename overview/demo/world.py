"""What the parts of the demonstration share: the day, the dice, the places, and what was made so far."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.models import Division

TEAMS_OF_THE_PROVINCE = 1824  # 组建1824支驻村工作队 (一)
DEMO_COUNTY, DEMO_TOWNSHIP = "630222", "630222100"
NEIGHBOUR_TOWNSHIP = "630222101"
TEAMS_OF_THE_NEIGHBOUR = 15  # a township of 45 seats
ASSESSED = (DEMO_COUNTY, "630202")  # counties whose last year was assessed
SCALES = {"township": DEMO_TOWNSHIP, "haidong": "6302", "province": "63"}  # the smallest one is for tests
TERM = timedelta(days=730)
_NOT_RURAL = ("社区", "居委会", "居民委员会", "生活区", "虚拟")


@dataclass
class World:
    """One demonstration under way. `say` prints progress."""

    scale: str
    seed: int
    on: date
    say: object = print
    divisions: dict = field(default_factory=dict)
    sites: list = field(default_factory=list)  # codes of the villages that have teams
    spare: list = field(default_factory=list)  # codes of villages without one
    units: dict = field(default_factory=dict)
    users: dict = field(default_factory=dict)  # (office, place) → user; `name` of the cast → user
    villages: dict = field(default_factory=dict)
    pairings: dict = field(default_factory=dict)
    teams: dict = field(default_factory=dict)
    postings: list = field(default_factory=list)
    pool: dict = field(default_factory=dict)  # employer → free cadres
    postings_by_county: dict = field(default_factory=dict)
    open_seats: list = field(default_factory=list)  # (team, seat)
    trained: dict = field(default_factory=dict)  # posting number → days in training

    def dice(self, topic):
        """A source of chance of its own for each topic, so that one part never moves another."""
        return random.Random(f"{self.seed}:{self.scale}:{topic}")

    @property
    def first_day(self):
        """The first of the 365 days that end with the day of the demonstration."""
        return self.on - timedelta(days=364)

    @property
    def wave(self):
        """The day the present term began: the last first of September at least a year ago."""
        year = self.first_day.year
        return date(year, 9, 1) if self.first_day >= date(year, 9, 1) else date(year - 1, 9, 1)

    @property
    def term_ends_on(self):
        """The last day of the present term, two years after it began."""
        return self.wave.replace(year=self.wave.year + 2) - timedelta(days=1)

    def name_of(self, code):
        """A division's name."""
        return self.divisions[code].name

    def counties(self):
        """The counties that have teams, and the demonstration's neighbour."""
        return sorted({code[:6] for code in self.sites} | {DEMO_COUNTY, "630202"})

    def townships(self):
        """The townships that have teams, and the demonstration's neighbour."""
        return sorted({code[:9] for code in self.sites} | {NEIGHBOUR_TOWNSHIP})


def pick_sites(world):
    """Draws the villages that have teams, those of the cast's two townships first, and a few that have none."""
    world.divisions = {row.code: row for row in Division.objects.current()}
    rural = [code for code, row in world.divisions.items() if len(code) == 12 and _is_rural(row.name)]
    inside = sorted(code for code in rural if code.startswith(SCALES[world.scale]))
    near = [code for code in inside if code.startswith(NEIGHBOUR_TOWNSHIP)]
    home = [code for code in inside if code.startswith(DEMO_TOWNSHIP)] + near[:TEAMS_OF_THE_NEIGHBOUR]
    others = [code for code in inside if code not in {*home, *near}]
    wanted = max(round(TEAMS_OF_THE_PROVINCE * len(inside) / len(rural)) - len(home), 0)
    drawn = world.dice("sites").sample(others, min(wanted + wanted // 20, len(others)))
    world.sites, world.spare = sorted([*home, *drawn[:wanted]]), drawn[wanted:]


def _is_rural(name):
    return not any(word in name for word in _NOT_RURAL)
