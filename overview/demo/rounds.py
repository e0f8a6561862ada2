"""A round that runs over all villages of the demonstration, with people in its pool; nominations on their way belong to it."""

from datetime import timedelta

from core.actor import Actor
from core.offices import Office
from overview.demo.nominations import SAID, WAIVER
from overview.demo.world import DEMO_COUNTY
from selection.actions import rounds as deeds
from selection.models import Nomination, PoolMember
from selection.rules import full_years
from selection.terms import next_month
from teams.models import Seat

PER_SEAT = 1.2  # people in the pool for each seat nobody is on the way to
OLD = 45  # older ones come with the reason for a waiver
KEEPERS = {
    "township": (Office.COUNTY, DEMO_COUNTY),
    "haidong": (Office.PREFECTURE, "6302"),
    "province": (Office.PROVINCE, "63"),
}


def make_rounds(world):
    """The round, opened by the real deeds; its nominations; its pool."""
    office, area = KEEPERS[world.scale]
    user = world.users[str(office), area]
    by = Actor(user.pk, user.name, None, office, area, place=world.divisions[area].full_name)
    case = deeds.prepare_round(_facts(world, area), world.teams.values(), by=by, on=world.on)
    case = deeds.open_round(case, by=by, on=world.on)
    Nomination.objects.open().update(round=case)
    PoolMember.objects.bulk_create(_pool(world, case))


def _facts(world, area):
    until = world.on + timedelta(days=20)
    starts_on = next_month(until)
    return {
        "name": f"{world.divisions[area].name}{starts_on.year}年驻村干部补充选派",
        "document_number": f"组通字〔{world.on.year}〕18号",
        "nominate_from": world.on - timedelta(days=15),
        "nominate_until": until,
        "starts_on": starts_on,
        "term_ends_on": starts_on.replace(year=starts_on.year + 2) - timedelta(days=1),
    }


def _pool(world, case):
    """From every sender with seats left to fill, a few more people than seats."""
    busy = set(Nomination.objects.open().values_list("team", "seat"))
    wanted = {}
    for team, seat in world.open_seats:
        if (team.pk, seat) not in busy:
            key = _sender(world, team, seat)
            wanted[key] = wanted.get(key, 0) + 1
    owed = 0.0
    for key, seats in wanted.items():
        owed += seats * PER_SEAT
        for order, cadre in enumerate(world.pool.get(key, [])[: round(owed)], start=1):
            owed -= 1
            yield _member(world, case, cadre, order)


def _sender(world, team, seat):
    """Under which key of `world.pool` the people for a seat stand."""
    if seat == Seat.TOWNSHIP_MEMBER:
        return None, world.divisions[team.area[:9]].pk
    return world.pairings[team.area].unit_id, None


def _member(world, case, cadre, order):
    leads = cadre.party == "full_member" and cadre.rank != "staff"
    unit_seats = [Seat.FIRST_SECRETARY, Seat.UNIT_MEMBER] if leads else [Seat.UNIT_MEMBER]
    return PoolMember(
        round=case,
        cadre=cadre,
        unit=cadre.unit,
        sender_area=cadre.area,
        seats=unit_seats if cadre.unit_id else [Seat.TOWNSHIP_MEMBER],
        order=order,
        decision_number=f"党组会〔{world.on.year}〕{cadre.born_on.toordinal() % 40 + 1}号",
        decided_on=world.on - timedelta(days=10),
        waiver_reason=WAIVER if full_years(cadre.born_on, case.starts_on) > OLD else "",
        **SAID,
    )
