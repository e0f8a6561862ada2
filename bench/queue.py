"""The queue of one department with 2,000 cases that wait; one case of it; a hundred approvals in one go beside one by one."""

import time
from datetime import date

from django.db import transaction
from django.urls import reverse

from bench import people
from bench.reading import Limits, floor_of, page
from bench.table import Row
from core.actor import actor_in
from core.clock import today
from core.models import Appointment, Division
from core.offices import Office
from selection import actions
from selection.facts import findings_for, said_in
from selection.models import Nomination
from teams.models import Cadre, Pairing, Posting, Team, Village

CASES, BATCH = 2000, 100
LIMITS = Limits(15, 200, 200_000)
MARK = "bench"  # the decision number by which the cases are found and taken away again
HOME, TOWNSHIP = "6302", "630222100"
DECLARED = dict.fromkeys(("political", "style", "ability", "health", "cultivation"), True)


def measure(port, floor_port):
    """Four rows; the cases that wait are made for it and taken away again."""
    _clear()
    _wait()
    officer = people.officer(Office.PREFECTURE, HOME)
    floor = floor_of(floor_port)
    try:
        waiting = reverse("nominations") + "?waiting=on"
        yield page("queue of 2,000 cases", port, floor, officer, [waiting], LIMITS)
        yield page("queue, those that need a waiver", port, floor, officer, [waiting + "&verdict=waiver"], LIMITS)
        case = Nomination.objects.filter(decision_number=MARK).order_by("pk")[CASES // 2]
        yield page(
            "one case of 2,000", port, floor, officer, [reverse("nomination", args=[case.pk]) + "?waiting=on"], LIMITS
        )
    finally:
        _clear()
    yield _deciding(officer)


def _clear():
    Nomination.objects.filter(decision_number=MARK).delete()


def _wait():
    """Cases reviewed and waiting for one prefecture, each tenth with a waiver to grant; seats and people of the demonstration."""
    taken = Nomination.objects.open()
    held = Posting.objects.current(today()).exclude(cadre__in=taken.values("cadre")).exclude(pairing=None)
    held = held.exclude(team__in=taken.values("team")).select_related("team__village__division", "cadre__unit__home")
    postings = list(held.order_by("pk")[:CASES])
    frozen = [one.as_json() for one in _found(_case(postings[0].team, postings[0].cadre, postings[0].seat))]
    waived = [{**one, "answer": "waiver"} if one["rule"] == "age" else one for one in frozen]
    rows = [_case(one.team, one.cadre, one.seat) for one in postings]
    for at, row in enumerate(rows):
        row.findings = waived if at % 10 == 0 else frozen
    Nomination.objects.bulk_create(rows, batch_size=500)


def _case(team, cadre, seat):
    return Nomination(
        team=team,
        area=team.area,
        seat=seat,
        cadre=cadre,
        unit=cadre.unit,
        sender_area=HOME,
        starts_on=today(),
        term_ends_on=today().replace(year=today().year + 2, day=1),
        decision_number=MARK,
        decided_on=today(),
        state=Nomination.State.REVIEWED,
        approving_office=Office.PREFECTURE,
        approving_area=HOME,
        **DECLARED,
    )


def _found(row):
    return findings_for(row.cadre, team=row.team, seat=row.seat, starts_on=row.starts_on, said=said_in(row))


@transaction.atomic
def _deciding(officer):
    """A hundred approvals as a batch beside a hundred alone, for villages made for it; everything is taken back."""
    held = Appointment.objects.in_force(today()).filter(user=officer, office=Office.PREFECTURE)
    by = actor_in(held.select_related("user", "division", "unit", "given_by").first())
    cases = _approvable(2 * BATCH)
    alone = _seconds(lambda: [actions.approve(case, by=by, on=today()) for case in cases[:BATCH]])
    picks = [actions.Pick(case.pk, case.state) for case in cases[BATCH:]]
    jobs = []
    together = _seconds(lambda: jobs.append(actions.decide_many("approve", picks, by=by, on=today())))
    done = jobs[0].counts["decided"]
    transaction.set_rollback(True)
    return Row(
        f"a batch of {BATCH} approvals",
        f"{together:.2f} s, {done} done",
        f"{alone:.2f} s one by one",
        f"{together / alone:.2f}",
        "≤ 1.10",
        together / alone <= 1.1 and done == BATCH,
    )


def _approvable(count):
    """Reviewed cases of a prefecture's unit for villages of their own, which nothing keeps from approval."""
    unit = Pairing.objects.filter(unit__level="prefecture", unit__home__code=HOME).select_related("unit__home")[0].unit
    named = {"level": "village", "parent_code": TOWNSHIP, "initials": "x"}
    codes = [f"{TOWNSHIP}{700 + n}" for n in range(count)]
    divisions = Division.objects.bulk_create(Division(code=c, name=c, full_name=c, **named) for c in codes)
    villages = Village.objects.bulk_create(Village(division=one, area=one.code) for one in divisions)
    Pairing.objects.bulk_create(Pairing(unit=unit, village=one, starts_on=date(2020, 1, 1)) for one in villages)
    teams = Team.objects.bulk_create(Team(village=one, area=one.area, formed_on=date(2020, 1, 1)) for one in villages)
    facts = {"sex": "male", "born_on": date(1990, 1, 1), "party": "full_member", "rank": "deputy_division"}
    cadres = [Cadre(name=f"人选{n}", unit=unit, area=HOME, id_index=f"{n:064d}", **facts) for n in range(count)]
    cadres = Cadre.objects.bulk_create(cadres)
    rows = [_case(team, cadre, "first_secretary") for team, cadre in zip(teams, cadres, strict=True)]
    return Nomination.objects.bulk_create(rows)


def _seconds(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
