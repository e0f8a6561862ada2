"""Run readable tests of the policy: `manage.py stories [folder]`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from overview.stories import find_stories, run


class Command(BaseCommand):
    """One line per story that fails; exit status 1 if any failed or none was found."""

    help = "Run every story of a folder through the real rules with the real policy files."
    requires_system_checks = ()

    def add_arguments(self, parser):
        """Which folder or file."""
        parser.add_argument("place", nargs="?", default="tests/stories", type=Path)

    def handle(self, *, place, **options):
        """Run, print, count."""
        if not place.exists():
            raise CommandError(f"{place} does not exist")
        with translation.override("en"):
            outcomes = [run(story) for story in find_stories(place)]
        failed = [outcome for outcome in outcomes if outcome.faults]
        for outcome in failed:
            self.stdout.write(str(outcome))
        if not outcomes:
            raise CommandError(f"no stories found in {place}")
        if failed:
            raise CommandError(f"{len(failed)} of {len(outcomes)} stories failed")
        self.stdout.write(f"{len(outcomes)} stories hold")
