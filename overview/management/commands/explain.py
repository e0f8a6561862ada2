"""Say why: `manage.py explain FILE.yaml [--lang zh|en|both]`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from overview.stories import find_stories, run
from overview.telling import LANGUAGES, tell


class Command(BaseCommand):
    """Prints each story's judgement with clause and quotation, in Chinese and in English."""

    help = "Print the judgements of a file of stories with clause and quotation, for people."
    requires_system_checks = ()

    def add_arguments(self, parser):
        """Which file, which language."""
        parser.add_argument("place", type=Path)
        parser.add_argument("--lang", choices=[*LANGUAGES, "both"], default="both")

    def handle(self, *, place, lang, **options):
        """Judge and tell; a story that cannot be judged says so."""
        if not place.exists():
            raise CommandError(f"{place} does not exist")
        stories = [*find_stories(place)]
        if not stories:
            raise CommandError(f"no stories found in {place}")
        for story in stories:
            for language in LANGUAGES if lang == "both" else [lang]:
                self.stdout.write("\n".join(self._told(story, language)) + "\n")

    def _told(self, story, language):
        with translation.override(LANGUAGES[language]):
            return [*tell(run(story), language)]
