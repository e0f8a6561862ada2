"""What the application's database role may do: rows yes, schema no, emptying tables no, rewriting history no."""

import pgtrigger
from django.db import connection
from psycopg2 import sql


def history_tables():
    """The tables nobody may rewrite: those whose rows a trigger protects from UPDATE and DELETE."""
    guarded = {
        model._meta.db_table
        for model, trigger in pgtrigger.registered()
        if isinstance(trigger, pgtrigger.Protect) and "DELETE" in str(trigger.operation)
    }
    return sorted(guarded & set(connection.introspection.table_names()))


def harden(role):
    """Grants and revokes; returns how many tables are history. Harmless to repeat. `role` is the application's."""
    kept = history_tables()
    with connection.cursor() as cursor:
        for line in _GRANTS:
            cursor.execute(sql.SQL(line).format(role=sql.Identifier(role)))
        _revoke(cursor, "UPDATE, DELETE, TRUNCATE", kept, role)
        _revoke(cursor, "INSERT, UPDATE, DELETE, TRUNCATE", _partitions(cursor), role)
    return len(kept)


_GRANTS = (
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "REVOKE CREATE ON SCHEMA public FROM {role}",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON TABLE django_migrations FROM {role}",
)


def _revoke(cursor, rights, tables, role):
    for table in tables:
        line = sql.SQL(f"REVOKE {rights} ON TABLE {{table}} FROM {{role}}")
        cursor.execute(line.format(table=sql.Identifier(table), role=sql.Identifier(role)))


def _partitions(cursor):
    """Every partition: written through its parent, where the guards of a whole statement stand, never by its own name."""
    cursor.execute("SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'")
    return [name for (name,) in cursor.fetchall()]
