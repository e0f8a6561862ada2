"""The fixed cast: two counties of Haidong and one of Xining, their offices, two units, a team of three.

Real division codes; plainly invented people. `build()` is called once per test session, and again after a flush.
"""

import copy
from datetime import date
from types import SimpleNamespace

from core.actor import Actor
from core.models import Appointment, Division, Unit, User
from core.models.regions import LEVEL_OF_LENGTH
from core.offices import Office
from teams.models import Cadre, Pairing, Posting, Team, Village

TODAY = date(2026, 7, 20)
BEGAN = date(2025, 9, 1)
PASSWORD = "Zhu-cun-2026!"
HASH = "argon2$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$unusable"

PLACES = {
    "63": "青海省",
    "6301": "西宁市",
    "630121": "大通回族土族自治县",
    "630121100": "桥头镇",
    "630121100200": "上庙沟村委会",
    "6302": "海东市",
    "630202": "乐都区",
    "630202101": "雨润镇",
    "630202101200": "深沟村委会",
    "630222": "民和回族土族自治县",
    "630222100": "川口镇",
    "630222100200": "红卫村委会",
    "630222100201": "享堂村委会",
    "630222100202": "史纳村委会",
    "630222101": "古鄯镇",
    "630222101200": "古鄯村委会",
}

# name → (office, division code or unit name). `county2` is the neighbour; `county_b` a second officer of the county.
OFFICES = {
    "province": (Office.PROVINCE, "63"),
    "province_b": (Office.PROVINCE, "63"),
    "prefecture": (Office.PREFECTURE, "6302"),
    "prefecture2": (Office.PREFECTURE, "6301"),
    "county": (Office.COUNTY, "630222"),
    "county_b": (Office.COUNTY, "630222"),
    "county2": (Office.COUNTY, "630202"),
    "leadership": (Office.LEADERSHIP, "630222"),
    "leadership2": (Office.LEADERSHIP, "630202"),
    "township": (Office.TOWNSHIP, "630222100"),
    "township2": (Office.TOWNSHIP, "630222101"),
    "clerk": (Office.CLERK, "630222100"),
    "clerk_b": (Office.CLERK, "630222100"),
    "clerk2": (Office.CLERK, "630222101"),
    "unit": (Office.UNIT, "海东市水务局"),
    "unit2": (Office.UNIT, "青海省林草局"),
    "sysadmin": (Office.SYSADMIN, "63"),
    "auditor": (Office.AUDITOR, "63"),
}


def build():
    """Everything, saved. Returns the cast."""
    cast = SimpleNamespace(today=TODAY)
    cast.places = _divisions()
    cast.units = _units(cast.places)
    cast.villages = _villages(cast.places)
    cast.pairings = _pairings(cast)
    cast.cadres = _cadres(cast)
    cast.teams, cast.postings = _teams(cast)
    cast.users, cast.appointments = _users(cast)
    cast.actors = {name: _actor(cast.users[name], held) for name, held in cast.appointments.items()}
    return cast


def copy_of(cast):
    """A copy whose objects a test may change."""
    return copy.deepcopy(cast)


def _divisions():
    rows = []
    for code, name in PLACES.items():
        parents = [PLACES[code[:n]] for n in (2, 4, 6, 9) if n < len(code)]
        full = " / ".join([*parents, name])
        parent = {2: "", 4: code[:2], 6: code[:4], 9: code[:6], 12: code[:9]}[len(code)]
        level = LEVEL_OF_LENGTH[len(code)]
        rows.append(Division(code=code, name=name, level=level, parent_code=parent, full_name=full, initials="x"))
    return {row.code: row for row in Division.objects.bulk_create(rows)}


def _units(places):
    water = Unit(
        name="海东市水务局",
        level="prefecture",
        kind="organ",
        home=places["6302"],
        party_committee="海东市水务局党组",
        leader_name="领导甲",
    )
    forest = Unit(
        name="青海省林草局",
        level="provincial",
        kind="organ",
        home=places["63"],
        party_committee="青海省林草局党组",
        leader_name="领导乙",
    )
    return {unit.name: unit for unit in Unit.objects.bulk_create([water, forest])}


