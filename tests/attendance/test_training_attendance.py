"""Who came: entered once, by half days, corrected with a reason; sheets, standings and certificates follow."""

from datetime import date
from decimal import Decimal

import pytest

from attendance import actions
from attendance.actions import confirm_days
from attendance.models import Certificate, Day, DayChange, Training
from attendance.sheet import sheet
from core.models import Notice, Record
from core.refusals import Conflict, NotAllowed, Refused
from tests.attendance.training import PAST, SOON, came, done, enrolled, held, judge, mark
from tests.cast import TODAY


def test_who_did_not_come_waits_in_the_sheet_for_the_clerk(cast):
    held(cast, {"first": True, "member": False}, starts_on=PAST, days=1)
    days = {day.posting_id: (day.status, day.confirmed_at) for day in Day.objects.filter(day=PAST)}
    assert days == {cast.postings["first"].pk: ("training", None), cast.postings["member"].pk: ("in_village", None)}


def test_a_day_the_clerk_confirmed_as_training_waits_again(cast):
    made = enrolled(cast, "first", starts_on=PAST, days=1)
    seen = next(line for line in sheet(cast.actors["clerk"], PAST) if line.name == "队长甲")
    confirm_days(
        [actions.Entry(seen.posting_id, PAST, "training", seen.note, seen.version)], by=cast.actors["clerk"], on=TODAY
    )
    actions.hold_session(made, [mark(cast, "first", False)], by=cast.actors["county"], on=TODAY)
    day = Day.objects.get(posting=cast.postings["first"], day=PAST)
    assert (day.status, day.confirmed_at) == ("in_village", None)
    assert DayChange.objects.filter(day=PAST, old_status="training").exists()


def test_the_clerk_is_told_who_did_not_come(cast):
    held(cast, {"first": True, "member": False, "town": False}, starts_on=PAST)
    told = Notice.objects.get(kind="training_absent")
    assert (told.area, told.params["who"]) == ("630222100", "乡员丙、队员乙")


def test_a_half_missed_is_not_counted(cast):
    held(cast, {"first": [3], "member": True}, starts_on=PAST)
    judge()
    assert (done(cast, "first"), done(cast, "member")) == (Decimal("1.5"), 2)


def test_a_day_missed_wholly_is_no_training_day_in_the_sheet(cast):
    held(cast, {"first": [2, 3]}, starts_on=PAST)
    found = dict(Day.objects.filter(posting=cast.postings["first"]).values_list("day", "status"))
    assert found == {PAST: "training", date(2026, 7, 14): "in_village"}


def test_who_missed_every_half_did_not_come(cast):
    made = held(cast, {"first": [0, 1, 2, 3]}, starts_on=PAST)
    assert came(made) == {cast.postings["first"].pk: (False, ())}


def test_two_half_day_sessions_on_one_day_make_a_day(cast):
    held(cast, {"first": True}, starts_on=PAST, days=Decimal("0.5"))
    held(cast, {"first": True}, starts_on=PAST, days=Decimal("0.5"), begins=1)
    judge()
    assert done(cast, "first") == 1


def test_a_session_over_the_turn_of_the_year_counts_on_each_side_what_lies_there(cast):
    new_year = date(2026, 1, 10)
    made = enrolled(cast, "first", starts_on=date(2025, 12, 30), days=4)
    actions.hold_session(made, [mark(cast, "first")], by=cast.actors["county"], on=new_year)
    judge()
    assert (done(cast, "first", 2025), done(cast, "first", 2026)) == (2, 2)


def test_days_before_the_posting_do_not_count(cast):
    cast.postings["first"].starts_on = date(2026, 7, 14)
    cast.postings["first"].save()
    held(cast, {"first": True}, starts_on=PAST, kind="pre_posting")
    judge()
    assert done(cast, "first") == 1


def test_only_enrolled_counts_for_nothing(cast):
    enrolled(cast, "first", starts_on=PAST)
    judge()
    assert done(cast, "first") == 0


