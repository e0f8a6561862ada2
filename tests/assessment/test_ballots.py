"""Counted ballots: one counter enters, another confirms; what is confirmed enters the facts."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from assessment import actions as grading
from assessment.actions import balloting as deeds
from assessment.balloting import ballots_of
from assessment.facts import facts_of
from assessment.models import Assessment, BallotBatch, BallotLine, Cycle
from core.models import Notice, Record
from core.refusals import Conflict, NotAllowed, Refused
from tests.assessment.balloting import FULL, ITEMS, confirmed, count, cycle_of, entered, fresh

BAD = [
    ({"issued": 41}, "issued"),
    ({"returned": 39}, "returned"),
    ({"valid": 37, "votes": (37, 0, 0, 0)}, "valid"),
    ({"valid": -1}, "valid"),
    ({"held_on": date(2026, 7, 21)}, "held_on"),
    ({"held_on": date(2025, 12, 31)}, "held_on"),
    ({"place": "  "}, "place"),
]


@pytest.fixture(autouse=True)
def _in_english():
    """Refusals are read in English here."""
    with translation.override("en"):
        yield


def test_a_count_is_kept_line_by_line_and_waits(cast, opened):
    batch = entered(cast)
    assert (batch.state, batch.standing, batch.lines.count()) == ("entered", "counts", ITEMS)
    assert set(batch.provisions) == {f"assessment.ballot_{name}" for name in ("items", "grades", "turnout", "minimum")}


def test_the_other_counters_are_told_once_a_day(cast, opened):
    entered(cast)
    entered(cast, kind="village_cadres")
    assert set(
        Notice.objects.filter(kind="case_waiting", key__startswith="ballots:").values_list("office", flat=True)
    ) == {
        "county",
        "leadership",
    }


@pytest.mark.parametrize(("more", "field"), BAD)
def test_figures_that_cannot_be_name_their_field(cast, opened, more, field):
    with pytest.raises(Refused) as told:
        entered(cast, **more)
    assert list(told.value.fields) == [field]
    assert not BallotBatch.objects.exists()


def test_votes_that_do_not_sum_to_the_valid_ballots_name_every_line(cast, opened):
    with pytest.raises(Refused) as told:
        entered(cast, votes=(24, 3, 1, 1))
    assert len(told.value.fields) == ITEMS
    assert "29" in str(next(iter(told.value.fields.values())))


def test_a_line_that_is_missing_is_named(cast, opened):
    said = count(cast)
    (case, item) = next(iter(said.votes))
    del said.votes[case, item]
    with pytest.raises(Refused) as told:
        deeds.enter(cycle_of(cast), cast.teams[FULL], "villagers", said, by=cast.actors["county"], on=cast.today)
    assert list(told.value.fields) == [f"vote-{case}-{item}"]


def test_votes_about_a_stranger_are_refused(cast, opened):
    said = count(cast)
    said.votes[10**9, "on_post"] = [30, 0, 0, 0]
    with pytest.raises(Refused, match="ballot paper"):
        deeds.enter(cycle_of(cast), cast.teams[FULL], "villagers", said, by=cast.actors["county"], on=cast.today)


def test_a_yearly_cycle_holds_no_democratic_ballot(cast, opened):
    with pytest.raises(Refused):
        entered(cast, kind="ballot")


def test_a_closed_cycle_takes_no_count(cast, opened):
    Cycle.objects.update(state="closed")
    with pytest.raises(Refused, match="closed"):
        entered(cast)


@pytest.mark.parametrize("who", ["county2", "leadership2", "township", "prefecture", "unit", "cadre", "clerk"])
def test_nobody_else_enters(cast, opened, who):
    with pytest.raises(NotAllowed):
        entered(cast, who=who)


def test_nobody_counts_ballots_about_themselves(cast, opened):
    cadre = cast.postings["member"].cadre
    cadre.account = cast.users["county"]
    cadre.save()
    with pytest.raises(NotAllowed):
        entered(cast)


def test_the_second_of_two_counters_changes_nothing(cast, opened):
    entered(cast)
    with pytest.raises(Conflict):
        entered(cast, who="leadership", votes=(0, 0, 30, 0))
    assert set(map(tuple, BallotLine.objects.values_list("votes", flat=True))) == {(24, 3, 1, 2)}


@pytest.mark.parametrize("who", ["county_b", "leadership"])
def test_another_of_the_county_confirms(cast, opened, who):
    assert confirmed(cast, who=who).state == "confirmed"


def test_who_entered_does_not_confirm(cast, opened):
    with pytest.raises(NotAllowed):
        confirmed(cast, who="county")


def test_what_was_corrected_meanwhile_is_not_confirmed_unseen(cast, opened):
    batch = entered(cast)
    by = {"by": cast.actors["county"], "on": cast.today}
    deeds.correct(batch, count(cast, votes=(30, 0, 0, 0)), version=1, **by)
    with pytest.raises(Conflict):
        deeds.confirm(batch, version=1, by=cast.actors["county_b"], on=cast.today)


def test_a_stale_correction_overwrites_nothing(cast, opened):
    batch = entered(cast)
    by = {"by": cast.actors["county"], "on": cast.today}
    deeds.correct(batch, count(cast, votes=(30, 0, 0, 0)), version=1, **by)
    with pytest.raises(Conflict):
        deeds.correct(fresh(batch), count(cast, votes=(0, 30, 0, 0)), version=1, **by)
    assert BallotLine.objects.first().votes == [30, 0, 0, 0]


def test_a_count_comes_back_with_the_reason_and_is_corrected(cast, opened):
    batch, on = entered(cast), cast.today
    with pytest.raises(Refused):
        deeds.send_back(batch, note=" ", by=cast.actors["county_b"], on=on)
    back = deeds.send_back(batch, note="与计票表不符", by=cast.actors["county_b"], on=on)
    again = deeds.correct(back, count(cast, valid=29, votes=(24, 3, 1, 1)), version=1, by=cast.actors["county"], on=on)
    assert (back.state, again.state, again.version, again.lines.first().valid) == ("returned", "entered", 2, 29)
    assert deeds.confirm(again, version=2, by=cast.actors["county_b"], on=on).state == "confirmed"


def test_a_confirmed_count_changes_only_when_it_is_opened_again(cast, opened):
    batch, by = confirmed(cast), {"by": cast.actors["county_b"], "on": cast.today}
    with pytest.raises(Conflict):
        deeds.correct(batch, count(cast), version=1, by=cast.actors["county"], on=cast.today)
    with pytest.raises(Refused):
        deeds.reopen(batch, note="", **by)
    again = deeds.reopen(batch, note="漏计一票", **by)
    assert (again.state, again.confirmed_by, again.version) == ("returned", None, 2)
    assert Record.objects.get(verb="reopen").details["was"]["valid"] == 30


def test_a_count_a_grade_rests_on_stays_until_the_grade_is_opened(cast, proposed):
    batch, by = confirmed(cast), {"by": cast.actors["county"], "on": cast.today}
    graded = grading.set_grade(proposed["first"], grade="excellent", **by)
    with pytest.raises(Refused, match="队长甲"):
        deeds.reopen(batch, note="漏计", **by)
    grading.reopen(graded, note="更正票数", by=cast.actors["county_b"], on=cast.today)
    assert deeds.reopen(batch, note="漏计", **by).state == "returned"


def test_a_confirmed_count_enters_the_facts_and_is_frozen_with_the_grade(cast, proposed):
    confirmed(cast)
    done = grading.set_grade(proposed["first"], grade="excellent", by=cast.actors["county"], on=cast.today)
    said = done.facts["ballots"]["villagers"]
    assert (said["turnout"], said["standing"], said["value"]) == ("0.9000", "counts", "0.9214")
    assert said["shares"] == {"satisfied": "0.8000", "partly": "0.1000", "dissatisfied": "0.0333", "unknown": "0.0667"}


def test_a_count_that_waits_enters_no_facts(cast, opened):
    entered(cast)
    assert facts_of([opened["first"]])[opened["first"].pk]["ballots"] == {}


def test_a_low_turnout_counts_for_nothing_and_names_the_rule(cast, opened):
    confirmed(cast, eligible=80)
    said = ballots_of([opened["first"]])[opened["first"].pk]["villagers"]
    assert (said["standing"], said["rule"], said["value"], "shares" in said) == (
        *("low_turnout", "assessment.ballot_turnout"),
        *(None, False),
    )


def test_a_county_may_ask_for_a_higher_turnout(cast, opened, rule):
    rule("assessment.ballot_turnout", 0.95)
    assert entered(cast).standing == "low_turnout"


def test_votes_of_a_few_are_neither_kept_nor_scored(cast, opened):
    confirmed(cast, eligible=5, issued=5, returned=5, valid=4, votes=(4, 0, 0, 0))
    assert set(BallotLine.objects.values_list("votes", flat=True)) == {None}
    assert ballots_of([opened["first"]])[opened["first"].pk]["villagers"]["standing"] == "too_few"


def test_a_team_has_its_own_results(cast, opened):
    confirmed(cast)
    case = Assessment.objects.get(team=cast.teams[FULL])
    assert len(ballots_of([case])[case.pk]["villagers"]["items"]) == 6


def test_county_items_and_grades_stand_on_the_paper(cast, opened, rule):
    rule("assessment.ballot_items", {"team": [], "people": ["扶贫实绩"]})
    rule("assessment.ballot_grades", [{"grade": "好", "worth": 1}, {"grade": "差", "worth": 0}])
    said = count(cast)
    people = {case for case, item in said.votes if item == "on_post"}
    said.votes.clear()
    said.votes.update({(case, "扶贫实绩"): [20, 10] for case in people})
    batch = deeds.enter(cycle_of(cast), cast.teams[FULL], "villagers", said, by=cast.actors["county"], on=cast.today)
    assert batch.sheet["grades"][0] == {"grade": "好", "zh": "好", "en": "好", "worth": 1}


def test_items_that_make_no_paper_are_refused_with_the_rule(cast, opened, rule):
    rule("assessment.ballot_grades", [{"grade": f"g{n}", "worth": 1} for n in range(7)])
    with pytest.raises(Refused) as told:
        entered(cast)
    assert told.value.provision.key == "assessment.ballot_grades"


@pytest.mark.parametrize("wrong", [{"issued": 99}, {"returned": 99}, {"valid": 99}, {"state": "confirmed"}])
def test_the_database_itself_refuses_figures_that_do_not_add_up(cast, opened, wrong):
    batch = entered(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        BallotBatch.objects.filter(pk=batch.pk).update(**wrong)


@pytest.mark.parametrize("votes", [[24, 3, 1, 1], [30, 0, 0, 0, 0, 0, 0], [31, -1, 0, 0]])
def test_the_database_itself_refuses_votes_that_do_not_add_up(cast, opened, votes):
    line = entered(cast).lines.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        BallotLine.objects.filter(pk=line.pk).update(votes=votes)


def test_results_take_the_same_queries_for_one_case_and_for_three(cast, opened, django_assert_num_queries):
    confirmed(cast)
    for cases in ([opened["first"]], list(opened.values())):
        with django_assert_num_queries(2):
            ballots_of(cases)
