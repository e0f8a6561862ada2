"""What was changed after its confirmation, found by when it was."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('attendance', '0007_standings'),
        ('teams', '0002_issue3'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='daychange',
            index=models.Index(condition=models.Q(('was_confirmed', True)), fields=['-at'], name='day_correction_at'),
        ),
    ]