def test_a_session_is_not_held_before_it_is_over(cast):
    made = enrolled(cast, "first", starts_on=TODAY, days=2)
    with pytest.raises(Refused, match="2026-07-21"):
        actions.hold_session(made, [mark(cast, "first")], by=cast.actors["county"], on=TODAY)


def test_everybody_on_the_list_must_be_marked(cast):
    made = enrolled(cast, "first", "member", starts_on=PAST)
    with pytest.raises(Refused, match="队员乙"):
        actions.hold_session(made, [mark(cast, "first")], by=cast.actors["county"], on=TODAY)


@pytest.mark.parametrize("who", ["county2", "prefecture", "township", "unit"])
def test_nobody_else_enters_who_came(cast, who):
    made = enrolled(cast, "first", starts_on=PAST)
    with pytest.raises(NotAllowed):
        actions.hold_session(made, [mark(cast, "first")], by=cast.actors[who], on=TODAY)


def test_a_half_the_session_has_not_is_refused(cast):
    made = enrolled(cast, "first", starts_on=PAST)
    with pytest.raises(Refused):
        actions.hold_session(made, [mark(cast, "first", True, 9)], by=cast.actors["county"], on=TODAY)


def test_a_correction_says_why_and_keeps_what_was_entered(cast):
    made = held(cast, {"first": True, "member": True}, starts_on=PAST)
    with pytest.raises(Refused):
        actions.correct_attendance(made, [mark(cast, "first", False)], " ", by=cast.actors["county"], on=TODAY)
    said = [mark(cast, "first", False), mark(cast, "member")]
    assert actions.correct_attendance(made, said, "签到表有误", by=cast.actors["county_b"], on=TODAY) == 1
    line = Record.objects.about(made).get(verb="correct_attendance")
    assert (line.note, line.details) == ("签到表有误", {str(cast.postings["first"].pk): ["came", "absent"]})


def test_a_correction_moves_the_standing_both_ways(cast):
    made = held(cast, {"first": True}, starts_on=PAST)
    for how, days in ((False, 0), (True, 2)):
        actions.correct_attendance(made, [mark(cast, "first", how)], "更正", by=cast.actors["county"], on=TODAY)
        judge()
        assert done(cast, "first") == days


def test_a_correction_of_a_half_alone_reaches_the_standing(cast):
    made = held(cast, {"first": True}, starts_on=PAST)
    judge()
    actions.correct_attendance(made, [mark(cast, "first", True, 1)], "更正", by=cast.actors["county"], on=TODAY)
    judge()
    assert done(cast, "first") == Decimal("1.5")


def test_who_came_without_being_on_the_list_is_added_by_a_correction(cast):
    made = held(cast, {"first": True}, starts_on=PAST)
    actions.correct_attendance(made, [mark(cast, "member")], "漏登", by=cast.actors["county"], on=TODAY)
    assert came(made)[cast.postings["member"].pk] == (True, ())


def test_a_correction_adds_nobody_from_elsewhere(cast):
    made = held(cast, {"first": True}, starts_on=PAST)
    with pytest.raises(Refused):
        actions.correct_attendance(made, [mark(cast, "elsewhere")], "漏登", by=cast.actors["county"], on=TODAY)


def test_two_officers_at_once_the_second_is_told_who_was_faster(cast):
    made = enrolled(cast, "first", starts_on=PAST)
    version = made.version
    actions.hold_session(made, [mark(cast, "first")], by=cast.actors["county_b"], on=TODAY, version=version)
    with pytest.raises(Conflict, match="county_b"):
        actions.hold_session(made, [mark(cast, "first", False)], by=cast.actors["county"], on=TODAY, version=version)
    assert came(made) == {cast.postings["first"].pk: (True, ())}


def test_a_list_that_grew_meanwhile_is_a_conflict(cast):
    made = enrolled(cast, "first", starts_on=PAST)
    version = made.version
    actions.enrol(made, [cast.postings["member"].pk], by=cast.actors["county_b"], on=TODAY)
    with pytest.raises(Conflict):
        actions.hold_session(made, [mark(cast, "first")], by=cast.actors["county"], on=TODAY, version=version)


