"""Objections to grades on notice: in time, sealed, settled by another person; upheld, the case is opened again."""

from dataclasses import replace
from datetime import date

import pytest

from assessment import actions
from assessment.actions import objecting, publishing
from assessment.models import Assessment, ResultObjection
from core.models import Notice, Record
from core.refusals import Conflict, NotAllowed, Refused
from tests.assessment.noticing import AFTER, OBJECTED, UNTIL, hung, team_set


@pytest.fixture
def objection(cast, notice, graded):
    return received(cast, notice, graded["first"])


def received(cast, notice, case, *, on=UNTIL, by="county", **changed):
    facts = {**OBJECTED, "assessment": case, **changed}
    return objecting.receive(notice, facts, by=cast.actors[by], on=on)


def settle(objection, verb, cast, *, on=UNTIL, by="sysadmin", finding="经查属实"):
    """By a third officer of the county: `county` enters, `county_b` has set the grades."""
    who = replace(cast.actors["county"], user_id=cast.users[by].pk, name=by)
    return objecting.settle(objection, verb, finding=finding, by=who, on=on)


def state_of(case):
    return Assessment.objects.get(pk=case.pk).state


def test_an_unsettled_objection_keeps_its_grade_from_being_final(cast, notice, graded, objection):
    assert publishing.make_due_final(on=AFTER) == 2
    assert (state_of(graded["first"]), state_of(graded["member"])) == ("set", "final")


def test_the_contact_is_sealed_and_shown_for_a_reason_only(cast, objection):
    assert "13900001111" not in objection.contact_sealed
    with pytest.raises(Refused):
        objecting.reveal_contact(objection, reason=" ", by=cast.actors["county"], on=UNTIL)
    assert objecting.reveal_contact(objection, reason="核实", by=cast.actors["county"], on=UNTIL) == "13900001111"
    assert Record.objects.about(objection).filter(verb="reveal").exists()


@pytest.mark.parametrize("day", [date(2026, 7, 19), AFTER])
def test_outside_the_window_it_is_refused_with_the_windows_dates(day, cast, notice, graded):
    with pytest.raises(Refused, match="2026-07-20.*2026-07-24"):
        received(cast, notice, graded["first"], on=AFTER, received_on=day)


def test_a_letter_counts_by_its_postmark_even_when_the_grade_is_final(cast, notice, graded):
    publishing.make_due_final(on=AFTER)
    letter = {"means": "letter", "received_on": date(2026, 7, 27), "posted_on": UNTIL}
    late = received(cast, notice, graded["first"], on=date(2026, 7, 27), **letter)
    assert late.state == "received"
    settle(late, "uphold", cast, on=date(2026, 7, 28))
    assert state_of(graded["first"]) == "proposed"


def test_a_letter_posted_too_late_is_refused(cast, notice, graded):
    with pytest.raises(Refused):
        received(cast, notice, graded["first"], on=AFTER, means="letter", received_on=AFTER, posted_on=AFTER)


@pytest.mark.parametrize("changed", [{"name": " "}, {"contact": ""}, {"received_on": AFTER}, {"means": "letter"}])
def test_what_is_missing_is_named(changed, cast, notice, graded):
    with pytest.raises(Refused) as refused:
        received(cast, notice, graded["first"], **changed)
    assert refused.value.fields


def test_an_anonymous_one_is_noted_and_blocks_nothing(cast, notice, graded):
    assert received(cast, notice, graded["first"], anonymous=True).state == "unaccepted"
    assert publishing.make_due_final(on=AFTER) == 3


def test_one_not_on_the_notice_cannot_be_objected_to(cast, graded):
    notice = hung(cast, [graded["first"]])
    with pytest.raises(Refused):
        received(cast, notice, graded["member"])


def test_only_the_publishing_county_receives(cast, notice, graded):
    with pytest.raises(NotAllowed):
        received(cast, notice, graded["first"], by="county2")


def test_who_entered_it_does_not_settle_it(cast, objection):
    with pytest.raises(NotAllowed):
        objecting.settle(objection, "dismiss", finding="不属实", by=cast.actors["county"], on=UNTIL)


