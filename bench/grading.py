"""The review of 300 people: its page, and their grades set in one go beside one by one. Made for it and taken back."""

import time
from datetime import date

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment import actions
from assessment.models import Assessment, Cycle
from attendance.models import Standing
from bench import people
from bench.pages import questions
from bench.table import Row
from core.actor import actor_in
from core.clock import today
from core.models import Appointment, Division
from core.offices import Office
from teams.models import Cadre, Pairing, Posting, Team, Village

PEOPLE, ALONE, ASKED = 300, 60, 40  # cases; those set one by one; requests of the page
COUNTY, TOWNSHIP = "630222", "630222100"
MOST_STATEMENTS, PATIENCE, AT_ONCE = 15, 200, 1.0  # statements; milliseconds; seconds
OPINION = "服从安排,吃住在村,作风扎实,产业帮扶成效明显,群众公认度高。"


def measure():
    """Two rows."""
    officer = people.officer(Office.COUNTY, COUNTY)
    with transaction.atomic():
        year = _free_year()
        cases = _proposed(PEOPLE + ALONE, officer, year)
        yield _page(officer, year)
        yield _setting(officer, cases)
        transaction.set_rollback(True)


def _free_year():
    """The latest year nobody is assessed in yet."""
    taken = set(Cycle.objects.filter(area=COUNTY, kind="yearly").values_list("year", flat=True))
    return next(year for year in range(today().year, 2000, -1) if year not in taken)


def _page(officer, year):
    client, path = people.client_of(officer), f"{reverse('assessments-set')}?year={year}"
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    count = questions(seen)
    times = sorted(_seconds(lambda: client.get(path)) for _ in range(ASKED))
    p95 = times[int(ASKED * 0.95)] * 1000
    rows = answer.content.count(b"data-case")
    fine = answer.status_code == 200 and rows == PEOPLE and count <= MOST_STATEMENTS and p95 <= PATIENCE
    found = f"{count} statements, p95 {p95:.0f} ms, {len(answer.content) // 1000} KB, {rows} rows"
    return Row(
        f"review of {PEOPLE} people", found, "one reader, no server", "", f"≤ {MOST_STATEMENTS}, ≤ {PATIENCE} ms", fine
    )


def _setting(officer, cases):
    held = Appointment.objects.in_force(today()).filter(user=officer, office=Office.COUNTY)
    by = actor_in(held.select_related("user", "division", "unit", "given_by").first())
    rows = [(case, {"grade": "competent", "note": ""}) for case in cases]
    alone = _seconds(lambda: [actions.set_grade(case, **said, by=by, on=today()) for case, said in rows[:ALONE]])
    together = _seconds(lambda: actions.set_many(rows[ALONE:], by=by, on=today()))
    each = alone / ALONE * PEOPLE
    return Row(
        f"{PEOPLE} grades set in one go",
        f"{together:.2f} s",
        f"{each:.1f} s one by one",
        f"{together / each:.2f}",
        f"≤ {AT_ONCE:.0f} s",
        together <= AT_ONCE,
    )


def _proposed(count, officer, year):
    """Cases of people in villages of their own, proposed by the township."""
    postings = _postings(count)
    span = {"from_on": date(year, 1, 1), "until_on": date(year, 12, 31), "opened_on": today(), "opened_by": officer}
    cycle = Cycle.objects.create(area=COUNTY, kind="yearly", year=year, **span)
    said = {"state": "proposed", "proposed": "competent", "opinion": OPINION, "proposed_on": today()}
    said |= {"cycle": cycle, "year": year, "proposed_by": people.officer(Office.TOWNSHIP, TOWNSHIP)}
    rows = [Assessment(posting=one, cadre=one.cadre, area=one.area, **said) for one in postings]
    for kind in ("attendance", "training"):
        judged = {"kind": kind, "year": year, "required": 200, "done": 180, "possible": 300, "remaining": 20}
        judged |= {"forecast": 250, "verdict": "on_track", "verdict_since": today(), "as_of": today()}
        Standing.objects.bulk_create(Standing(posting=one, area=one.area, **judged) for one in postings)
    return Assessment.objects.bulk_create(rows)


def _postings(count):
    unit = Pairing.objects.filter(unit__kind="organ").select_related("unit")[0].unit
    named = {"level": "village", "parent_code": TOWNSHIP, "initials": "x"}
    codes = [f"{TOWNSHIP}{300 + n}" for n in range(count)]
    divisions = Division.objects.bulk_create(Division(code=c, name=c, full_name=c, **named) for c in codes)
    villages = Village.objects.bulk_create(Village(division=one, area=one.code) for one in divisions)
    pairings = Pairing.objects.bulk_create(Pairing(unit=unit, village=v, starts_on=date(2018, 5, 1)) for v in villages)
    teams = Team.objects.bulk_create(Team(village=one, area=one.area, formed_on=date(2018, 5, 1)) for one in villages)
    facts = {"sex": "male", "born_on": date(1990, 1, 1), "party": "full_member", "rank": "deputy_division"}
    cadres = [Cadre(name=f"队长{n}", unit=unit, area="6302", id_index=f"{n:064d}", **facts) for n in range(count)]
    held = zip(teams, Cadre.objects.bulk_create(cadres), pairings, strict=True)
    term = {"seat": "first_secretary", "starts_on": date(2018, 5, 1), "term_ends_on": date(2030, 4, 30)}
    return Posting.objects.bulk_create(
        Posting(team=team, cadre=cadre, pairing=pairing, area=team.area, **term) for team, cadre, pairing in held
    )


def _seconds(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
