"""`manage.py verify_audit`: walks the hash chain of the record and names every line that was touched."""

from django.core.management.base import BaseCommand, CommandError

from core import seals


class Command(BaseCommand):
    """Exit status 1 when the chain is broken."""

    help = "Verify the hash chain over the audit record."

    def handle(self, **options):
        """Seals what is new, then checks everything."""
        while seals.seal_new_lines():
            pass
        broken = list(seals.verify())
        for number, what in broken:
            self.stdout.write(f"record line {number}: {what}")
        if broken:
            raise CommandError(f"The audit record was touched at {len(broken)} places.")
        self.stdout.write("The audit record is whole.")
