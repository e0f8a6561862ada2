"""What PostgreSQL itself refuses, tried with raw SQL; and partitions that never lose a row."""

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from attendance.actions import make_partitions
from core.hardening import harden
from launch.postgres import APP


def run(sql, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else None


def put(cast, day, status="in_village", posting="first"):
    columns = "posting_id, day, status, changed_by_id"
    values = (cast.postings[posting].pk, day, status, cast.users["clerk"].pk)
    run(f"INSERT INTO attendance_day ({columns}) VALUES (%s, %s, %s, %s)", *values)


def test_a_day_outside_the_posting(cast):
    with pytest.raises(IntegrityError, match="outside the posting"):
        put(cast, "2024-01-01")


def test_an_unknown_status(cast):
    with pytest.raises(IntegrityError):
        put(cast, "2026-01-01", "asleep")


def test_a_second_row_for_the_same_day(cast):
    put(cast, "2026-01-01")
    with pytest.raises(IntegrityError):
        put(cast, "2026-01-01", "leave")


def test_a_day_is_never_deleted(cast):
    put(cast, "2026-01-01")
    with pytest.raises(IntegrityError, match="never deleted"):
        run("DELETE FROM attendance_day")


def test_a_confirmation_is_whole_or_absent(cast):
    put(cast, "2026-01-01")
    with pytest.raises(IntegrityError):
        run("UPDATE attendance_day SET confirmed_at = now()")


@pytest.mark.parametrize("deed", ["UPDATE attendance_daychange SET reason = 'x'", "DELETE FROM attendance_daychange"])
def test_history_is_append_only(cast, deed):
    put(cast, "2026-01-01")
    run("UPDATE attendance_day SET status = 'leave', reason = 'r'")
    with pytest.raises(InternalError, match="Cannot"):
        run(deed)


def test_a_row_of_a_year_without_partition_is_kept_and_moves_in(cast):
    put(cast, "2040-05-05")
    assert run("SELECT count(*) FROM attendance_day_rest") == [(1,)]
    assert make_partitions(2040) == [2040, 2041, 2042]
    assert run("SELECT count(*) FROM attendance_day_2040") == [(1,)]
    assert run("SELECT count(*) FROM attendance_day_rest") == [(0,)]


def test_making_partitions_twice_changes_nothing(cast):
    make_partitions(2040)
    assert make_partitions(2040) == []


def test_a_moved_year_is_still_guarded(cast):
    make_partitions(2040)
    put(cast, "2040-05-05")
    run("UPDATE attendance_day SET status = 'leave', reason = 'r' WHERE day = '2040-05-05'")
    assert run("SELECT old_status, new_status FROM attendance_daychange") == [("in_village", "leave")]


@pytest.mark.parametrize(
    ("table", "may"), [("attendance_day", True), ("attendance_day_2026", False), ("attendance_day_rest", False)]
)
def test_the_application_writes_days_through_their_table_only(table, may, cast):
    """The locks of months guard the table as a whole: a partition named directly would go around them."""
    harden(APP)
    assert run("SELECT has_table_privilege(%s, %s, 'INSERT')", APP, table) == [(may,)]
    assert run("SELECT has_table_privilege(%s, %s, 'UPDATE')", APP, table) == [(may,)]
