"""Public notices of results: published, locked, withdrawn, final once they have ended."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import assessment.tasks  # noqa: F401 – a worker knows its work
from assessment import actions
from assessment.actions import publishing
from assessment.models import Assessment, ShownResult
from core.models import CountyRule, JobRun, Notice, Record
from core.outbox import HANDLERS
from core.refusals import Conflict, NotAllowed, Refused
from tests.assessment.noticing import AFTER, FACTS, UNTIL, hung, team_set


def states():
    return set(Assessment.objects.people().values_list("state", flat=True))


def make_final(notice, cast, on=AFTER, by="county_b"):
    return publishing.make_final(notice, by=cast.actors[by], on=on)


def test_a_notice_freezes_the_public_columns_in_the_words_of_the_scale(notice, graded):
    facts = notice.shown.get(assessment=graded["first"]).facts
    assert facts == {
        "name": "队长甲",
        "seat": "first_secretary",
        "sender": "海东市水务局",
        "village": "川口镇 / 享堂村委会",
        "grade": {"zh": "称职", "en": "competent"},
    }


def test_a_township_member_is_shown_as_sent_by_the_township(notice, graded):
    assert notice.shown.get(assessment=graded["town"]).facts["sender"] == "川口镇"


def test_a_team_is_shown_in_the_words_of_teams(cast, graded):
    hung(cast, [team_set(cast)])
    facts = ShownResult.objects.get().facts
    assert (facts["name"], facts["grade"]["zh"]) == ("", "良好")


def test_a_notice_shorter_than_the_rule_is_refused_with_the_rule(cast, graded):
    with pytest.raises(Refused, match="5") as refused:
        hung(cast, graded.values(), until_on=date(2026, 7, 23))
    assert refused.value.provision.key == "assessment.notice_days"
    assert "until_on" in refused.value.fields


def test_a_county_may_ask_for_more_days(cast, graded, rule):
    rule("assessment.notice_days", 7)
    with pytest.raises(Refused) as refused:
        hung(cast, graded.values())
    assert refused.value.provision.document_number == "民组发〔2026〕1号"
    assert hung(cast, graded.values(), until_on=date(2026, 7, 26)).pk


def test_a_notice_does_not_hang_in_the_past(cast, graded):
    with pytest.raises(Refused):
        hung(cast, graded.values(), from_on=date(2026, 7, 19))


def test_nothing_is_no_list(cast):
    with pytest.raises(Refused):
        hung(cast, [])


@pytest.mark.parametrize("name", ["township", "prefecture", "province", "unit"])
def test_only_a_county_publishes(name, cast, graded):
    with pytest.raises(NotAllowed):
        publishing.publish(graded.values(), FACTS, by=cast.actors[name], on=cast.today)


def test_the_neighbour_publishes_no_grade_of_ours(cast, graded):
    with pytest.raises(Conflict):
        publishing.publish(graded.values(), FACTS, by=cast.actors["county2"], on=cast.today)


def test_a_grade_that_is_not_set_is_not_shown(cast, opened):
    with pytest.raises(Conflict, match="队长甲"):
        hung(cast, [opened["first"]])


def test_nobody_hangs_twice(cast, graded, notice):
    with pytest.raises(Conflict, match="队长甲"):
        hung(cast, [graded["first"]])


def test_what_hangs_is_not_opened_again(cast, graded, notice):
    with pytest.raises(Refused, match="2026-07-24"):
        actions.reopen(graded["first"], by=cast.actors["county"], on=cast.today, note="改主意")
    assert states() == {"set"}


def test_after_a_withdrawal_it_may_be_opened_or_shown_anew(cast, graded, notice):
    publishing.withdraw(notice, why="名单有误", by=cast.actors["county"], on=cast.today)
    assert hung(cast, [graded["member"]]).pk
    again = actions.reopen(graded["first"], by=cast.actors["county"], on=cast.today, note="更正")
    assert again.state == "proposed"


def test_withdrawing_needs_a_reason_and_happens_once(cast, notice):
    by = {"by": cast.actors["county"], "on": cast.today}
    with pytest.raises(Refused):
        publishing.withdraw(notice, why=" ", **by)
    publishing.withdraw(notice, why="名单有误", **by)
    with pytest.raises(Conflict):
        publishing.withdraw(notice, why="再撤", **by)


def test_another_county_withdraws_nothing(cast, notice):
    with pytest.raises(NotAllowed):
        publishing.withdraw(notice, why="x", by=cast.actors["county2"], on=cast.today)


def test_nothing_is_final_before_the_day_after(cast, notice):
    with pytest.raises(Refused, match="2026-07-24") as refused:
        make_final(notice, cast, on=UNTIL)
    assert refused.value.provision.key == "assessment.notice_days"


def test_the_county_makes_final_the_day_after(cast, notice, graded):
    assert make_final(notice, cast) == 3
    assert set(Assessment.objects.people().values_list("state", "final_on")) == {("final", AFTER)}
    assert Record.objects.about(graded["first"]).steps().filter(verb="finish").count() == 1


def test_making_final_twice_changes_nothing(cast, notice):
    make_final(notice, cast)
    with pytest.raises(Conflict):
        make_final(notice, cast)


def test_what_is_final_cannot_be_withdrawn_from_the_board(cast, notice):
    make_final(notice, cast)
    with pytest.raises(Conflict):
        publishing.withdraw(notice, why="太迟", by=cast.actors["county"], on=AFTER)


def test_the_daily_job_makes_final_once_and_says_so(cast, notice):
    for _ in range(2):
        HANDLERS["assessment.make_final"]({"on": AFTER.isoformat()})
    assert states() == {"final"}
    assert JobRun.objects.get(job="assessment.make_final").counts == {"final": 0}
    assert Record.objects.filter(verb="finish").count() == 3


def test_the_daily_job_leaves_what_still_hangs(notice):
    assert publishing.make_due_final(on=UNTIL) == 0


def test_a_withdrawn_notice_makes_nothing_final(cast, notice):
    publishing.withdraw(notice, why="名单有误", by=cast.actors["county"], on=cast.today)
    assert publishing.make_due_final(on=AFTER) == 0


def test_unit_township_and_cadre_are_told_when_it_is_final(cast, notice):
    assert not Notice.objects.filter(kind="grade_set").exists()
    publishing.make_due_final(on=AFTER)
    told = Notice.objects.filter(kind="grade_set").values_list("office", flat=True)
    assert sorted(told) == ["cadre", "township", "unit", "unit"]


def test_the_townships_are_told_to_hang_it(notice):
    told = Notice.objects.get(kind="notice_published")
    assert (told.office, told.area, told.link) == ("township", "630222100", f"/result-notices/{notice.pk}/")


def test_a_final_grade_opened_again_must_be_shown_anew(cast, notice, graded):
    make_final(notice, cast)
    again = actions.reopen(graded["first"], by=cast.actors["county"], on=AFTER, note="核实有误")
    again = actions.set_grade(again, grade="competent", by=cast.actors["county_b"], on=AFTER)
    assert publishing.make_due_final(on=date(2026, 8, 30)) == 0
    assert hung(cast, [again]).shown.get().assessment == again


def test_as_many_statements_for_one_grade_as_for_three(cast, graded):
    first, *others = graded.values()
    counts = []
    for cases in ([first], others):
        with CaptureQueriesContext(connection) as written:
            make_final(hung(cast, cases), cast)
        counts.append(len(written))
    assert counts[0] == counts[1] <= 45


def test_a_county_rule_of_the_neighbour_asks_nothing_of_us(cast, graded):
    facts = {"effective_from": date(2026, 1, 1), "quote": "q", "document_number": "1号"}
    CountyRule.objects.create(
        area="630202", key="assessment.notice_days", value=9, entered_by=cast.users["county2"], **facts
    )
    assert hung(cast, graded.values()).pk
