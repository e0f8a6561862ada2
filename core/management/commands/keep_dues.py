"""`manage.py keep_dues`: the due lists of the whole province, recomputed now; run as often as wanted."""

from django.core.management.base import BaseCommand

from core.actions.dues import keep_dues
from core.clock import today


class Command(BaseCommand):
    """The daily work on the due lists, on demand."""

    help = "Recompute what is due, remind once, and tell the office above once of what is late."

    def handle(self, **options):
        """Does it and says how many."""
        counts = keep_dues(on=today())
        self.stdout.write("Dues: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
