"""Two officers, one place left: exactly one wins."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from assessment import actions
from assessment.models import Assessment
from core.models import CountyRule
from core.refusals import Refused

ONE_PLACE = {"share": 0.34, "pools": ["everybody"], "rounding": "down"}


def ready(cast):
    actions.open_year(2026, by=cast.actors["county"], on=cast.today)
    CountyRule.objects.create(
        area="630222",
        key="assessment.excellent_share",
        value=ONE_PLACE,
        effective_from=cast.today,
        document_number="1号",
        quote="q",
        entered_by=cast.users["county"],
    )
    said = {"grade": "excellent", "opinion": "好", "by": cast.actors["township"], "on": cast.today}
    return [actions.propose(case, **said) for case in Assessment.objects.people()[:2]]


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_the_last_place(fresh_cast):
    cases, start = ready(fresh_cast), Barrier(2)

    def race(case, name):
        start.wait()
        try:
            return actions.set_grade(case, grade="excellent", by=fresh_cast.actors[name], on=fresh_cast.today).grade
        except Refused as refusal:
            return refusal.provision.key
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(race, cases, ["county", "county_b"]))
    assert answers == ["assessment.excellent_share", "excellent"]
    assert Assessment.objects.filter(grade="excellent").count() == 1


def raced(cast, *deeds):
    """What each deed answers when all start at once, each with a connection of its own."""
    start = Barrier(len(deeds))

    def run(deed):
        start.wait()
        try:
            return deed() and "done"
        except Refused as refusal:
            return refusal.provision.key if refusal.provision else "faster"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def set_as(cast, case, by, grade="excellent"):
    return lambda: actions.set_grade(case, grade=grade, by=cast.actors[by], on=cast.today)


def set_all(cast, cases, by):
    rows = [(case, {"grade": "excellent", "note": ""}) for case in cases]
    return lambda: actions.set_many(rows, by=cast.actors[by], on=cast.today)


@pytest.mark.django_db(transaction=True)
def test_a_batch_and_a_single_grade_at_the_last_place(fresh_cast):
    first, second = ready(fresh_cast)
    answers = raced(fresh_cast, set_all(fresh_cast, [first], "county"), set_as(fresh_cast, second, "county_b"))
    assert answers == ["assessment.excellent_share", "done"]
    assert Assessment.objects.filter(grade="excellent").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_batches_of_the_same_cases_are_set_once(fresh_cast):
    cases = ready(fresh_cast)
    CountyRule.objects.all().delete()
    answers = raced(fresh_cast, set_all(fresh_cast, cases, "county"), set_all(fresh_cast, cases[::-1], "county_b"))
    assert answers == ["done", "faster"]
    assert Assessment.objects.filter(state="set").count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_batch_and_a_return_of_one_of_its_cases(fresh_cast):
    cases = ready(fresh_cast)
    CountyRule.objects.all().delete()
    answers = raced(
        fresh_cast,
        set_all(fresh_cast, cases, "county"),
        lambda: actions.send_back(cases[0], by=fresh_cast.actors["county_b"], on=fresh_cast.today, note="重提"),
    )
    assert answers == ["done", "faster"]
    assert Assessment.objects.filter(state="set").count() in (0, 2)