def test_nobody_settles_or_sees_an_objection_against_themselves(cast, objection):
    oneself = replace(cast.actors["county"], user_id=cast.users["cadre"].pk)
    with pytest.raises(NotAllowed):
        objecting.settle(objection, "dismiss", finding="不属实", by=oneself, on=UNTIL)
    assert not ResultObjection.objects.visible_to(oneself).exists()


def test_nobody_settles_or_enters_an_objection_against_their_own_team(cast, graded):
    team = team_set(cast)
    notice = hung(cast, [team])
    oneself = replace(cast.actors["county"], user_id=cast.users["cadre"].pk)
    against = received(cast, notice, team)
    with pytest.raises(NotAllowed):
        objecting.settle(against, "dismiss", finding="不属实", by=oneself, on=UNTIL)
    with pytest.raises(NotAllowed):
        objecting.receive(notice, {**OBJECTED, "assessment": team}, by=oneself, on=UNTIL)
    assert not ResultObjection.objects.visible_to(oneself).exists()


def test_a_finding_is_required(cast, objection):
    with pytest.raises(Refused):
        settle(objection, "uphold", cast, finding=" ")


def test_dismissed_in_the_window_the_grade_waits_for_its_end(cast, notice, graded, objection):
    settle(objection, "dismiss", cast)
    assert state_of(graded["first"]) == "set"
    assert publishing.make_due_final(on=AFTER) == 3


def test_dismissed_after_the_window_the_grade_is_final_at_once(cast, notice, graded, objection):
    publishing.make_due_final(on=AFTER)
    settle(objection, "dismiss", cast, on=AFTER)
    assert state_of(graded["first"]) == "final"


def test_a_second_unsettled_objection_still_waits(cast, notice, graded, objection):
    received(cast, notice, graded["first"], name="村民戊二")
    settle(objection, "dismiss", cast, on=AFTER)
    assert state_of(graded["first"]) == "set"


def test_upheld_the_case_is_opened_set_and_shown_anew(cast, notice, graded, objection):
    settle(objection, "uphold", cast)
    case = Assessment.objects.get(pk=graded["first"].pk)
    assert (case.state, case.grade) == ("proposed", "")
    case = actions.set_grade(case, grade="basically_competent", by=cast.actors["county_b"], on=UNTIL, note="异议成立")
    assert publishing.make_due_final(on=AFTER) == 2
    anew = hung(cast, [case], until_on=date(2026, 7, 29))
    assert anew.shown.get().facts["grade"]["zh"] == "基本称职"
    assert publishing.make_due_final(on=date(2026, 7, 30)) == 1


def test_upholding_names_the_finding_as_the_reason_of_the_reopening(cast, graded, objection):
    settle(objection, "uphold", cast)
    assert Record.objects.about(graded["first"]).steps().filter(verb="reopen").get().note == "经查属实"


def test_upheld_after_another_one_was_upheld_changes_nothing_more(cast, notice, graded, objection):
    second = received(cast, notice, graded["first"], name="村民戊二")
    settle(objection, "uphold", cast)
    assert settle(second, "uphold", cast).state == "upheld"
    assert state_of(graded["first"]) == "proposed"


def test_settling_twice_is_a_conflict(cast, objection):
    settle(objection, "dismiss", cast)
    with pytest.raises(Conflict):
        settle(objection, "uphold", cast)


def test_the_county_alone_is_told(cast, objection):
    settle(objection, "dismiss", cast)
    told = Notice.objects.filter(kind__in=["result_objection", "objection_settled"])
    assert set(told.values_list("office", "area")) == {("county", "630222")}
    assert told.count() == 2


def test_an_objection_to_a_withdrawn_notice_stays_to_be_settled(cast, notice, graded, objection):
    publishing.withdraw(notice, why="名单有误", by=cast.actors["county"], on=UNTIL)
    hung(cast, graded.values(), until_on=date(2026, 7, 29))
    assert publishing.make_due_final(on=date(2026, 7, 30)) == 2
    settle(objection, "dismiss", cast, on=date(2026, 7, 30))
    assert publishing.make_due_final(on=date(2026, 7, 31)) == 1
