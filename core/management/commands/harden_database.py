"""`manage.py harden_database`: the rights of the application's database role, set anew after each migration."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from core.hardening import harden


class Command(BaseCommand):
    """Gives the application's role its rows and nothing else."""

    help = "Grant the application role its rights; history tables only take new rows."

    @transaction.atomic
    def handle(self, **options):
        """Hardens, or says why there is nothing to do."""
        role, owner = settings.APP_ROLE, connection.settings_dict["USER"]
        if role == owner:
            self.stdout.write(
                f"Database rights: the application and the owner are the same role ({role}); left as it is."
            )
            return
        count = harden(role)
        self.stdout.write(f"Database rights: {role} may not touch the schema nor rewrite {count} history tables.")
