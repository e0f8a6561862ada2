"""The application's database role: rows yes; no schema, no emptying, no rewriting of what has happened."""

import psycopg2
import pytest
from django.apps import apps
from psycopg2 import errors

from core.hardening import history_tables

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def line(as_app):
    """A connection of the application's own; what it does is undone."""
    opened = psycopg2.connect(as_app)
    yield opened
    opened.rollback()
    opened.close()


@pytest.fixture
def undo(line):
    """`undo()` begins anew after a refused statement."""
    return line.rollback


@pytest.fixture
def as_role(line):
    """`as_role(sql)` runs a statement as the application and returns how many rows it touched."""

    def run(text):
        with line.cursor() as cursor:
            cursor.execute(text)
            return cursor.rowcount

    return run


def test_there_is_history_to_guard():
    assert "core_record" in history_tables()
    assert len(history_tables()) > 3


def test_history_takes_new_rows_and_gives_none_back(as_role):
    assert (
        as_role(
            "INSERT INTO core_record (at, office, place, area, kind, verb, object_type, object_id, result, note,"
            " details) VALUES (now(), '', '', '', 'change', 'x', '', '', 'ok', '', '{}')"
        )
        == 1
    )


def history():
    """[(table, key column)]"""
    keys = {model._meta.db_table: model._meta.pk.column for model in apps.get_models()}
    return [(table, keys[table]) for table in history_tables()]


@pytest.mark.parametrize("deed", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
def test_history_is_neither_rewritten_nor_removed(as_role, undo, deed):
    for table, key in history():
        with pytest.raises(errors.InsufficientPrivilege):
            as_role(deed.format(table, key))
        undo()


@pytest.mark.parametrize(
    "deed",
    [
        "TRUNCATE attendance_day",
        "TRUNCATE core_user CASCADE",
        "CREATE TABLE mine (id int)",
        "ALTER TABLE core_user ADD COLUMN mine int",
        "DROP TABLE core_user",
        "CREATE INDEX mine ON core_user (name)",
        "ALTER TABLE core_record DISABLE TRIGGER ALL",
        "DELETE FROM django_migrations",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ],
)
def test_the_schema_is_closed(as_role, deed):
    with pytest.raises(errors.InsufficientPrivilege):
        as_role(deed)


def test_rows_are_open(as_role):
    assert as_role("UPDATE core_user SET name = name WHERE false") == 0
    assert as_role("SELECT attendance_make_year(2031)") == 1
