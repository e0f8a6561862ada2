"""An objection while the county finalises, two officers settling, one list published many times: never both."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection

from assessment.actions import objecting, publishing
from assessment.models import Assessment, ResultNotice, ShownResult
from core.refusals import Conflict, Refused
from tests.assessment.noticing import AFTER, OBJECTED, UNTIL, hung, set_grades

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """The kinds of the refusals, None for what was done."""

    def run(deed):
        try:
            deed()
        except Refused as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_the_same_grades_published_eight_times_hang_once(fresh_cast):
    cases = list(set_grades(fresh_cast).values())
    answers = at_once(*[lambda: hung(fresh_cast, cases)] * 8)
    assert sorted(answers, key=str) == [Conflict] * 7 + [None]
    assert (ResultNotice.objects.count(), ShownResult.objects.count()) == (1, 3)


def test_an_objection_while_the_county_makes_final_is_either_before_or_after_it(fresh_cast):
    case = set_grades(fresh_cast)["first"]
    notice, by = hung(fresh_cast, [case]), fresh_cast.actors["county"]
    facts = {**OBJECTED, "assessment": case}
    finished, entered = at_once(
        lambda: publishing.make_final(notice, by=by, on=AFTER),
        lambda: objecting.receive(notice, facts, by=by, on=AFTER),
    )
    case = Assessment.objects.get(pk=case.pk)
    assert entered is None
    assert (finished, case.state) in [(None, "final"), (Conflict, "set")]


def test_one_of_two_settlements_stands(fresh_cast):
    case = set_grades(fresh_cast)["first"]
    by = fresh_cast.actors["county"]
    entered = objecting.receive(hung(fresh_cast, [case]), {**OBJECTED, "assessment": case}, by=by, on=fresh_cast.today)
    others = [replace(by, user_id=fresh_cast.users[name].pk) for name in ("province", "province_b")]
    answers = at_once(
        *(
            lambda verb=verb, who=who: objecting.settle(entered, verb, finding="结论", by=who, on=UNTIL)
            for verb, who in zip(("dismiss", "uphold"), others, strict=True)
        )
    )
    assert sorted(answers, key=str) == [Conflict, None]
    entered.refresh_from_db()
    assert Assessment.objects.get(pk=case.pk).state == {"dismissed": "set", "upheld": "proposed"}[entered.state]


def test_the_daily_job_and_the_button_at_once_make_final_once(fresh_cast):
    case = set_grades(fresh_cast)["first"]
    notice, by = hung(fresh_cast, [case]), fresh_cast.actors["county"]
    answers = at_once(
        lambda: publishing.make_due_final(on=AFTER), lambda: publishing.make_final(notice, by=by, on=AFTER)
    )
    assert set(answers) <= {None, Conflict}
    assert Assessment.objects.get(pk=case.pk).final_on == AFTER
