"""Dispatching units, villages and their pairings."""

from collections import Counter
from datetime import date

from core.models import Unit
from overview.demo.people import Namer
from overview.demo.words import TITLES, organs_of
from overview.demo.world import DEMO_TOWNSHIP
from teams.models import Pairing, Village

DEMO_UNIT = ("prefecture", "6302", "海东市水务局")
# How often a village is paired with a unit of each level, and how long the level's home code is.
LEVELS = {"county": (45, 6), "prefecture": (30, 4), "provincial": (18, 2), "central": (7, 2)}
CATEGORIES = (["registered_poor"],) * 6 + (["weak_organization"],) * 2 + (["stability_focus"], [])
NEEDS = ("party_building", "economy", "governance")


def make_places(world):
    """Pairs each village with a unit, makes the units asked for, the villages and the pairings."""
    wanted = _wanted_units(world)
    world.units = _units(world, sorted(set(wanted.values())))
    world.villages = _villages(world)
    rows = [_pairing(world, code, key) for code, key in wanted.items()]
    world.pairings = {row.village.area: row for row in Pairing.objects.bulk_create(rows)}


def _wanted_units(world):
    """{village: (level, home, unit name)}: the demonstration's unit has three villages of the township."""
    dice, asked, found = world.dice("pairing"), Counter(), {}
    home = [code for code in world.sites if code.startswith(DEMO_TOWNSHIP)]
    for code in world.sites:
        level = dice.choices(list(LEVELS), [weight for weight, _ in LEVELS.values()])[0]
        place = code[: LEVELS[level][1]]
        names = organs_of(level, world.name_of(place))
        found[code] = DEMO_UNIT if code in home[:3] else (level, place, names[asked[place, level] // 2 % len(names)][0])
        asked[place, level] += 1
    return found


def _units(world, keys):
    kinds = {}
    for level, place, _ in keys:
        kinds |= dict(organs_of(level, world.name_of(place)))
    namer = Namer(world, "leaders")
    dice = world.dice("titles")
    rows = [
        Unit(
            name=name,
            level=level,
            kind=kinds[name],
            home=world.divisions[place],
            party_committee=f"{name}{'党组' if kinds[name] == 'organ' else '党委'}",
            leader_name=namer.name("male"),
            leader_title=dice.choice(TITLES[kinds[name]]),
        )
        for level, place, name in keys
    ]
    return dict(zip(keys, Unit.objects.bulk_create(rows), strict=True))


def _villages(world):
    dice = world.dice("villages")
    rows = [_village(world, code, dice) for code in [*world.sites, *world.spare]]
    return {row.area: row for row in Village.objects.bulk_create(rows)}


def _village(world, code, dice):
    division = world.divisions[code]
    return Village(
        division=division,
        area=code,
        categories=dice.choice(CATEGORIES),
        needs=dice.sample(NEEDS, dice.randint(1, 2)),
        poverty_exit_on=date(dice.randint(2017, 2019), 12, 31) if dice.random() < 0.8 else None,
        ethnic_area=division.ethnic_area,
        languages=division.languages,
    )


def _pairing(world, code, key):
    begun = date(world.wave.year, 8, 1)
    return Pairing(unit=world.units[key], village=world.villages[code], starts_on=begun)
