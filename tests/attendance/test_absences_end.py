"""When a posting ends or a month is locked: absences end with the one, and leave the other alone."""

import pytest

from attendance.actions import cut_absences, leaves, lock_months, report_outs
from attendance.locks import MonthLocked
from attendance.models import Leave, ReportOut
from core.models import OutboxMessage, Record
from core.refusals import Refused
from teams.actions import close_posting
from tests.attendance.away import away, leave, on, outing, wanted
from tests.cast import TODAY


@pytest.fixture
def ended(cast):
    def closed(at):
        posting = cast.postings["first"]
        close_posting(posting, last_day=on(at), kind="adjustment", by=cast.actors["prefecture"], on=TODAY)
        cut_absences(OutboxMessage.objects.get(task="teams.posting_ended").payload["posting"])

    return closed


@pytest.fixture
def june_locked(cast):
    return lambda: lock_months(2026, [6], "考核", by=cast.actors["county"], on=TODAY)


def test_leave_is_cut_where_the_posting_ends(cast, ended):
    leave(cast, state="approved", first=1, last=9)
    ended(4)
    assert Leave.objects.values_list("ends_on", "asked_until", "state").get() == (on(4), on(9), "approved")


def test_leave_after_the_end_is_cancelled_with_a_line(cast, ended):
    case = leave(cast, first=5, last=9)
    ended(4)
    case.refresh_from_db()
    assert case.state == "cancelled"
    assert Record.objects.about(case).get().verb == "cut_absence"


def test_a_report_out_is_cut_too(cast, ended):
    report_outs.report_out(cast.postings["first"], outing(1, 6), by=cast.actors["cadre"], on=TODAY)
    ended(3)
    assert ReportOut.objects.get().ends_on == on(3)


def test_cutting_again_changes_nothing(cast, ended):
    leave(cast, state="approved", first=1, last=9)
    ended(4)
    assert cut_absences(cast.postings["first"].pk) == 0


def test_leave_that_goes_beyond_a_posting_meanwhile_ended_is_not_granted(cast):
    case = leave(cast, first=1, last=9)
    close_posting(cast.postings["first"], last_day=on(4), kind="adjustment", by=cast.actors["prefecture"], on=TODAY)
    with pytest.raises(Refused, match=str(on(4))):
        leaves.approve(case, by=cast.actors["township"], on=TODAY)


def test_a_locked_month_takes_no_application_afterwards(cast, june_locked):
    june_locked()
    with pytest.raises(MonthLocked):
        leaves.apply_for(cast.postings["first"], wanted(-25, -22), by=cast.actors["cadre"], on=TODAY)
    with pytest.raises(MonthLocked):
        report_outs.report_out(cast.postings["first"], outing(-25, -22), by=cast.actors["cadre"], on=TODAY)


def test_leave_in_a_month_locked_meanwhile_is_not_granted_and_nothing_is_half_done(cast, june_locked):
    case = leave(cast, first=-25, last=-18, late_reason="补办")
    june_locked()
    with pytest.raises(MonthLocked):
        leaves.approve(case, by=cast.actors["township"], on=TODAY)
    case.refresh_from_db()
    assert (case.state, away(cast)) == ("applied", {})


def test_an_early_return_in_an_open_month_does_not_touch_the_locked_one(cast, june_locked):
    case = leave(cast, first=-25, last=5, late_reason="补办")
    leaves.approve(case, by=cast.actors["township"], on=TODAY)
    june_locked()
    leaves.report_back(case, by=cast.actors["cadre"], on=TODAY, back_on=TODAY)
    assert sorted(away(cast)) == list(range(-25, 0))
