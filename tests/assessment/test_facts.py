"""What a case is judged by: every posting of the year, in whatever county; a team's sums; each read, never typed."""

from datetime import date, time
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from assessment import actions, facts
from assessment.models import Assessment
from assessment.sources import Part
from attendance.models import Day, Discrepancy, Leave, ReportOut, SpotCheck, SpotCheckPlan, Standing
from teams.models import Posting
from tests.duties.promising import received, report_received, submitted

NUMBERS = {"remaining": 0, "forecast": 0, "verdict_since": date(2026, 7, 20), "as_of": date(2026, 7, 20)}


def stands(posting, done, required, verdict, *, possible=200, kind="attendance", year=2026):
    said = {"done": done, "required": required, "verdict": verdict, "possible": possible}
    Standing.objects.create(posting=posting, area=posting.area, year=year, kind=kind, **(NUMBERS | said))


def absent(cast, posting, day):
    who, moment = cast.users["clerk"], "2026-07-20T08:00:00Z"
    said = {"status": "absent", "confirmed_at": moment, "confirmed_by": who, "changed_by": who}
    Day.objects.create(posting=posting, day=day, **said)


def on_leave(cast, posting, first, last, state="approved"):
    said = {"kind": "sick", "reason": "病", "destination": "县", "run_days": 1, "approvals": ["township"]}
    said |= {"applied_on": first, "applied_by": cast.users["clerk"], "state": state, "asked_until": last}
    return Leave.objects.create(posting=posting, area=posting.area, starts_on=first, ends_on=last, **said)


def out(cast, posting, first, last):
    said = {"kind": "errand", "reason": "项目", "destination": "省", "told_on": first, "told_by": cast.users["clerk"]}
    return ReportOut.objects.create(posting=posting, area=posting.area, starts_on=first, ends_on=last, **said)


def checked(cast, posting, day, result):
    by, area = cast.users["county"], posting.area[:6]
    plan = SpotCheckPlan.objects.create(
        area=area, office="county", number=SpotCheckPlan.objects.count() + 1, way="visit", how="by_hand", within=area,
        starts_on=day, ends_on=day, listed_count=1, listed_hash="x", made_by=by, made_on=day,
    )  # fmt: skip
    said = {"area": posting.area, "by_area": area, "by_office": "county", "day": day, "time": time(10)}
    return SpotCheck.objects.create(plan=plan, posting=posting, result=result, recorded_by=by, recorded_on=day, **said)


def differs(check):
    said = {"area": check.area, "by_area": check.by_area, "by_office": "county", "day": check.day}
    said |= {"sheet_status": "in_village", "result": check.result, "why": "claimed_present", "opened_on": check.day}
    return Discrepancy.objects.create(check_made=check, posting=check.posting, **said)


@pytest.fixture
def moved(cast):
    """The first secretary came in May from another county, where the year had begun."""
    posting = cast.postings["elsewhere"]
    Posting.objects.filter(pk=posting.pk).update(ends_on=date(2026, 4, 30), end_kind="adjustment")
    later = Posting.objects.create(
        team=cast.teams["630222100200"], area="630222100200", seat="unit_member", cadre=posting.cadre,
        pairing=_pairing(cast, posting), starts_on=date(2026, 5, 1),
    )  # fmt: skip
    return SimpleNamespace(earlier=posting, later=later)


def _pairing(cast, posting):
    pairing = cast.pairings["630222100200"]
    pairing.unit_id = posting.pairing.unit_id
    pairing.save()
    return pairing


def facts_of_one(cast, posting, **of):
    actions.open_year(2026, by=cast.actors["county"], on=cast.today)
    case = Assessment.objects.get(posting=posting, **of)
    return facts.facts_of([case], cast.today)[case.pk]


def test_days_of_every_posting_of_the_year_count_and_the_others_are_listed(cast, moved):
    stands(moved.earlier, 60, 66, "impossible", possible=60)
    stands(moved.later, 150, 134, "met")
    found = facts_of_one(cast, moved.later)
    assert (found["attendance"]["done"], found["attendance"]["required"]) == ("210", "200")
    assert found["attendance"]["verdict"] == "met"
    assert [(one["area"], one["from"], one["to"]) for one in found["earlier"]] == [
        ("630202101200", "2026-01-01", "2026-04-30")
    ]


