"""What is known of a day before the clerk says anything: the day names the leave, session or report-out it was written from."""

from django.db import migrations, models

COLUMN = """
ALTER TABLE attendance_day ADD COLUMN source varchar(40) NOT NULL DEFAULT '';
CREATE INDEX attendance_day_of_source ON attendance_day (posting_id, day) WHERE source <> '';
"""
UNDO = "ALTER TABLE attendance_day DROP COLUMN source"


class Migration(migrations.Migration):
    dependencies = [("attendance", "0003_day_partitions")]
    operations = [
        migrations.RunSQL(
            COLUMN,
            UNDO,
            state_operations=[
                migrations.AddField("day", "source", models.CharField(max_length=40, blank=True, default=""))
            ],
        ),
    ]
