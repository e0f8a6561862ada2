"""Leave: applied for, agreed to by length, cancelled, reported back from; the sheet follows."""

from datetime import date

import pytest

from attendance.actions import leaves
from attendance.models import Day, DayChange, Leave
from core.models import CountyRule, Notice, Record
from core.refusals import Conflict, NotAllowed, Refused
from core.workflow import take
from tests.attendance.away import away, leave, on, wanted
from tests.cast import TODAY


@pytest.fixture
def ask(cast):
    def asked(first=1, last=3, who="first", by="cadre", **more):
        return leaves.apply_for(cast.postings[who], wanted(first, last, **more), by=cast.actors[by], on=TODAY)

    return asked


@pytest.fixture
def granted(cast, ask):
    def made(first=1, last=3, **more):
        case = leaves.approve(ask(first, last, **more), by=cast.actors["township"], on=TODAY)
        if case.state == "agreed":
            case = leaves.approve(case, by=cast.actors["county"], on=TODAY)
        return case

    return made


@pytest.fixture
def back(cast):
    def came(case, at, **more):
        return leaves.report_back(case, by=cast.actors["cadre"], on=on(max(at, 0)), back_on=on(at), **more)

    return came


@pytest.mark.parametrize(("last", "approvals"), [(1, ["township"]), (5, ["township"]), (6, ["township", "county"])])
def test_the_length_decides_who_must_agree(ask, last, approvals):
    assert ask(1, last).approvals == approvals


def test_the_rule_it_was_judged_by_is_frozen(ask):
    assert ask().provisions["attendance.leave_levels"]["is_default"] is True


def test_a_county_rule_in_force_on_the_first_day_decides(cast, ask):
    levels = [{"up_to": 3, "offices": ["township"]}, {"up_to": None, "offices": ["township", "county"]}]
    CountyRule.objects.create(
        area="630222",
        key="attendance.leave_levels",
        value=levels,
        effective_from=on(10),
        document_number="民组〔2026〕1号",
        entered_by=cast.users["county"],
    )
    assert ask(1, 4).approvals == ["township"]
    assert ask(10, 13).approvals == ["township", "county"]


def test_the_township_grants_a_short_leave_and_the_sheet_says_so(cast, granted):
    assert granted(1, 3).state == "approved"
    assert away(cast) == {1: "leave", 2: "leave", 3: "leave"}


def test_the_sheet_names_the_leave(cast, granted):
    case = granted(1, 1, kind="sick")
    day = Day.objects.get(posting=case.posting)
    assert (day.note, day.source, day.confirmed_at) == ("病假", f"leave:{case.pk}", None)


def test_a_long_leave_stands_in_the_sheet_only_once_the_county_agrees(cast, ask):
    case = leaves.approve(ask(1, 8), by=cast.actors["township"], on=TODAY)
    assert away(cast) == {}
    leaves.approve(case, by=cast.actors["county"], on=TODAY)
    assert len(away(cast)) == 8


def test_the_clerk_applies_on_the_cadres_behalf(ask):
    case = ask(by="clerk")
    assert (case.on_behalf, case.applied_by.username) == (True, "clerk")


@pytest.mark.parametrize("who", ["clerk2", "township", "unit", "county"])
def test_nobody_else_applies(ask, who):
    with pytest.raises(NotAllowed):
        ask(by=who)


def test_a_cadre_does_not_apply_for_a_colleague(ask):
    with pytest.raises(NotAllowed):
        ask(who="member")


def test_other_leave_on_the_same_days_is_refused_by_name(ask):
    first = ask(1, 3)
    with pytest.raises(Refused, match=rf"{on(1)}.*{on(3)}.*{first.pk}"):
        ask(3, 4)


def test_days_of_a_declined_leave_are_free_again(cast, ask):
    leaves.decline(ask(1, 3), by=cast.actors["township"], on=TODAY, note="工作需要")
    assert ask(2, 4).state == "applied"


def test_leave_that_has_begun_must_say_why_it_comes_late(ask):
    with pytest.raises(Refused) as refusal:
        ask(-2, 1, late_reason="")
    assert "late_reason" in refusal.value.fields
    assert ask(-2, 1).is_late


def test_leave_before_the_posting_is_refused(ask):
    with pytest.raises(Refused, match="2025-09-01"):
        ask(-400, -390)


def test_leave_beyond_a_posting_that_ends_is_refused(cast, ask):
    posting = cast.postings["first"]
    posting.ends_on, posting.end_kind = on(2), "term"
    posting.save()
    with pytest.raises(Refused, match=str(on(2))):
        ask(1, 3)


def test_an_extension_is_judged_by_the_whole_length(cast, granted, ask):
    granted(1, 5)
    more = ask(6, 7)
    assert (more.approvals, more.run_days) == (["township", "county"], 7)
    assert more.extends.starts_on == on(1)


