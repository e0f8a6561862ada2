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
