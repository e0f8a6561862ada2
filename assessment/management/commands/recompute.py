"""`manage.py recompute [--area CODE] [--year YEAR]`: judges every set grade again out of its own snapshot."""

from django.core.management.base import BaseCommand, CommandError

from assessment.again import judged_again
from core.clock import today


class Command(BaseCommand):
    """Shows whether every set grade is reproduced bit for bit, and which facts have changed since. Changes nothing."""

    help = __doc__

    def add_arguments(self, parser):
        """The division whose grades are judged again, and the year; all of them when none is given."""
        parser.add_argument("--area", default="63")
        parser.add_argument("--year", type=int, default=None)

    def handle(self, *args, area, year, **options):
        """Prints the counts and each case that differs; fails when one is not reproduced."""
        found = judged_again(area, year, on=today())
        for case in found["changed"]:
            changes = ", ".join(f"{name} {then} → {now}" for name, then, now in case["changes"])
            self.stdout.write(f"{case['case']} {case['who']} {case['year']}: {changes}")
        for case in found["broken"]:
            self.stderr.write(f"{case['case']} {case['who']} {case['year']}: {case['hash']}")
        said = f"judged={found['judged']} reproduced={found['same']} differ_today={len(found['changed'])}"
        if found["broken"]:
            raise CommandError(f"{said} not_reproduced={len(found['broken'])}")
        self.stdout.write(said)
