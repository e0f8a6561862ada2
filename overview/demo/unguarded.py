"""Millions of days at once: the guards of the table stand aside and then check everything in one pass, in the same transaction."""

from contextlib import contextmanager

from django.db import connection

_KEYS = """
SELECT quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = 'attendance_day'::regclass AND contype = 'f' ORDER BY conname
"""
_OUTSIDE = """
SELECT count(*) FROM attendance_day d JOIN teams_posting p ON p.id = d.posting_id
WHERE d.day < p.starts_on OR d.day > p.ends_on
"""


class OutsidePosting(Exception):
    """Days were loaded that lie outside their posting; the whole load is taken back."""


@contextmanager
def guards_afterwards():
    """Foreign keys and the trigger that holds days inside their posting are asked once, at the end. Owner only."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_KEYS)
        keys = cursor.fetchall()
        _alter(cursor, [f"DROP CONSTRAINT {name}" for name, _ in keys] + ["DISABLE TRIGGER day_inside"])
        yield
        _alter(cursor, [f"ADD CONSTRAINT {name} {written}" for name, written in keys] + ["ENABLE TRIGGER day_inside"])
        cursor.execute(_OUTSIDE)
        if outside := cursor.fetchone()[0]:
            raise OutsidePosting(f"{outside} days lie outside their posting.")


def _alter(cursor, changes):
    for change in changes:
        cursor.execute(f"ALTER TABLE attendance_day {change}")
