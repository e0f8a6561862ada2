"""The attendance table: range-partitioned by year, guarded and remembered by triggers in the same statement."""

from django.db import migrations

YEARS = range(2018, 2029)

TABLE = """
CREATE TABLE attendance_day (
    posting_id bigint NOT NULL REFERENCES teams_posting (id),
    day date NOT NULL,
    status varchar(12) NOT NULL
        CHECK (status IN ('in_village', 'report_out', 'training', 'leave', 'absent', 'rest')),
    note varchar(200) NOT NULL DEFAULT '',
    confirmed_at timestamptz,
    confirmed_by_id bigint REFERENCES core_user (id),
    changed_at timestamptz NOT NULL DEFAULT now(),
    changed_by_id bigint NOT NULL REFERENCES core_user (id),
    reason varchar(200) NOT NULL DEFAULT '',
    PRIMARY KEY (posting_id, day),
    CONSTRAINT day_confirmation_whole_or_absent CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL))
) PARTITION BY RANGE (day);
CREATE INDEX attendance_day_of_day ON attendance_day (day, posting_id) INCLUDE (status) WHERE confirmed_at IS NOT NULL;
CREATE TABLE attendance_day_rest PARTITION OF attendance_day DEFAULT;
"""

# The application may not change the schema; this one function, run as the owner, is its only way to a new partition.
# Rows that had to wait in the default partition move into their year.
NEW_YEAR = """
CREATE FUNCTION attendance_make_year(wanted int) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    part text := 'attendance_day_' || wanted;
    first date := make_date(wanted, 1, 1);
    after date := make_date(wanted + 1, 1, 1);
BEGIN
    IF wanted NOT BETWEEN 2000 AND 2200 THEN
        RAISE EXCEPTION 'no partition for the year %', wanted;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('attendance_make_year'));
    IF to_regclass(part) IS NOT NULL THEN
        RETURN false;
    END IF;
    LOCK TABLE attendance_day_rest IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('CREATE TABLE %I (LIKE attendance_day INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part);
    EXECUTE format('INSERT INTO %I SELECT * FROM attendance_day_rest WHERE day >= %L AND day < %L', part, first, after);
    ALTER TABLE attendance_day_rest DISABLE TRIGGER USER;
    EXECUTE format('DELETE FROM attendance_day_rest WHERE day >= %L AND day < %L', first, after);
    ALTER TABLE attendance_day_rest ENABLE TRIGGER USER;
    EXECUTE format('ALTER TABLE attendance_day ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part, first, after);
    RETURN true;
END $$;
"""

# Days lie inside their posting; a confirmed day is never deleted; every change is remembered.
GUARDS = """
CREATE FUNCTION attendance_day_inside() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM teams_posting p
        WHERE p.id = NEW.posting_id AND NEW.day >= p.starts_on AND (p.ends_on IS NULL OR NEW.day <= p.ends_on)
    ) THEN
        RAISE EXCEPTION 'the day lies outside the posting'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'day_inside_posting';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION attendance_day_remember() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.status, OLD.note, OLD.confirmed_at IS NULL) IS DISTINCT FROM (NEW.status, NEW.note, NEW.confirmed_at IS NULL) THEN
        INSERT INTO attendance_daychange
            (posting_id, day, old_status, old_note, was_confirmed, new_status, new_note, by_id, at, reason)
        VALUES (OLD.posting_id, OLD.day, OLD.status, OLD.note, OLD.confirmed_at IS NOT NULL,
                NEW.status, NEW.note, NEW.changed_by_id, NEW.changed_at, NEW.reason);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION attendance_day_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an attendance day is corrected, never deleted'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'day_is_kept';
END $$;
CREATE TRIGGER day_inside BEFORE INSERT OR UPDATE OF posting_id, day ON attendance_day
    FOR EACH ROW EXECUTE FUNCTION attendance_day_inside();
CREATE TRIGGER day_remember AFTER UPDATE ON attendance_day
    FOR EACH ROW EXECUTE FUNCTION attendance_day_remember();
CREATE TRIGGER day_keep BEFORE DELETE ON attendance_day
    FOR EACH ROW EXECUTE FUNCTION attendance_day_keep();
"""

UNDO = """
DROP TABLE attendance_day;
DROP FUNCTION attendance_make_year(int);
DROP FUNCTION attendance_day_inside();
DROP FUNCTION attendance_day_remember();
DROP FUNCTION attendance_day_keep();
"""


class Migration(migrations.Migration):
    """Makes the table, its guards, and a partition for each year around now."""

    dependencies = [("attendance", "0002_initial")]
    operations = [
        migrations.RunSQL(TABLE + NEW_YEAR + GUARDS, UNDO),
        migrations.RunSQL([f"SELECT attendance_make_year({year})" for year in YEARS], migrations.RunSQL.noop),
    ]
