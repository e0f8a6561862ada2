"""Spells of unconfirmed days, one reminder each."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('attendance', '0005_locks'),
    ]

    operations = [
        migrations.CreateModel(
            name='UnconfirmedSpell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=9, verbose_name='division code')),
                ('began_on', models.DateField(verbose_name='from')),
                ('ended_on', models.DateField(null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'spell of unconfirmed days',
                'constraints': [models.CheckConstraint(condition=models.Q(('area', ''), _negated=True), name='spell_has_a_place'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('area',), name='one_open_spell')],
            },
        ),
    ]
