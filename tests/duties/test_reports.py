"""The quarterly report: facts come from the house, judgement from the writer; received, the facts are frozen."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.refusals import Conflict, NotAllowed, Refused
from duties.actions import reports as deeds
from duties.models import CommitmentItem, QuarterReport
from duties.quarters import Quarter
from tests.attendance.writing import confirmed
from tests.duties.promising import (
    SECOND,
    TEAM,
    account,
    received,
    report_drafted,
    report_received,
    report_submitted,
    report_written,
)


def submit(case, cast, on=None):
    return deeds.submit(case, by=cast.actors["cadre"], on=on or cast.today)


def test_a_report_speaks_of_every_promise_of_the_year(cast):
    received(cast)
    case = report_written(cast)
    assert [(line.item.what, line.state) for line in case.lines.all()] == [
        ("每月组织一次主题党日", "on_way"),
        ("村集体经济破零", "on_way"),
    ]


def test_a_report_is_not_handed_in_before_the_quarter_is_over(cast):
    case = report_written(cast, Quarter(2026, 3))
    with pytest.raises(Refused):
        submit(case, cast)


def test_within_the_window_no_reason_is_asked(cast):
    case = report_written(cast, late_reason="")
    case = submit(case, cast, date(2026, 7, 15))
    assert (case.due_on, case.late) == (date(2026, 7, 15), False)


def test_a_late_report_says_why_and_is_shown_as_late(cast):
    case = report_written(cast, late_reason="")
    with pytest.raises(Refused) as refusal:
        submit(case, cast)
    assert (refusal.value.provision.key, refusal.value.provision.is_default) == ("report.window_days", True)
    assert report_submitted_late(cast, case).late is True


def report_submitted_late(cast, case):
    deeds.write(case, account(case, late_reason="防汛值守"), by=cast.actors["cadre"], on=cast.today)
    return submit(case, cast)


def test_the_database_holds_that_a_late_report_says_why(cast):
    case = report_submitted(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuarterReport.objects.filter(pk=case.pk).update(late_reason="")


@pytest.mark.parametrize("missing", ["thought", "work", "study"])
def test_thought_work_and_study_are_reported(cast, missing):
    case = report_written(cast, **{missing: " "})
    with pytest.raises(Refused) as refusal:
        submit(case, cast)
    assert set(refusal.value.fields) == {missing}


def test_a_promise_left_out_is_asked_for(cast):
    received(cast)
    case = report_written(cast)
    case.lines.last().delete()
    with pytest.raises(Refused):
        submit(case, cast)


def test_a_promise_that_cannot_be_kept_says_why(cast):
    received(cast)
    with pytest.raises(Refused):
        report_written(cast, state="cannot")


def test_no_report_is_begun_for_a_quarter_to_come_or_before_the_team(cast):
    for quarter in (Quarter(2026, 4), Quarter(2025, 2)):
        with pytest.raises(Refused):
            report_drafted(cast, quarter)


def test_a_quarter_has_one_report(cast):
    report_drafted(cast)
    with pytest.raises(Conflict):
        report_drafted(cast, who="clerk")
    team = cast.teams[TEAM]
    with pytest.raises(IntegrityError), transaction.atomic():
        QuarterReport.objects.create(team=team, area=team.area, year=2026, quarter=2)


def test_the_facts_are_the_days_of_the_quarter(cast):
    confirmed(cast, cast.postings["first"], date(2026, 6, 28), date(2026, 7, 2))
    facts = {(one["code"], one["who"]): one["value"] for one in deeds.facts_now(report_drafted(cast))}
    assert facts["village_days", "队长甲"] == 3
    assert facts["training_days", "队员乙"] == 0


def test_received_facts_are_frozen(cast):
    case = report_received(cast)
    confirmed(cast, cast.postings["first"], date(2026, 6, 1))
    case.refresh_from_db()
    assert {one["value"] for one in case.facts} == {0, "0.00"}
    assert any(one["value"] == 1 for one in deeds.facts_now(case))


def test_what_was_last_reported_stands_on_the_promise(cast):
    received(cast)
    report_received(cast, state="kept", judgement="已办结")
    assert set(CommitmentItem.objects.values_list("state", flat=True)) == {"kept"}


def test_an_earlier_quarter_that_comes_later_changes_nothing(cast):
    received(cast)
    report_received(cast, state="kept", judgement="已办结")
    report_received(cast, Quarter(2026, 1), state="on_way")
    assert set(CommitmentItem.objects.values_list("state", flat=True)) == {"kept"}


def test_a_received_report_is_closed(cast):
    case = report_received(cast)
    with pytest.raises(Conflict):
        deeds.write(case, account(case), by=cast.actors["cadre"], on=cast.today)
    with pytest.raises(Conflict):
        deeds.withdraw(case, by=cast.actors["cadre"], on=cast.today)


def test_another_teams_promise_is_no_line(cast):
    case = report_drafted(cast)
    theirs = deeds.Account(lines={10**6: ("kept", "")})
    with pytest.raises(Refused):
        deeds.write(case, theirs, by=cast.actors["cadre"], on=cast.today)


def test_the_township_returns_with_a_reason_and_never_writes(cast):
    case = deeds.send_back(report_submitted(cast), by=cast.actors["township"], on=cast.today, note="请补充")
    assert case.state == "returned"
    with pytest.raises(NotAllowed):
        deeds.write(case, account(case), by=cast.actors["township"], on=cast.today)
    assert SECOND.number == case.quarter