def _villages(places):
    codes = [code for code in PLACES if len(code) == 12]
    facts = {"ethnic_area": True, "languages": ["zh"], "needs": ["economy"], "categories": ["registered_poor"]}
    rows = [Village(division=places[code], area=code, **facts) for code in codes]
    return {row.area: row for row in Village.objects.bulk_create(rows)}


def _pairings(cast):
    water, forest = cast.units["海东市水务局"], cast.units["青海省林草局"]
    pairs = {
        "630222100200": water,
        "630222100201": water,
        "630222101200": forest,
        "630202101200": forest,
        "630121100200": forest,
    }
    rows = [Pairing(unit=unit, village=cast.villages[code], starts_on=date(2025, 8, 1)) for code, unit in pairs.items()]
    return {row.village.area: row for row in Pairing.objects.bulk_create(rows)}


def _cadre(cast, name, *, unit="", township="", **facts):
    facts = {"sex": "male", "born_on": date(1985, 6, 15), "party": "full_member", "rank": "deputy_division", **facts}
    place = cast.units[unit].home.code if unit else township
    cadre = Cadre(name=name, unit=cast.units.get(unit), township=cast.places.get(township), area=place, **facts)
    cadre.put_id_number(f"00000019850615{Cadre.objects.count():04d}")
    cadre.put_phone("13800000000")
    cadre.save()
    return cadre


def _cadres(cast):
    water, forest = "海东市水务局", "青海省林草局"
    return {
        "first": _cadre(cast, "队长甲", unit=water),
        "member": _cadre(cast, "队员乙", unit=water, rank="staff"),
        "town": _cadre(cast, "乡员丙", township="630222100", rank="staff"),
        "pool": _cadre(cast, "人选丁", unit=water),
        "pool2": _cadre(cast, "人选戊", unit=water, rank="staff"),
        "older": _cadre(cast, "年长己", unit=water, born_on=date(1975, 1, 1)),
        "town_pool": _cadre(cast, "乡选庚", township="630222100", rank="staff"),
        "elsewhere": _cadre(cast, "外县辛", unit=forest),
        "posted_elsewhere": _cadre(cast, "外县壬", unit=forest),
    }


def _teams(cast):
    """享堂 has a full team, 红卫 an empty one, 深沟 (the neighbouring county) a first secretary only."""
    codes = ("630222100200", "630222100201", "630202101200")
    teams = {code: Team.objects.create(village=cast.villages[code], area=code, formed_on=BEGAN) for code in codes}
    full, other = teams["630222100201"], teams["630202101200"]
    postings = {
        "first": _posting(cast, full, "first_secretary", "first"),
        "member": _posting(cast, full, "unit_member", "member"),
        "town": _posting(cast, full, "township_member", "town"),
        "elsewhere": _posting(cast, other, "first_secretary", "posted_elsewhere"),
    }
    return teams, postings


def _posting(cast, team, seat, who):
    pairing = None if seat == "township_member" else cast.pairings[team.area]
    return Posting.objects.create(
        team=team,
        area=team.area,
        seat=seat,
        cadre=cast.cadres[who],
        pairing=pairing,
        starts_on=BEGAN,
        term_ends_on=date(2027, 8, 31),
    )


def _users(cast):
    users, held = {}, {}
    for name, (office, where) in OFFICES.items():
        users[name] = _user(name)
        place = {"unit": cast.units[where]} if office == Office.UNIT else {"division": cast.places[where]}
        held[name] = Appointment.objects.create(user=users[name], office=office, from_on=date(2025, 1, 1), **place)
    users["cadre"], users["nobody"] = _user("cadre"), _user("nobody")
    cast.cadres["first"].account = users["cadre"]
    cast.cadres["first"].save()
    held["cadre"] = Appointment.objects.create(user=users["cadre"], office=Office.CADRE, from_on=date(2025, 1, 1))
    return users, held


def _user(name):
    return User.objects.create(
        username=name, name=name, email=f"{name}@example.org", password=HASH, password_set_on=TODAY
    )


def _actor(user, held):
    place = held.division or held.unit
    area = held.division.code if held.division else ""
    return Actor(user.pk, user.name, held.pk, held.office, area, held.unit_id, str(place or ""))
