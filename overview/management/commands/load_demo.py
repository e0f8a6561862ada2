"""`manage.py load_demo`: a plainly invented year of postings on the real divisions."""

from datetime import date

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from core.clock import today
from core.models import Division, User
from overview.demo.loading import load, vacuum
from overview.demo.world import SCALES, World
from teams.models import Posting


class Command(BaseCommand):
    """Loads the demonstration into an empty database, the same for the same seed and day."""

    help = "Load demonstration data: --scale haidong (the default) or province, --seed N, --on DATE."

    def add_arguments(self, parser):
        """How much, which chance, up to which day."""
        parser.add_argument("--scale", choices=SCALES, default="haidong")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--on", type=date.fromisoformat, default=None)

    def handle(self, *args, scale, seed, on, **options):
        """Refuses where there is data; otherwise loads and says how much there is now."""
        if User.objects.exists() or Posting.objects.exists():
            raise CommandError(
                "There is data already: the demonstration is only loaded into an empty database. Nothing was changed."
            )
        if not Division.objects.exists():
            call_command("load_divisions", stdout=self.stdout)
        world = World(scale, seed, on or today(), self._say)
        load(world)
        vacuum()
        self._say(
            f"{len(world.teams):,} teams, {len(world.postings):,} postings. `manage.py demo_logins` lists who may log in."
        )

    def _say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
