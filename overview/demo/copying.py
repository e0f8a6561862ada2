"""COPY: the fastest way into a table, for rows whose moments lie in the past."""

from io import StringIO

from django.db import connection

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy(table, columns, lines):
    """Copies tab-separated lines (each ending in a newline) into a table."""
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", StringIO("".join(lines)))


def line(*values):
    """One line of COPY; None is NULL."""
    return "\t".join("\\N" if value is None else str(value).translate(_ESCAPES) for value in values) + "\n"
