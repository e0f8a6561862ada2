"""The deeds: opening a year, proposing, setting, returning."""

from datetime import date

import pytest

from assessment import actions, snapshot
from assessment.models import Assessment
from attendance.models import Day
from core.models import Notice, Record
from core.refusals import Conflict, NotAllowed, Refused

ONE_PLACE = {"share": 0.34, "pools": ["everybody"], "rounding": "down"}


def set_as(case, grade, cast, *, by="county_b", note=""):
    return actions.set_grade(case, grade=grade, by=cast.actors[by], on=cast.today, note=note)


def absent(cast, posting, *days):
    for day in days:
        who = cast.users["clerk"]
        moment = "2026-07-20T08:00:00Z"
        Day.objects.create(
            posting=posting, day=day, status="absent", confirmed_at=moment, confirmed_by=who, changed_by=who
        )


def test_opening_a_year_makes_one_case_for_everybody_who_served(cast, opened):
    assert Assessment.objects.people().count() == 3
    assert actions.open_year(2026, by=cast.actors["county"], on=cast.today) == 0
    assert Assessment.objects.people().count() == 3


def test_opening_a_year_tells_each_township_once(cast, opened):
    actions.open_year(2026, by=cast.actors["county"], on=cast.today)
    assert Notice.objects.filter(office="township", area="630222100", kind="case_waiting").count() == 1


@pytest.mark.parametrize("year", [2017, 2027])
def test_a_year_outside_the_policy_or_in_the_future_is_not_opened(year, cast):
    with pytest.raises(Refused):
        actions.open_year(year, by=cast.actors["county"], on=cast.today)


def test_only_a_county_opens_a_year(cast):
    with pytest.raises(NotAllowed):
        actions.open_year(2026, by=cast.actors["township"], on=cast.today)


def test_a_proposal_needs_an_opinion(cast, opened):
    with pytest.raises(Refused) as refusal:
        actions.propose(opened["first"], grade="excellent", opinion="  ", by=cast.actors["township"], on=cast.today)
    assert "opinion" in refusal.value.fields


@pytest.mark.parametrize("grade", ["", "superb", "优秀"])
def test_a_grade_nobody_knows_is_refused(grade, cast, opened):
    with pytest.raises(Refused):
        actions.propose(opened["first"], grade=grade, opinion="好", by=cast.actors["township"], on=cast.today)


def test_the_county_sets_and_everything_is_frozen(cast, proposed):
    done = set_as(proposed["first"], "excellent", cast)
    assert (done.state, done.grade, done.set_by) == ("set", "excellent", cast.users["county_b"])
    done.refresh_from_db()
    assert snapshot.intact(done)
    assert snapshot.judged_again(done).grade == "excellent"
    assert done.provisions["assessment.counts_in_unit"]["clause"] == "二(四)"


def test_a_frozen_fact_that_was_touched_shows(cast, proposed):
    done = set_as(proposed["first"], "excellent", cast)
    done.facts["unexcused_absences"] = 5
    assert not snapshot.intact(done)


def test_a_correction_after_the_grade_shows_as_a_difference(cast, proposed, client_of):
    done = set_as(proposed["first"], "excellent", cast)
    absent(cast, done.posting, date(2026, 3, 2))
    page = client_of("county").get(f"/assessments/{done.pk}/")
    assert page.context["changed"] == [("unexcused_absences", 0, 1)]


def test_another_grade_than_proposed_needs_a_reason(cast, proposed):
    with pytest.raises(Refused) as refusal:
        set_as(proposed["first"], "competent", cast)
    assert "note" in refusal.value.fields
    assert set_as(proposed["first"], "competent", cast, note="比例控制").grade == "competent"


def test_absences_cap_the_grade_with_the_rule_named(cast, proposed, rule):
    rule("assessment.absence_caps", [{"times": 1, "best": "competent"}, {"times": 2, "best": "basically_competent"}])
    absent(cast, cast.postings["first"], date(2026, 3, 2), date(2026, 3, 3))
    with pytest.raises(Refused) as refusal:
        set_as(proposed["first"], "excellent", cast)
    assert refusal.value.provision.document_number == "民组发〔2026〕1号"
    done = set_as(proposed["first"], "basically_competent", cast)
    assert done.because == "assessment.absence_caps"


def test_unconfirmed_absences_do_not_count(cast, proposed, rule):
    rule("assessment.absence_caps", [{"times": 1, "best": "competent"}])
    Day.objects.create(
        posting=cast.postings["first"], day=date(2026, 3, 2), status="absent", changed_by=cast.users["clerk"]
    )
    assert set_as(proposed["first"], "excellent", cast).grade == "excellent"


def test_the_quota_stops_the_second_excellent(cast, proposed, rule):
    rule("assessment.excellent_share", ONE_PLACE)
    set_as(proposed["first"], "excellent", cast)
    with pytest.raises(Refused) as refusal:
        set_as(proposed["member"], "excellent", cast)
    assert refusal.value.provision.key == "assessment.excellent_share"
    assert set_as(proposed["member"], "competent", cast, note="名额已满").grade == "competent"


def test_returned_proposals_come_back_and_the_same_people_go_on(cast, proposed):
    back = actions.send_back(proposed["first"], by=cast.actors["county"], on=cast.today, note="请补充事实")
    again = actions.propose(back, grade="competent", opinion="已补充", by=cast.actors["township"], on=cast.today)
    assert set_as(again, "competent", cast, by="county").grade == "competent"


def test_a_return_needs_a_reason(cast, proposed):
    with pytest.raises(Refused):
        actions.send_back(proposed["first"], by=cast.actors["county"], on=cast.today, note=" ")


def test_who_comes_second_is_told(cast, proposed):
    set_as(proposed["first"], "excellent", cast)
    with pytest.raises(Conflict):
        set_as(proposed["first"], "excellent", cast, by="county")


def test_many_are_all_or_nothing_and_name_every_row_in_the_way(cast, proposed):
    rows = [
        (proposed["first"], {"grade": "excellent", "note": ""}),
        (proposed["town"], {"grade": "competent", "note": ""}),
    ]
    with pytest.raises(Refused) as refusal:
        actions.set_many(rows, by=cast.actors["county"], on=cast.today)
    assert list(refusal.value.fields) == [f"note-{proposed['town'].pk}"]
    assert not Assessment.objects.filter(state="set").exists()


def test_a_final_grade_is_told_to_unit_and_cadre_and_recorded(cast, proposed):
    done = set_as(proposed["first"], "excellent", cast)
    assert not Notice.objects.filter(kind="grade_set").exists()
    done = actions.finish(done, by=cast.actors["county_b"], on=cast.today)
    assert set(Notice.objects.filter(kind="grade_set").values_list("office", flat=True)) == {"unit", "cadre"}
    assert Record.objects.about(done).steps().count() == 3
