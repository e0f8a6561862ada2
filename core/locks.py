"""A turn that only one has at a time, kept while no transaction is open: for slow work outside the house."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def alone(name):
    """Whether this turn is ours; nobody else has it before the block ends, or the connection to the database is lost."""
    mine = _asked("SELECT pg_try_advisory_lock(hashtext(%s))", name)
    try:
        yield mine
    finally:
        if mine:
            _asked("SELECT pg_advisory_unlock(hashtext(%s))", name)


def _asked(sentence, name):
    with connection.cursor() as cursor:
        cursor.execute(sentence, [name])
        return cursor.fetchone()[0]