def test_nobody_came_to_two_sessions_at_once(cast):
    held(cast, {"first": True}, starts_on=PAST)
    made = held(cast, {"member": True}, starts_on=PAST)
    with pytest.raises(Refused, match="队长甲"):
        actions.correct_attendance(made, [mark(cast, "first")], "漏登", by=cast.actors["county"], on=TODAY)


def test_a_locked_month_takes_no_attendance(cast):
    made = enrolled(cast, "first", starts_on=date(2026, 6, 8), days=1)
    actions.lock_months(2026, [6], "考核", by=cast.actors["county"], on=TODAY)
    with pytest.raises(Refused, match="2026-06"):
        actions.hold_session(made, [mark(cast, "first")], by=cast.actors["county"], on=TODAY)
    assert Training.objects.get(pk=made.pk).state == "planned"


def test_certificates_go_to_who_came_to_every_half_numbered_without_gaps(cast):
    made = held(cast, {"first": True, "member": [0], "town": True}, starts_on=PAST)
    assert actions.issue_certificates(made, by=cast.actors["county"], on=TODAY) == 2
    second = held(cast, {"member": True}, starts_on=date(2026, 7, 6))
    assert actions.issue_certificates(second, by=cast.actors["county"], on=TODAY) == 1
    assert [str(one) for one in Certificate.objects.order_by("number")] == [
        "结业〔2026〕0001号",
        "结业〔2026〕0002号",
        "结业〔2026〕0003号",
    ]


def test_issuing_twice_gives_nobody_a_second_certificate(cast):
    made = held(cast, {"first": True}, starts_on=PAST)
    assert actions.issue_certificates(made, by=cast.actors["county"], on=TODAY) == 1
    assert actions.issue_certificates(made, by=cast.actors["county"], on=TODAY) == 0


def test_each_organiser_and_year_has_its_own_numbers(cast):
    made = held(cast, {"first": True}, starts_on=PAST)
    actions.issue_certificates(made, by=cast.actors["county"], on=date(2027, 1, 5))
    other = enrolled(cast, "member", who="prefecture", starts_on=PAST)
    actions.hold_session(other, [mark(cast, "member")], by=cast.actors["prefecture"], on=TODAY)
    actions.issue_certificates(other, by=cast.actors["prefecture"], on=TODAY)
    assert set(Certificate.objects.values_list("area", "year", "number")) == {("630222", 2027, 1), ("6302", 2026, 1)}


def test_a_certificate_no_longer_earned_is_taken_back_and_its_number_never_used_again(cast):
    made = held(cast, {"first": True}, starts_on=PAST)
    actions.issue_certificates(made, by=cast.actors["county"], on=TODAY)
    for how in (False, True):
        actions.correct_attendance(made, [mark(cast, "first", how)], "核对", by=cast.actors["county"], on=TODAY)
    actions.issue_certificates(made, by=cast.actors["county"], on=TODAY)
    kept = Certificate.objects.order_by("number").values_list("number", "revoked_on", "reason")
    assert list(kept) == [(1, TODAY, "核对"), (2, None, "")]


def test_nobody_earned_a_certificate(cast):
    with pytest.raises(Refused):
        actions.issue_certificates(held(cast, {"first": False}), by=cast.actors["county"], on=TODAY)


def test_certificates_wait_for_attendance(cast):
    with pytest.raises(Conflict):
        actions.issue_certificates(enrolled(cast, "first", starts_on=SOON), by=cast.actors["county"], on=TODAY)


def test_who_was_noted_before_a_session_was_cancelled_has_not_been_trained(cast):
    made = enrolled(cast, "first", starts_on=PAST)
    actions.note_attendance(made, mark(cast, "first"), by=cast.actors["county"], on=TODAY)
    judge()
    assert done(cast, "first") == 2
    actions.cancel_session(made, "未举办", by=cast.actors["county"], on=TODAY)
    judge()
    assert done(cast, "first") == 0
