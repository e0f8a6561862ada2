"""A whole county of villages with their teams, made at once: for what must hold at that size."""

from datetime import date

from core.models import Division
from teams.models import Cadre, Pairing, Posting, Seat, Team, Village

SINCE, UNTIL = date(2025, 9, 1), date(2027, 8, 31)
FACTS = {"sex": "male", "born_on": date(1990, 1, 1), "party": "full_member", "rank": "deputy_division"}
NAMED = {"level": "village", "initials": "x"}


def settled(cast, villages, townships=("630222100", "630222101")):
    """`villages` more villages of the cast's county, each with a whole team sent by its unit and township. Returns the teams."""
    unit = cast.units["海东市水务局"]
    codes = [f"{townships[n % len(townships)]}{300 + n}" for n in range(villages)]
    places = Division.objects.bulk_create(
        Division(
            code=code,
            name=f"第{n}村",
            full_name=f"{cast.places[code[:9]].full_name} / 第{n}村",
            parent_code=code[:9],
            **NAMED,
        )
        for n, code in enumerate(codes)
    )
    homes = Village.objects.bulk_create(Village(division=place, area=place.code) for place in places)
    pairs = Pairing.objects.bulk_create(Pairing(unit=unit, village=one, starts_on=SINCE) for one in homes)
    teams = Team.objects.bulk_create(Team(village=one, area=one.area, formed_on=SINCE) for one in homes)
    for seat in Seat.values:
        _posted(cast, seat, unit, teams, pairs)
    return teams


def _posted(cast, seat, unit, teams, pairs):
    sent = seat != Seat.TOWNSHIP_MEMBER
    cadres = Cadre.objects.bulk_create(
        Cadre(
            name=f"{team.area}-{seat}",
            id_index=f"{seat}{team.area}".rjust(64, "0"),
            unit=unit if sent else None,
            township=None if sent else cast.places[team.area[:9]],
            area=unit.home.code if sent else team.area[:9],
            **FACTS,
        )
        for team in teams
    )
    Posting.objects.bulk_create(
        Posting(
            team=team,
            cadre=cadre,
            pairing=pair if sent else None,
            area=team.area,
            seat=seat,
            starts_on=SINCE,
            term_ends_on=UNTIL,
        )
        for team, cadre, pair in zip(teams, cadres, pairs, strict=True)
    )
