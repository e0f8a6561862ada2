"""A new year's partition is written through its parent only: the locks of months are guards of the whole table."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("attendance.migrations.0003_day_partitions").NEW_YEAR.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
# the application calls it as itself (session_user); the function runs as the owner
AFTER = BEFORE.replace(
    "    RETURN true;",
    """    IF session_user <> current_user THEN
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON %I FROM %I', part, session_user);
    END IF;
    RETURN true;""",
)


class Migration(migrations.Migration):

    dependencies = [("attendance", "0011_absences")]
    operations = [migrations.RunSQL(AFTER, BEFORE)]
