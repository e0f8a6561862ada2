"""Report-outs: told, changed, ended early, taken back; the sheet follows and waits for the clerk."""

import pytest
from django.urls import reverse
from django.utils import timezone

from attendance.actions import leaves, report_outs
from attendance.models import Day, ReportOut
from core.models import Notice, Record
from core.refusals import NotAllowed, Refused
from tests.attendance.away import away, leave, on, outing
from tests.cast import TODAY


@pytest.fixture
def tell(cast):
    def told(first=1, last=1, who="first", by="cadre", **more):
        return report_outs.report_out(cast.postings[who], outing(first, last, **more), by=cast.actors[by], on=TODAY)

    return told


@pytest.mark.parametrize("by", ["cadre", "clerk"])
def test_cadre_or_clerk_tell_it_and_the_sheet_says_so(cast, tell, by):
    row = tell(1, 2, by=by)
    assert away(cast) == {1: "report_out", 2: "report_out"}
    assert row.on_behalf == (by == "clerk")


def test_nobody_approves_it_but_the_clerk_still_confirms(tell):
    tell(0, 0)
    assert set(Day.objects.values_list("status", "confirmed_at")) == {("report_out", None)}


def test_a_confirmed_day_waits_again_once_a_report_out_is_told(cast, tell):
    facts = {"confirmed_at": timezone.now(), "confirmed_by": cast.users["clerk"], "changed_by": cast.users["clerk"]}
    Day.objects.create(posting=cast.postings["first"], day=on(-1), status="absent", **facts)
    tell(-1, -1)
    assert list(Day.objects.values_list("status", "confirmed_at")) == [("report_out", None)]


def test_township_county_and_clerk_are_told(tell):
    tell()
    told = Notice.objects.filter(kind="report_out_told").values_list("office", flat=True)
    assert sorted(told) == ["clerk", "county", "township"]


@pytest.mark.parametrize("by", ["clerk2", "township", "unit", "county"])
def test_nobody_else_tells_it(tell, by):
    with pytest.raises(NotAllowed):
        tell(by=by)


def test_told_afterwards_it_must_say_why_and_is_marked(tell):
    with pytest.raises(Refused) as refusal:
        tell(-2, -1, late_reason=" ")
    assert "late_reason" in refusal.value.fields
    assert tell(-2, -1).is_late


def test_days_of_leave_are_refused_by_name(cast, tell):
    case = leave(cast, state="approved")
    with pytest.raises(Refused, match=str(case.pk)):
        tell(2, 4)


def test_leave_over_a_report_out_wins_the_days(cast, tell):
    tell(1, 5)
    leaves.approve(leave(cast, first=2, last=3), by=cast.actors["township"], on=TODAY)
    assert away(cast) == {1: "report_out", 2: "leave", 3: "leave", 4: "report_out", 5: "report_out"}


def test_a_second_one_on_the_same_days_is_refused_by_name(tell):
    first = tell(1, 3)
    with pytest.raises(Refused, match=str(first.pk)):
        tell(3, 4)


def test_changed_days_leave_the_old_ones_free(cast, tell):
    row = tell(1, 3)
    report_outs.change_report_out(row, outing(4, 5), by=cast.actors["clerk"], on=TODAY)
    assert away(cast) == {4: "report_out", 5: "report_out"}


def test_ended_early_it_gives_the_rest_back(cast, tell):
    row = tell(0, 4)
    report_outs.change_report_out(row, outing(0, 1), by=cast.actors["cadre"], on=on(1))
    assert away(cast) == {0: "report_out", 1: "report_out"}


def test_what_was_said_before_stays_in_the_record(cast, tell):
    row = tell(1, 3)
    report_outs.change_report_out(row, outing(1, 2), by=cast.actors["cadre"], on=TODAY)
    line = Record.objects.get(verb="change_report_out")
    assert line.details == {"ends_on": [str(on(3)), str(on(2))]}


def test_taken_back_before_it_begins_it_leaves_the_sheet(cast, tell):
    report_outs.cancel_report_out(tell(1, 2), by=cast.actors["cadre"], on=TODAY)
    assert away(cast) == {}


def test_taken_back_once_begun_it_must_say_why(cast, tell):
    row = tell(0, 2)
    with pytest.raises(Refused):
        report_outs.cancel_report_out(row, by=cast.actors["cadre"], on=TODAY)
    assert report_outs.cancel_report_out(row, by=cast.actors["cadre"], on=TODAY, note="会议取消").cancelled_on == TODAY


def test_the_browser_tells_changes_and_takes_back(client_of):
    cadre, facts = client_of("cadre"), outing(1, 3).stored()
    data = {name: str(value) for name, value in facts.items()}
    cadre.post(reverse("report-out-new"), data)
    row = ReportOut.objects.get()
    cadre.post(reverse("report-out-change", args=[row.pk]), data | {"ends_on": str(on(2))})
    cadre.post(reverse("report-out-take-back", args=[row.pk]), {"note": "会议取消"})
    row.refresh_from_db()
    assert (row.ends_on, row.cancelled_on) == (on(2), TODAY)


@pytest.mark.parametrize("who", ["cadre", "clerk", "county", "leadership", "unit"])
def test_its_page_is_read_by_those_it_concerns(tell, client_of, who):
    assert "全县驻村工作会议" in client_of(who).get(reverse("report-out", args=[tell().pk])).content.decode()


def test_the_other_county_does_not_see_it(tell, client_of):
    assert client_of("county2").get(reverse("report-out", args=[tell().pk])).status_code == 404
