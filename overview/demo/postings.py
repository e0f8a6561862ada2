"""Teams and postings: most complete since the term began, some changed on the way, some short."""

from collections import defaultdict
from datetime import timedelta

from overview.demo.accounts import give_accounts
from overview.demo.people import Maker
from overview.demo.world import DEMO_COUNTY, DEMO_TOWNSHIP
from teams.models import Cadre, Posting, Seat, Team

SHORT, CHANGED, LATE = 0.02, 0.03, 0.08  # shares of seats: open today · changed hands · filled within the year
SHORT_AT_HOME = 6  # open seats of the demonstration's township beside its one team that has nobody yet


def make_postings(world):
    """Teams, the cadres of every seat, their postings, and free cadres at every employer."""
    rows = [Team(village=world.villages[code], area=code, formed_on=world.wave) for code in world.sites]
    world.teams = {team.area: team for team in Team.objects.bulk_create(rows)}
    plans = _plans(world)
    maker = Maker(world)
    cadres = [maker.cadre(**_source(world, team, seat)) for team, seat, _, _ in plans]
    free = _free(world, maker)
    Cadre.objects.bulk_create([*cadres, *free], batch_size=2000)
    rows = [_posting(world, cadre, *plan) for cadre, plan in zip(cadres, plans, strict=True)]
    world.postings = Posting.objects.bulk_create(rows, batch_size=2000)
    for cadre in free:
        world.pool.setdefault((cadre.unit_id, cadre.township_id), []).append(cadre)
    at_home = (row for row in world.postings if row.area.startswith(DEMO_COUNTY) and row.ends_on is None)
    give_accounts(world, [row.cadre for row in at_home])


def _plans(world):
    """[(team, seat, from, to)]: who held which seat when; notes the seats that nobody holds now."""
    dice, plans = world.dice("postings"), []
    short = _short_at_home(world)
    for code, team in world.teams.items():
        for seat in Seat.values:
            plan = [] if (code, seat) in short else _holders(world, dice)
            plans += [(team, seat, *dates) for dates in plan]
            if not plan or plan[-1][1]:
                world.open_seats.append((team, seat))
    return plans


def _short_at_home(world):
    """The first team of the demonstration's township waits for all three; some others of the county for one."""
    home = [code for code in world.sites if code.startswith(DEMO_TOWNSHIP)]
    lacking = {(home[0], seat) for seat in Seat.values}
    return lacking | {(code, Seat.values[n % 3]) for n, code in enumerate(home[3 : 3 + SHORT_AT_HOME])}


def _holders(world, dice):
    """[(from, to)] of the people who held one seat in turn."""
    chance, since = dice.random(), world.wave
    later = world.wave + timedelta(days=dice.randint(40, (world.on - world.wave).days - 25))
    if chance < SHORT:
        return [(since, later)] if dice.random() < 0.6 else []
    if chance < SHORT + CHANGED:
        return [(since, later), (later + timedelta(days=dice.randint(3, 20)), None)]
    return [(later, None)] if chance < SHORT + CHANGED + LATE else [(since, None)]


def _source(world, team, seat):
    """Who sends the holder of a seat: the paired unit, or the township."""
    if seat == Seat.TOWNSHIP_MEMBER:
        return {"township": world.divisions[team.area[:9]]}
    return {"unit": world.pairings[team.area].unit, "leads": seat == Seat.FIRST_SECRETARY}


def _free(world, maker):
    """People at home who may be nominated: two at every unit and township, more and odder ones at the cast's."""
    rows = [
        row for unit in world.units.values() for row in (maker.cadre(unit=unit, leads=True), maker.cadre(unit=unit))
    ]
    for code in world.townships():
        rows += [maker.cadre(township=world.divisions[code]) for _ in range(5 if code == DEMO_TOWNSHIP else 2)]
    return rows + _odd_ones(world, maker)


def _odd_ones(world, maker):
    """At the cast's unit: more people, one past 45 (waiver), one on probation (not eligible to lead)."""
    unit = world.users["unit"].appointments.get().unit
    born = world.on - timedelta(days=47 * 366)
    return [
        *(maker.cadre(unit=unit, leads=n % 2 == 0, promotable=n == 0) for n in range(6)),
        maker.cadre(unit=unit, leads=True, born_on=born),
        maker.cadre(unit=unit, leads=True, party="probationary"),
    ]


def _posting(world, cadre, team, seat, starts_on, ends_on):
    pairing = None if seat == Seat.TOWNSHIP_MEMBER else world.pairings[team.area]
    return Posting(
        team=team,
        area=team.area,
        seat=seat,
        cadre=cadre,
        pairing=pairing,
        starts_on=starts_on,
        ends_on=ends_on,
        term_ends_on=world.term_ends_on,
    )


def by_county(rows):
    """{county code: rows} of rows that have an area."""
    found = defaultdict(list)
    for row in rows:
        found[row.area[:6]].append(row)
    return found
