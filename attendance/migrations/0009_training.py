"""Sessions by half days, their states, enrolment, plans and certificates. What was entered before gets a timetable and a state."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


LAID = """
UPDATE attendance_training SET
    days = least(ceil(days * 2) / 2, ends_on - starts_on + 1),
    halves = ARRAY(SELECT generate_series(0, least(ceil(days * 2)::int, 2 * (ends_on - starts_on + 1)) - 1)),
    state = CASE WHEN ends_on < current_date THEN 'held' ELSE 'planned' END;
UPDATE attendance_attendee a SET attended = NULL FROM attendance_training t
WHERE t.id = a.training_id AND t.state = 'planned' AND a.attended;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('attendance', '0008_corrections'),
        ('core', '0003_sheets'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('teams', '0002_issue3'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AttendeeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('attended', models.BooleanField(default=True, null=True, verbose_name='took part')),
                ('missed', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, size=None, verbose_name='half days missed')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=12, verbose_name='division code')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('revoked_on', models.DateField(null=True, verbose_name='taken back on')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'certificate of completion',
                'ordering': ('area', '-year', 'number'),
            },
        ),
        migrations.CreateModel(
            name='CertificateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('area', models.CharField(max_length=12, verbose_name='division code')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('revoked_on', models.DateField(null=True, verbose_name='taken back on')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(blank=True, max_length=12, verbose_name='division code')),
            ],
        ),
        migrations.CreateModel(
            name='TrainingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('area', models.CharField(max_length=12, verbose_name='division code')),
                ('kind', models.CharField(choices=[('pre_posting', 'pre-posting training'), ('rotation', 'rotation training'), ('thematic', 'thematic course'), ('site_visit', 'site visit'), ('exchange', 'exchange')], max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='place')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='to')),
                ('days', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='days')),
                ('halves', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, size=None, verbose_name='half days')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('open', 'open for enrolment'), ('held', 'held'), ('cancelled', 'cancelled')], default='planned', max_length=9, verbose_name='state')),
                ('capacity', models.PositiveIntegerField(blank=True, null=True, verbose_name='places')),
                ('enrol_until', models.DateField(blank=True, null=True, verbose_name='enrolment until')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TrainingPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=12, verbose_name='division code')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('kind', models.CharField(choices=[('pre_posting', 'pre-posting training'), ('rotation', 'rotation training'), ('thematic', 'thematic course'), ('site_visit', 'site visit'), ('exchange', 'exchange')], max_length=12, verbose_name='kind')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='to')),
                ('sessions_planned', models.PositiveSmallIntegerField(verbose_name='sessions')),
                ('people_planned', models.PositiveIntegerField(verbose_name='people')),
                ('days_planned', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='days')),
            ],
            options={
                'verbose_name': 'training plan',
                'ordering': ('-year', 'area', 'starts_on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='TrainingPlanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('area', models.CharField(max_length=12, verbose_name='division code')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('kind', models.CharField(choices=[('pre_posting', 'pre-posting training'), ('rotation', 'rotation training'), ('thematic', 'thematic course'), ('site_visit', 'site visit'), ('exchange', 'exchange')], max_length=12, verbose_name='kind')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='to')),
                ('sessions_planned', models.PositiveSmallIntegerField(verbose_name='sessions')),
                ('people_planned', models.PositiveIntegerField(verbose_name='people')),
                ('days_planned', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='days')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='attendee',
            name='missed',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, size=None, verbose_name='half days missed'),
        ),
        migrations.AddField(
            model_name='training',
            name='capacity',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='places'),
        ),
        migrations.AddField(
            model_name='training',
            name='changed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='training',
            name='changed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='training',
            name='enrol_until',
            field=models.DateField(blank=True, null=True, verbose_name='enrolment until'),
        ),
        migrations.AddField(
            model_name='training',
            name='halves',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, size=None, verbose_name='half days'),
        ),
        migrations.AddField(
            model_name='training',
            name='reason',
            field=models.CharField(blank=True, max_length=200, verbose_name='reason'),
        ),
        migrations.AddField(
            model_name='training',
            name='state',
            field=models.CharField(choices=[('planned', 'planned'), ('open', 'open for enrolment'), ('held', 'held'), ('cancelled', 'cancelled')], default='planned', max_length=9, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='training',
            name='version',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='attendee',
            name='attended',
            field=models.BooleanField(default=True, null=True, verbose_name='took part'),
        ),
        migrations.RunSQL(LAID, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name='attendee',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "attendance_attendeeevent" ("attended", "id", "missed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "training_id") VALUES (NEW."attended", NEW."id", NEW."missed", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."posting_id", NEW."training_id"); RETURN NULL;', hash='f62461b134492cce7ab20ff74ee679ae486f6796', operation='INSERT', pgid='pgtrigger_insert_insert_9ee2b', table='attendance_attendee', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendee',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "attendance_attendeeevent" ("attended", "id", "missed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "training_id") VALUES (NEW."attended", NEW."id", NEW."missed", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."posting_id", NEW."training_id"); RETURN NULL;', hash='2c4da5b2390f54ef3d24e9bd75ccd0664cc57017', operation='UPDATE', pgid='pgtrigger_update_update_cc163', table='attendance_attendee', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='training',
            trigger=pgtrigger.compiler.Trigger(name='timetable', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NEW.halves = '{}' THEN\n        NEW.halves := ARRAY(SELECT generate_series(0, (NEW.days * 2)::int - 1));\n    END IF;\n    RETURN NEW;\n", hash='93a3115fefe754d6ea18006b8c642bde80a5d622', operation='INSERT', pgid='pgtrigger_timetable_a9877', table='attendance_training', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='training',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "attendance_trainingevent" ("area", "capacity", "changed_at", "changed_by_id", "created_by_id", "days", "ends_on", "enrol_until", "halves", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "reason", "starts_on", "state", "title", "version") VALUES (NEW."area", NEW."capacity", NEW."changed_at", NEW."changed_by_id", NEW."created_by_id", NEW."days", NEW."ends_on", NEW."enrol_until", NEW."halves", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."plan_id", NEW."reason", NEW."starts_on", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='cc7dee888b8d8be0e624eb1f5b2bed76c106027d', operation='INSERT', pgid='pgtrigger_insert_insert_c5d16', table='attendance_training', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='training',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "attendance_trainingevent" ("area", "capacity", "changed_at", "changed_by_id", "created_by_id", "days", "ends_on", "enrol_until", "halves", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "reason", "starts_on", "state", "title", "version") VALUES (NEW."area", NEW."capacity", NEW."changed_at", NEW."changed_by_id", NEW."created_by_id", NEW."days", NEW."ends_on", NEW."enrol_until", NEW."halves", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."plan_id", NEW."reason", NEW."starts_on", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='c1634c735299e0befaf52cb75ad5c8632c0e2c94', operation='UPDATE', pgid='pgtrigger_update_update_7e76b', table='attendance_training', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='attendee',
            constraint=models.CheckConstraint(condition=models.Q(('attended', True), ('missed', []), _connector='OR'), name='only_who_came_missed_a_half'),
        ),
        migrations.AddField(
            model_name='attendeeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='attendeeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='attendance.attendee'),
        ),
        migrations.AddField(
            model_name='attendeeevent',
            name='posting',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='teams.posting'),
        ),
        migrations.AddField(
            model_name='attendeeevent',
            name='training',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='attendance.training'),
        ),
        migrations.AddField(
            model_name='certificate',
            name='attendee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='attendance.attendee'),
        ),
        migrations.AddField(
            model_name='certificate',
            name='issued_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='certificateevent',
            name='attendee',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='attendance.attendee'),
        ),
        migrations.AddField(
            model_name='certificateevent',
            name='issued_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='certificateevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='certificateevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='attendance.certificate'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='training',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='attendance.training'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='unit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit'),
        ),
        migrations.AddField(
            model_name='trainingevent',
            name='changed_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='trainingevent',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='trainingevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='trainingevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='attendance.training'),
        ),
        migrations.AddField(
            model_name='trainingplan',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='trainingevent',
            name='plan',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='attendance.trainingplan', verbose_name='training plan'),
        ),
        migrations.AddField(
            model_name='training',
            name='plan',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='attendance.trainingplan', verbose_name='training plan'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(('halves__len', django.db.models.expressions.CombinedExpression(models.F('days'), '*', models.Value(2)))), name='training_days_are_its_halves'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='training_cancelled_says_why'),
        ),
        migrations.AddField(
            model_name='trainingplanevent',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='trainingplanevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='trainingplanevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='attendance.trainingplan'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendeeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='90757804f80d4528cabe3be588c685eff4ff4b81', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ee702', table='attendance_attendeeevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='certificate',
            index=models.Index(django.contrib.postgres.indexes.OpClass('area', name='varchar_pattern_ops'), name='certificate_area'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(fields=('area', 'year', 'number'), name='certificate_number_once'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_on', None)), fields=('attendee',), name='one_valid_certificate'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('area', ''), _negated=True), name='certificate_area_never_empty'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('revoked_on', None), models.Q(('reason', ''), _negated=True), _connector='OR'), name='taken_back_says_why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certificate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "attendance_certificateevent" ("area", "attendee_id", "id", "issued_by_id", "issued_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_on", "year") VALUES (NEW."area", NEW."attendee_id", NEW."id", NEW."issued_by_id", NEW."issued_on", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."revoked_on", NEW."year"); RETURN NULL;', hash='0e8d2a76339a924fe49678d5b82c170ca708a18d', operation='INSERT', pgid='pgtrigger_insert_insert_4cc4b', table='attendance_certificate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certificate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "attendance_certificateevent" ("area", "attendee_id", "id", "issued_by_id", "issued_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_on", "year") VALUES (NEW."area", NEW."attendee_id", NEW."id", NEW."issued_by_id", NEW."issued_on", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."revoked_on", NEW."year"); RETURN NULL;', hash='7f885f8eef48c23b4cec0857facdcd8c2496950c', operation='UPDATE', pgid='pgtrigger_update_update_63a73', table='attendance_certificate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certificateevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='32eedc08d9920c924742a9f51cc8c39f037bae34', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_46ddf', table='attendance_certificateevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='invitation',
            index=models.Index(django.contrib.postgres.indexes.OpClass('area', name='varchar_pattern_ops'), name='invitation_area'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('area', ''), _negated=True), fields=('training', 'area'), name='township_invited_once'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(fields=('training', 'unit'), name='unit_invited_once'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('area', ''), ('unit__isnull', False)), models.Q(models.Q(('area', ''), _negated=True), ('unit', None)), _connector='OR'), name='invitation_names_one'),
        ),
        migrations.AddIndex(
            model_name='trainingplan',
            index=models.Index(django.contrib.postgres.indexes.OpClass('area', name='varchar_pattern_ops'), name='training_plan_area'),
        ),
        migrations.AddConstraint(
            model_name='trainingplan',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='plan_dates_in_order'),
        ),
        migrations.AddConstraint(
            model_name='trainingplan',
            constraint=models.CheckConstraint(condition=models.Q(('area', ''), _negated=True), name='plan_area_never_empty'),
        ),
        migrations.AddConstraint(
            model_name='trainingplan',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__year', models.F('year')), ('starts_on__year', models.F('year'))), name='plan_lies_in_its_year'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingplan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "attendance_trainingplanevent" ("area", "created_by_id", "days_planned", "ends_on", "id", "kind", "people_planned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sessions_planned", "starts_on", "title", "year") VALUES (NEW."area", NEW."created_by_id", NEW."days_planned", NEW."ends_on", NEW."id", NEW."kind", NEW."people_planned", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sessions_planned", NEW."starts_on", NEW."title", NEW."year"); RETURN NULL;', hash='5cb488680ad6e9a5725b69850dc7175c3595648e', operation='INSERT', pgid='pgtrigger_insert_insert_dfe2f', table='attendance_trainingplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingplan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "attendance_trainingplanevent" ("area", "created_by_id", "days_planned", "ends_on", "id", "kind", "people_planned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sessions_planned", "starts_on", "title", "year") VALUES (NEW."area", NEW."created_by_id", NEW."days_planned", NEW."ends_on", NEW."id", NEW."kind", NEW."people_planned", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sessions_planned", NEW."starts_on", NEW."title", NEW."year"); RETURN NULL;', hash='5c38e6284db2648990ac2a7507f14d4291218aff', operation='UPDATE', pgid='pgtrigger_update_update_4012b', table='attendance_trainingplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8b68c02858f6073df90cd92ea6b4b023b7dd8115', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_91864', table='attendance_trainingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingplanevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8d862123a21c9a943c59cabbb09462be8e3948e1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_94c5f', table='attendance_trainingplanevent', when='BEFORE')),
        ),
    ]
