"""`manage.py check_thresholds [--on DATE] [--year YEAR] [--back]`: the nightly check by hand."""

from datetime import date

from django.core.management.base import BaseCommand

from attendance.actions import check_thresholds
from core.clock import today


class Command(BaseCommand):
    """Judges every posting against the minimums, as of the end of a day."""

    help = __doc__

    def add_arguments(self, parser):
        """The day to judge at, the year judged, and whether a later judgement gives way: the clock had run ahead."""
        parser.add_argument("--on", type=date.fromisoformat, default=None)
        parser.add_argument("--year", type=int, default=None)
        parser.add_argument("--back", action="store_true")

    def handle(self, *args, on, year, back, **options):
        """Prints how many were judged, written, and changed their verdict."""
        counts = check_thresholds(on=on or today(), year=year, back=back)
        self.stdout.write(" ".join(f"{name}={count}" for name, count in counts.items()))
