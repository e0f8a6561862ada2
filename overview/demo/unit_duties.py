"""What units recorded of their duties, and notes of the demonstration's county with a photo that is drawn here."""

import math
import struct
import zlib
from datetime import timedelta

from core import files
from core.actor import Actor
from duties.models import ActivityNote, HeardTeam, Hearing, LeaderVisit, NotePhoto, PairedWork
from overview.demo.world import DEMO_COUNTY

DECIDED = (
    "落实年度帮扶资金，协调产业项目尽快开工。",
    "增派技术人员，帮助解决村集体经济发展难题。",
    "加强队员管理，按时报送工作情况。",
)
SETTLED = ("协调解决村道硬化资金。", "看望慰问队员，落实办公设备。", "对接养殖合作社销路。")
NOTED = (
    ("services", "入户走访，帮助办理合作医疗报销。"),
    ("party_building", "组织党员大会，学习党的十九大精神。"),
    ("collective_economy", "与合作社商定温棚种植计划。"),
    ("policy_publicity", "召开村民大会，宣讲扶贫政策。"),
)
HEARD, VISITED, NOTES = 0.8, 0.7, 8  # shares of units that heard and visited in each span; notes in all
SIDE = (96, 64)


def make_unit_duties(world):
    """Hearings of the last three half years, visits of the last four quarters, paired households, a few notes."""
    dice, served = world.dice("unit duties"), _served(world)
    _hear(world, served, dice)
    LeaderVisit.objects.bulk_create(_visits(world, served, dice), batch_size=2000)
    PairedWork.objects.bulk_create(_paired(world, served, dice), batch_size=2000)
    _note(world, dice)


def _served(world):
    """{unit: [(team, pairing)]} of the villages with a team."""
    found = {}
    for code, team in sorted(world.teams.items()):
        if pairing := world.pairings.get(code):
            found.setdefault(pairing.unit_id, []).append((team, pairing))
    return found


def _maker(world):
    return world.users["unit"].pk


def _hear(world, served, dice):
    rows, teams = [], []
    for unit, mine in served.items():
        for back in (300, 120, 10):
            day = world.on - timedelta(days=back + dice.randrange(9))
            if day >= world.wave and dice.random() < HEARD:
                facts = {"unit_id": unit, "day": day, "led_by": _leader(mine), "decided": dice.choice(DECIDED)}
                rows.append(Hearing(**facts, made_by_id=_maker(world)))
                teams.append([team for team, _pairing in mine])
    made = Hearing.objects.bulk_create(rows, batch_size=2000)
    heard = [HeardTeam(hearing=row, team=team) for row, some in zip(made, teams, strict=True) for team in some]
    HeardTeam.objects.bulk_create(heard, batch_size=2000)


def _leader(mine):
    return mine[0][1].unit.leader_name or "分管领导"


def _visits(world, served, dice):
    for unit, mine in served.items():
        for team, pairing in mine:
            for back in (250, 160, 75, 8):
                day = world.on - timedelta(days=back + dice.randrange(7))
                if day < world.wave or dice.random() > VISITED:
                    continue
                place = {"village_id": pairing.village_id, "area": team.area}
                facts = {"unit_id": unit, "day": day, "leader": _leader(mine), "settled": dice.choice(SETTLED)}
                yield LeaderVisit(**facts, **place, made_by_id=_maker(world))


def _paired(world, served, dice):
    for unit, mine in served.items():
        for team, pairing in mine:
            staff = dice.randrange(3, 15)
            households = staff * dice.randrange(1, 4)
            counts = {"staff": staff, "households": households, "visits": households * 3, "helped": households // 2}
            place = {"village_id": pairing.village_id, "area": team.area, "year": world.on.year}
            yield PairedWork(unit_id=unit, **place, **counts, made_by_id=_maker(world))


def _note(world, dice):
    """Notes of first secretaries of the demonstration's county who have an account; every other with a photo."""
    mine = [row for row in world.postings if row.area.startswith(DEMO_COUNTY) and row.seat == "first_secretary"]
    mine = [row for row in mine if row.ends_on is None and row.cadre.account_id][:NOTES]
    for turn, posting in enumerate(mine):
        duty, words = NOTED[turn % len(NOTED)]
        day = world.on - timedelta(days=turn + 1)
        facts = {"team_id": posting.team_id, "area": posting.area, "day": day, "duty": duty, "words": words}
        note = ActivityNote.objects.create(**facts, written_by_id=posting.cadre.account_id)
        if turn % 2 == 0:
            by = Actor(posting.cadre.account_id, posting.cadre.name, None, "cadre")
            photo = files.keep_bytes(_hills(dice), name=f"{day}.png", kind="png", by=by)
            NotePhoto.objects.create(note=note, file=photo)


def _hills(dice):
    """A picture of hills under a sky, as a PNG."""
    wide, high = SIDE
    steps, green = dice.uniform(8, 16), dice.randrange(90, 160)
    rows = b""
    for y in range(high):
        line = b"\0"
        for x in range(wide):
            ground = y > high * 0.55 + 8 * math.sin(x / steps)
            line += bytes((60, green, 50)) if ground else bytes((150 + y, 190 + y // 2, 235))
        rows += line
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    parts = [
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
