"""A locked month takes nothing from any path; only the county opens it again, with a reason, and all of it is kept."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from attendance import actions
from attendance.actions import Entry, confirm_days, lock_months, unlock_months
from attendance.locks import MonthLocked, locked
from attendance.models import Day, MonthLock, Training
from core.models import Notice, Record
from core.refusals import Conflict, NotAllowed, Refused
from tests.cast import TODAY

JUNE = date(2026, 6, 15)


@pytest.fixture
def june(cast):
    lock_months(2026, [6], "年度考核", by=cast.actors["county"], on=TODAY)


def said(cast, day=JUNE, who="first", **more):
    return Entry(cast.postings[who].pk, day, "in_village", **more)


def confirm(cast, *entries):
    return confirm_days(entries, by=cast.actors["clerk"], on=TODAY)


def run(sql, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_a_write_into_a_locked_month_is_refused_with_who_and_why(cast, june):
    with pytest.raises(MonthLocked, match="2026-06.*county.*年度考核"):
        confirm(cast, said(cast))


def test_one_day_in_a_locked_month_stops_the_whole_batch(cast, june):
    with pytest.raises(MonthLocked):
        confirm(cast, said(cast, date(2026, 7, 1)), said(cast))
    assert not Day.objects.exists()


@pytest.mark.parametrize("day", [date(2026, 5, 31), date(2026, 7, 1)])
def test_the_months_beside_it_stay_open(cast, june, day):
    assert confirm(cast, said(cast, day)) == 1


def test_another_countys_sheet_stays_open(cast, june):
    run(
        "INSERT INTO attendance_day (posting_id, day, status, changed_by_id) VALUES (%s, %s, 'leave', %s)",
        cast.postings["elsewhere"].pk,
        JUNE,
        cast.users["clerk"].pk,
    )
    assert Day.objects.count() == 1


def test_raw_sql_does_not_get_past(cast):
    confirm(cast, said(cast))
    lock_months(2026, [6], "考核", by=cast.actors["county"], on=TODAY)
    with pytest.raises(IntegrityError, match="month is locked"):
        run("UPDATE attendance_day SET status = 'absent', reason = 'x'")


def test_a_day_does_not_leave_a_locked_month_by_changing_its_date(cast):
    confirm(cast, said(cast))
    lock_months(2026, [6], "考核", by=cast.actors["county"], on=TODAY)
    with pytest.raises(IntegrityError, match="month is locked"):
        run("UPDATE attendance_day SET day = '2026-07-02'")


def test_a_training_entered_late_does_not_get_past(cast, june):
    held = {"kind": "thematic", "title": "t", "place": "", "starts_on": JUNE, "ends_on": JUNE, "days": 1}
    session = actions.plan_session(held, by=cast.actors["county"], on=TODAY)
    with pytest.raises(MonthLocked):
        actions.enrol(session, [cast.postings["first"].pk], by=cast.actors["county"], on=TODAY)
    assert not Training.objects.get().attendees.exists()


def test_unlocking_opens_the_month_and_keeps_the_history(cast, june):
    unlock_months(2026, [6], "补录漏报", by=cast.actors["county_b"], on=TODAY)
    assert confirm(cast, said(cast)) == 1
    kept = MonthLock.objects.get()
    assert (kept.reason, kept.unlock_reason, kept.unlocked_by.username) == ("年度考核", "补录漏报", "county_b")


def test_a_month_locked_again_has_two_lines_of_history(cast, june):
    unlock_months(2026, [6], "补录", by=cast.actors["county"], on=TODAY)
    lock_months(2026, [6], "再锁", by=cast.actors["county"], on=TODAY)
    assert MonthLock.objects.count() == 2


def test_a_year_is_twelve_months_in_one_action(cast):
    lock_months(2025, range(1, 13), "考核", by=cast.actors["county"], on=TODAY)
    assert [lock.month for lock in locked("630222100", date(2025, 1, 1), date(2025, 12, 31))] == list(range(1, 13))
    assert Record.objects.filter(verb="lock_months").count() == 1


def test_a_year_skips_what_is_locked_already(cast):
    lock_months(2025, [3], "考核", by=cast.actors["county"], on=TODAY)
    assert 3 not in lock_months(2025, range(1, 13), "考核", by=cast.actors["county"], on=TODAY)


@pytest.mark.parametrize("who", ["clerk", "township", "prefecture", "province", "leadership", "unit"])
def test_only_the_county_department_locks(cast, who):
    with pytest.raises(NotAllowed):
        lock_months(2026, [6], "考核", by=cast.actors[who], on=TODAY)


def test_a_month_that_is_not_over_is_not_locked(cast):
    with pytest.raises(Refused, match="2026-07"):
        lock_months(2026, [6, 7], "考核", by=cast.actors["county"], on=TODAY)


@pytest.mark.parametrize("deed", [lock_months, unlock_months])
def test_both_ask_for_a_reason(cast, june, deed):
    with pytest.raises(Refused) as refused:
        deed(2026, [6], "  ", by=cast.actors["county"], on=TODAY)
    assert "reason" in refused.value.fields


def test_locking_twice_is_a_conflict(cast, june):
    with pytest.raises(Conflict):
        lock_months(2026, [6], "考核", by=cast.actors["county"], on=TODAY)


def test_a_neighbour_cannot_unlock_what_is_not_theirs(cast, june):
    with pytest.raises(Conflict):
        unlock_months(2026, [6], "x", by=cast.actors["county2"], on=TODAY)


@pytest.mark.parametrize("deed", ["DELETE FROM attendance_monthlock", "UPDATE attendance_monthlock SET reason = 'x'"])
def test_a_lock_is_history(cast, june, deed):
    with pytest.raises(IntegrityError, match="stays as it is"):
        run(deed)


def test_the_townships_are_told(cast, june):
    told = Notice.objects.filter(kind="months_locked")
    assert set(told.values_list("area", "office")) >= {("630222100", "clerk"), ("630222101", "township")}


def test_locks_of_a_span_over_the_year_end(cast):
    lock_months(2025, [12], "考核", by=cast.actors["county"], on=TODAY)
    lock_months(2026, [1, 2], "考核", by=cast.actors["county"], on=TODAY)
    found = locked("630222100201", date(2025, 12, 31), date(2026, 1, 1))
    assert [(lock.year, lock.month) for lock in found] == [(2025, 12), (2026, 1)]


def test_a_write_under_way_is_waited_for(fresh_cast):
    """The clerk has written and not committed yet when the county locks: the lock comes after the write, never between."""

    def county():
        lock_months(2026, [6], "考核", by=fresh_cast.actors["county"], on=TODAY)
        connection.close()

    lock = threading.Thread(target=county)
    with transaction.atomic():
        confirm(fresh_cast, said(fresh_cast))
        lock.start()
        lock.join(0.5)
        waits = lock.is_alive()
    lock.join()
    assert (waits, Day.objects.count(), MonthLock.objects.count()) == (True, 1, 1)
