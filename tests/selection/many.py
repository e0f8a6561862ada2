"""Many nominations at once: villages, teams and cadres of their own, each case as a real submission leaves it."""

from datetime import date

from core.models import Division
from selection.facts import findings_for, said_in
from selection.models import Nomination
from teams.models import Cadre, Pairing, Team, Village

TOWNSHIP = "630222100"
DECLARED = dict.fromkeys(("political", "style", "ability", "health", "cultivation"), True)


def nominations(
    cast, count, *, state="submitted", seat="first_secretary", born_on=date(1985, 6, 15), township=TOWNSHIP
):
    """`count` cases of the cast's prefecture unit, for villages of one township; reviewed by nobody, so anybody may."""
    unit = cast.units["海东市水务局"]
    teams = _teams(cast, unit, count, township)
    start = Cadre.objects.count()
    cadres = [
        Cadre(
            name=f"人选{start + n:04d}",
            sex="male",
            born_on=born_on,
            party="full_member",
            rank="deputy_division",
            unit=unit,
            area="6302",
            id_index=f"{start + n:064d}",
        )
        for n in range(count)
    ]
    Cadre.objects.bulk_create(cadres)
    rows = [_case(team, cadre, unit, state, seat) for team, cadre in zip(teams, cadres, strict=True)]
    frozen = [one.as_json() for one in _found(rows[0])]
    waiver = any(one["answer"] == "waiver" for one in frozen)
    for row in rows:
        row.findings, row.waiver_reason = frozen, "熟悉该村情况" if waiver else ""
    return Nomination.objects.bulk_create(rows)


def _teams(cast, unit, count, township):
    taken = Division.objects.filter(code__startswith=township, code__gte=f"{township}300").count()
    codes = [f"{township}{300 + taken + n}" for n in range(count)]
    parent = cast.places[township]
    named = {"level": "village", "parent_code": township, "initials": "x"}
    divisions = [Division(code=c, name=f"{c}村", full_name=f"{parent.full_name} / {c}村", **named) for c in codes]
    Division.objects.bulk_create(divisions)
    facts = {"ethnic_area": True, "languages": ["zh"], "needs": ["economy"], "categories": ["registered_poor"]}
    villages = Village.objects.bulk_create(Village(division=d, area=d.code, **facts) for d in divisions)
    Pairing.objects.bulk_create(Pairing(unit=unit, village=v, starts_on=date(2025, 8, 1)) for v in villages)
    return Team.objects.bulk_create(Team(village=v, area=v.area, formed_on=date(2025, 9, 1)) for v in villages)


def _case(team, cadre, unit, state, seat):
    return Nomination(
        team=team,
        area=team.area,
        seat=seat,
        cadre=cadre,
        unit=unit,
        sender_area="6302",
        starts_on=date(2026, 8, 1),
        term_ends_on=date(2028, 7, 31),
        decision_number="1号",
        decided_on=date(2026, 7, 1),
        state=state,
        approving_office="prefecture",
        approving_area="6302",
        **DECLARED,
    )


def _found(row):
    return findings_for(row.cadre, team=row.team, seat=row.seat, starts_on=row.starts_on, said=said_in(row))
