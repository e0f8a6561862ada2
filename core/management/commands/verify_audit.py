"""`manage.py verify_audit`: walks the hash chain over the record; exits 1 and names each line that was touched."""

import sys

from django.core.management.base import BaseCommand

from core.seals import seal_new_lines, verify


class Command(BaseCommand):
    """Seals what is new, then checks the whole chain."""

    help = __doc__

    def handle(self, *args, **options):
        """Prints each fault."""
        while seal_new_lines():
            pass  # batch by batch until nothing is left
        faults = list(verify())
        for number, what in faults:
            self.stdout.write(f"record {number}: {what}")
        self.stdout.write(f"{len(faults)} fault(s)")
        sys.exit(1 if faults else 0)
