"""An objection and an approval, two notices, two settlements at the same moment: never both."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection

from core.refusals import Conflict, Refused
from selection import actions
from selection.actions import objections, publicity
from selection.models import Nomination, Objection, PublicNotice
from tests.selection.noticing import AFTER, FACTS, OBJECTED, waiting

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


def publish(case, cast):
    return publicity.publish([case], FACTS, by=cast.actors["prefecture"], on=cast.today)


def test_the_same_list_published_ten_times_hangs_once(fresh_cast):
    case = waiting(fresh_cast)
    answers = at_once(*[lambda: publish(case, fresh_cast)] * 10)
    assert sorted(answers, key=str) == [Conflict] * 9 + [None]
    assert PublicNotice.objects.count() == 1


def test_an_objection_and_an_approval_at_once_leave_no_approval_with_an_open_objection_before_it(fresh_cast):
    case, by = waiting(fresh_cast), fresh_cast.actors["prefecture"]
    notice = publish(case, fresh_cast)
    facts = {**OBJECTED, "nomination": case}
    refused, entered = at_once(
        lambda: actions.approve(case, by=by, on=AFTER), lambda: objections.receive(notice, facts, by=by, on=AFTER)
    )
    case.refresh_from_db()
    approved_first = case.state == "approved" and case.changed_at < Objection.objects.get().created_at
    assert entered is None
    assert approved_first or (refused, case.state) == (Refused, "reviewed")


def test_one_of_two_settlements_stands(fresh_cast):
    case, by = waiting(fresh_cast), fresh_cast.actors["prefecture"]
    entered = objections.receive(
        publish(case, fresh_cast), {**OBJECTED, "nomination": case}, by=by, on=fresh_cast.today
    )
    others = [replace(by, user_id=fresh_cast.users[name].pk) for name in ("province", "province_b")]
    answers = at_once(
        *(
            lambda verb=verb, who=who: objections.settle(entered, verb, finding="结论", by=who, on=AFTER)
            for verb, who in zip(("dismiss", "uphold"), others, strict=True)
        )
    )
    assert sorted(answers, key=str) == [Conflict, None]
    assert Nomination.objects.get().state == "reviewed"