def test_leave_in_front_of_other_leave_is_judged_by_the_whole_length_too(ask):
    ask(4, 8)
    assert ask(1, 3).run_days == 8


def test_a_day_in_the_village_between_them_makes_two_leaves(ask):
    ask(1, 5)
    assert ask(7, 9).approvals == ["township"]


def test_a_returned_application_names_what_to_mend_and_is_judged_anew(cast, ask):
    case = leaves.send_back(ask(1, 3), by=cast.actors["township"], on=TODAY, note="请附证明", fields=["papers"])
    assert case.to_mend == ["papers"]
    mended = leaves.submit(case, wanted(1, 9), by=cast.actors["cadre"], on=TODAY)
    assert (mended.state, mended.approvals, mended.to_mend) == ("applied", ["township", "county"], [])


def test_the_application_is_withdrawn_until_somebody_acts(cast, ask):
    leaves.withdraw(ask(1, 3), by=cast.actors["cadre"], on=TODAY)
    case = leaves.approve(ask(1, 9), by=cast.actors["township"], on=TODAY)
    with pytest.raises(Conflict):
        leaves.withdraw(case, by=cast.actors["cadre"], on=TODAY)


def test_leave_cancelled_before_it_begins_leaves_the_sheet(cast, granted):
    leaves.cancel(granted(1, 3), by=cast.actors["cadre"], on=TODAY)
    assert away(cast) == {}


def test_leave_cancelled_after_it_began_must_say_why(cast, granted):
    case = granted(0, 3)
    with pytest.raises(Refused):
        leaves.cancel(case, by=cast.actors["cadre"], on=TODAY)
    assert leaves.cancel(case, by=cast.actors["clerk"], on=TODAY, note="未成行").state == "cancelled"


def test_an_early_return_gives_the_days_after_it_back(cast, granted, back):
    case = back(granted(1, 5), 3)
    assert away(cast) == {1: "leave", 2: "leave"}
    assert (case.state, case.back_on, case.ends_on, case.asked_until) == ("back", on(3), on(2), on(5))


def test_the_days_after_an_early_return_wait_for_the_clerk(cast, granted, back):
    back(granted(1, 5), 3)
    assert set(Day.objects.filter(day=on(4)).values_list("status", "confirmed_at")) == {("in_village", None)}


@pytest.mark.parametrize("at", [1, 7])
def test_a_return_on_an_impossible_day_is_refused(granted, back, at):
    with pytest.raises(Refused):
        back(granted(1, 5), at)


def test_nobody_reports_back_ahead_of_time(cast, granted):
    case = granted(-2, 5)
    with pytest.raises(Refused):
        leaves.report_back(case, by=cast.actors["cadre"], on=TODAY, back_on=on(2))


def test_whoever_has_an_extension_reports_back_from_that(cast, granted, back):
    first, more = granted(1, 2), granted(3, 4)
    with pytest.raises(Refused):
        back(first, 3)
    back(more, 4)
    assert set(Leave.objects.values_list("state", "ends_on")) == {("back", on(2)), ("back", on(3))}


def test_nobody_decides_on_their_own_leave(cast, ask):
    cast.cadres["first"].account = cast.users["township"]
    cast.cadres["first"].save()
    case = leave(cast)
    with pytest.raises(NotAllowed):
        leaves.approve(case, by=cast.actors["township"], on=TODAY)


def test_approved_leave_keeps_what_the_day_said_before(cast, granted):
    Day.objects.create(
        posting=cast.postings["first"], day=on(-1), status="absent", note="电话未接通", changed_by=cast.users["clerk"]
    )
    granted(-1, 0)
    kept = DayChange.objects.get()
    assert (kept.old_status, kept.old_note, kept.new_status) == ("absent", "电话未接通", "leave")


def test_leave_over_the_year_end_stands_in_both_years(cast, granted):
    granted(160, 170)
    days = Day.objects.filter(day__in=[date(2026, 12, 31), date(2027, 1, 1)])
    assert set(days.values_list("status", flat=True)) == {"leave"}


def test_each_step_is_one_line_and_tells_the_next_office(cast, ask):
    case = leaves.approve(ask(1, 9), by=cast.actors["township"], on=TODAY)
    verbs = list(Record.objects.about(case).steps().order_by("pk").values_list("verb", flat=True))
    assert verbs == ["apply", "approve"]
    waiting = Notice.objects.filter(kind="case_waiting").order_by("pk").values_list("office", "area")
    assert list(waiting) == [("township", "630222100"), ("county", "630222")]


def test_a_decision_reaches_cadre_clerk_and_unit(granted):
    granted()
    told = Notice.objects.filter(kind="case_decided").values_list("office", flat=True)
    assert sorted(told) == ["cadre", "clerk", "unit"]


def test_somebody_faster_is_a_conflict(cast, ask):
    case = ask()
    leaves.approve(case, by=cast.actors["township"], on=TODAY)
    with pytest.raises(Conflict):
        take(case, "approve", by=cast.actors["township"])
