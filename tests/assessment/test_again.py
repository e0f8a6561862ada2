"""A grade stands on its snapshot: a correction before, after and long after shows as a difference and changes nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment import actions, again, snapshot
from assessment.models import Assessment, Cycle
from tests.assessment.test_facts import absent, on_leave


def judged(cast, **of):
    return again.judged_again("63", on=cast.today, **of)


def changes_of(found, case):
    return [one["changes"] for one in found["changed"] if one["case"] == case.pk]


def set_as(cast, case, grade="excellent", note=""):
    return actions.set_grade(case, grade=grade, by=cast.actors["county"], on=cast.today, note=note)


def test_a_correction_during_the_review_is_part_of_the_grade(cast, proposed):
    absent(cast, cast.postings["first"], date(2026, 3, 2))
    done = set_as(cast, proposed["first"])
    assert done.facts["unexcused_absences"] == 1
    assert judged(cast) == {"judged": 1, "same": 1, "broken": [], "changed": []}


def test_a_correction_after_the_freeze_shows_and_changes_nothing(cast, proposed):
    done = set_as(cast, proposed["first"])
    absent(cast, cast.postings["first"], date(2026, 3, 2))
    found = judged(cast)
    assert (found["same"], changes_of(found, done)) == (1, [[("unexcused_absences", 0, 1)]])
    done.refresh_from_db()
    assert (done.grade, done.facts["unexcused_absences"], snapshot.reproduced(done)) == ("excellent", 0, True)


def test_a_correction_after_the_end_shows_beside_a_grade_that_stands(cast, final):
    before = final["first"].snapshot_hash
    on_leave(cast, cast.postings["first"], date(2026, 2, 2), date(2026, 2, 3))
    found = judged(cast)
    assert (found["judged"], found["same"]) == (3, 3)
    assert changes_of(found, final["first"]) == [[("leave_days", 0, 2)]]
    assert Assessment.objects.get(pk=final["first"].pk).snapshot_hash == before


def test_a_grade_opened_again_is_judged_on_the_facts_of_then(cast, final):
    absent(cast, cast.postings["first"], date(2026, 3, 2))
    back = actions.reopen(final["first"], by=cast.actors["county_b"], on=cast.today, note="异议成立")
    assert set_as(cast, back).facts["unexcused_absences"] == 1
    assert judged(cast)["changed"] == []


@pytest.mark.parametrize(
    "touched",
    [
        {"facts": {"unexcused_absences": 9}},
        {"grade": "not_competent"},
        {"opinion": "改"},
        {"because": "assessment.pools"},
    ],
)
def test_whatever_was_touched_is_not_reproduced(touched, cast, final):
    Assessment.objects.filter(pk=final["first"].pk).update(**touched)
    assert [one["case"] for one in judged(cast)["broken"]] == [final["first"].pk]


def test_a_grade_above_its_cap_is_not_reproduced_even_with_its_hash(cast, proposed, rule):
    rule("assessment.absence_caps", [{"times": 1, "best": "competent"}])
    absent(cast, cast.postings["first"], date(2026, 3, 2))
    done = set_as(cast, proposed["first"], "competent")
    assert snapshot.reproduced(done)
    done.grade = "excellent"
    done.snapshot_hash = snapshot.digest(done)
    assert not snapshot.reproduced(done)


def test_a_lower_grade_given_with_a_reason_is_reproduced(cast, proposed):
    assert snapshot.reproduced(set_as(cast, proposed["first"], "competent", note="比例控制"))


def test_a_team_and_a_person_of_one_number_have_hashes_of_their_own():
    said = {"year": 2026, "kind": "yearly"}
    assert snapshot.digest(Assessment(posting_id=1, **said)) != snapshot.digest(Assessment(team_id=1, **said))


def test_the_command_tells_the_counts_and_fails_where_one_is_broken(cast, final):
    told = StringIO()
    call_command("recompute", area="630222", year=2026, stdout=told)
    assert told.getvalue().strip() == "judged=3 reproduced=3 differ_today=0"
    Assessment.objects.filter(pk=final["first"].pk).update(opinion="改")
    with pytest.raises(CommandError, match="not_reproduced=1"):
        call_command("recompute", stdout=StringIO(), stderr=StringIO())


def test_judging_again_takes_as_many_statements_for_one_as_for_three(cast, final):
    counts = []
    for left in (3, 1):
        with CaptureQueriesContext(connection) as queries:
            assert judged(cast)["judged"] == left
        counts.append(len(queries))
        Assessment.objects.exclude(pk=final["first"].pk).filter(state="final").update(
            state="proposed", grade="", because="", snapshot_hash="", set_by=None, set_on=None, final_on=None
        )
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_two_officers_open_the_same_cycle_and_nobody_is_there_twice(fresh_cast):
    start = Barrier(2)

    def race(name):
        start.wait()
        try:
            return actions.open_year(2026, by=fresh_cast.actors[name], on=fresh_cast.today)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(race, ["county", "county_b"]))
    assert answers == [0, 5]
    assert (Cycle.objects.count(), Assessment.objects.count()) == (1, 5)
