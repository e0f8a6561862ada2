"""Django's `migrate`, followed by the rights of the application's role: a new table is never left unguarded."""

from django.core.management import call_command
from django.core.management.commands import migrate


class Command(migrate.Command):
    """Migrates, then hardens."""

    def handle(self, *args, **options):
        """As Django does it; a mere plan or check changes no rights."""
        super().handle(*args, **options)
        if not (options.get("plan") or options.get("check_unapplied")):
            call_command("harden_database", stdout=self.stdout, verbosity=options["verbosity"])
