"""Months a county has locked, and the guard that keeps every write out of them."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

# A writer holds its counties' keys shared until it commits, whoever locks or unlocks takes the county's key alone: so no write
# that began before a lock lands after it. The facts of the refusal travel in the error's detail; no further query tells them.
GUARD = """
CREATE FUNCTION attendance_day_open_month() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lock text;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('attendance_lock:' || area))
    FROM (SELECT DISTINCT left(p.area, 6) AS area
          FROM (SELECT DISTINCT posting_id FROM written) w JOIN teams_posting p ON p.id = w.posting_id
          ORDER BY 1) counties;
    SELECT json_build_object('area', l.area, 'year', l.year, 'month', l.month, 'at', l.locked_at, 'why', l.reason,
                             'who', u.name)::text INTO lock
    FROM (SELECT DISTINCT posting_id, extract(year FROM day)::int AS year, extract(month FROM day)::int AS month
          FROM written) w
    JOIN teams_posting p ON p.id = w.posting_id
    JOIN attendance_monthlock l ON l.area = left(p.area, 6) AND l.year = w.year AND l.month = w.month
                               AND l.unlocked_at IS NULL
    JOIN core_user u ON u.id = l.locked_by_id
    ORDER BY l.year, l.month LIMIT 1;
    IF lock IS NOT NULL THEN
        RAISE EXCEPTION 'the month is locked'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'month_is_locked', DETAIL = lock;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER day_open_month_new AFTER INSERT ON attendance_day
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION attendance_day_open_month();
CREATE TRIGGER day_open_month_was AFTER UPDATE ON attendance_day
    REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION attendance_day_open_month();
CREATE TRIGGER day_open_month_now AFTER UPDATE ON attendance_day
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION attendance_day_open_month();
CREATE FUNCTION attendance_lock_is_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.unlocked_at IS NOT NULL OR (OLD.area, OLD.year, OLD.month, OLD.locked_at, OLD.locked_by_id, OLD.reason)
            IS DISTINCT FROM (NEW.area, NEW.year, NEW.month, NEW.locked_at, NEW.locked_by_id, NEW.reason) THEN
        RAISE EXCEPTION 'a lock is opened once and otherwise stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'lock_is_history';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER lock_is_history BEFORE UPDATE OR DELETE ON attendance_monthlock
    FOR EACH ROW EXECUTE FUNCTION attendance_lock_is_history();
"""
UNDO = """
DROP TRIGGER day_open_month_new ON attendance_day;
DROP TRIGGER day_open_month_was ON attendance_day;
DROP TRIGGER day_open_month_now ON attendance_day;
DROP TRIGGER lock_is_history ON attendance_monthlock;
DROP FUNCTION attendance_day_open_month();
DROP FUNCTION attendance_lock_is_history();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('attendance', '0004_known_days'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthLock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=6, verbose_name='division code')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('month', models.PositiveSmallIntegerField(verbose_name='month')),
                ('locked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='locked at')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('unlocked_at', models.DateTimeField(null=True, verbose_name='unlocked at')),
                ('unlock_reason', models.CharField(blank=True, max_length=200, verbose_name='reason for unlocking')),
                ('locked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('unlocked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='unlocked by')),
            ],
            options={
                'verbose_name': 'attendance lock',
                'ordering': ('area', 'year', 'month', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('unlocked_at__isnull', True)), fields=('area', 'year', 'month'), name='one_open_lock_a_month'), models.CheckConstraint(condition=models.Q(('area__regex', '^\\d{6}$')), name='lock_is_of_a_county'), models.CheckConstraint(condition=models.Q(('month__range', (1, 12))), name='lock_month_is_real'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='lock_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('unlock_reason', ''), ('unlocked_at__isnull', True), ('unlocked_by__isnull', True)), models.Q(('unlocked_at__isnull', False), ('unlocked_by__isnull', False), models.Q(('unlock_reason', ''), _negated=True)), _connector='OR'), name='unlocking_whole_or_absent')],
            },
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