def test_absences_in_the_county_one_came_from_count(cast, moved):
    absent(cast, moved.earlier, date(2026, 3, 2))
    absent(cast, moved.later, date(2026, 6, 2))
    assert facts_of_one(cast, moved.later)["unexcused_absences"] == 2


def test_who_moved_is_assessed_where_they_serve_last_and_nowhere_else(cast, moved):
    facts_of_one(cast, moved.later)
    assert Assessment.objects.people().filter(cadre=moved.later.cadre).count() == 1


def test_leave_and_report_outs_count_their_days_within_the_year(cast):
    first = cast.postings["first"]
    on_leave(cast, first, date(2025, 12, 30), date(2026, 1, 2))
    on_leave(cast, first, date(2026, 3, 2), date(2026, 3, 3), state="declined")
    out(cast, first, date(2026, 5, 4), date(2026, 5, 6))
    found = facts_of_one(cast, first)
    assert (found["leave_days"], found["report_out_days"]) == (2, 3)


def test_spot_checks_count_once_their_day_is_over(cast):
    first = cast.postings["first"]
    differs(checked(cast, first, date(2026, 7, 1), "not_found"))
    checked(cast, first, date(2026, 7, 2), "in_village")
    checked(cast, first, cast.today, "not_found")
    found = facts_of_one(cast, first)
    assert (found["spot_checks"], found["discrepancies"]) == ({"made": 2, "absent": 1}, {"settled": 0, "open": 1})


def test_promises_kept_and_reports_received_stand_beside_the_days(cast):
    assert facts_of_one(cast, cast.postings["first"])["duties"] is None
    received(cast)
    report_received(cast, state="kept")
    found = facts_of_one(cast, cast.postings["first"])["duties"]
    assert found == {"promised": 2, "kept": 2, "reports": 1, "late": 1}


def test_a_promise_counts_once_the_township_has_received_it(cast):
    submitted(cast)
    assert facts_of_one(cast, cast.postings["first"])["duties"] is None


def test_a_team_is_the_sum_of_its_members_and_stands_as_the_worst(cast):
    stands(cast.postings["first"], 120, 200, "on_track")
    stands(cast.postings["member"], 10, 200, "impossible")
    absent(cast, cast.postings["member"], date(2026, 3, 2))
    found = facts_of_one(cast, None, team=cast.teams["630222100201"])
    assert found["attendance"] == {
        "done": "130", "required": "400", "verdict": "impossible", "as_of": "2026-07-20", "met": 0
    }  # fmt: skip
    assert (found["members"], found["unexcused_absences"]) == (3, 1)


def test_absences_cap_a_person_and_not_the_team(cast):
    said = {"members": 3, "unexcused_absences": 4}
    assert facts.year_facts(said, "excellent").unexcused_absences == 0
    assert facts.year_facts({"unexcused_absences": 4}, "excellent").unexcused_absences == 4


def test_a_term_counts_the_days_of_every_year_of_the_posting(cast):
    first = cast.postings["first"]
    stands(first, 80, 67, "met", year=2025)
    stands(first, 100, 200, "on_track")
    on_leave(cast, first, date(2025, 12, 30), date(2026, 1, 2))
    case = Assessment(pk=1, kind="term", posting=first, cadre=first.cadre, area=first.area, year=2026)
    found = facts.facts_of([case], cast.today)[1]
    assert (found["attendance"]["done"], found["leave_days"], found["served_from"]) == ("180", 4, "2025-09-01")


def test_facts_take_as_many_statements_for_one_case_as_for_all(cast):
    actions.open_year(2026, by=cast.actors["county"], on=cast.today)
    cases = sorted(Assessment.objects.all(), key=lambda case: not case.posting_id)
    counts = []
    for some in (cases[:1], cases):
        with CaptureQueriesContext(connection) as queries:
            facts.facts_of(some)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=6), st.tuples(DAYS, DAYS).map(sorted))
def test_days_away_are_the_calendar_days_within_the_part(spans, part):
    books = SimpleNamespace(away={1: [("leave", first, last) for first, last in spans]})
    counted = facts._away([Part(1, part[0], part[1], "", "")], "leave", books)
    inside = (max(0, (min(last, part[1]) - max(first, part[0])).days + 1) for first, last in spans)
    assert counted == sum(inside)
