"""`manage.py load_divisions`: the published divisions into the database; run as often as wanted."""

from collections import Counter

from django.core.management.base import BaseCommand
from django.db import transaction

from core import gazetteer
from core.models import Division

PUBLISHED = ("name", "level", "parent_code", "full_name", "initials")  # what the file decides; the rest is the office's


class Command(BaseCommand):
    """Adds missing divisions, mends what the file decides, never touches what an officer edited."""

    help = "Load the divisions of Qinghai (2023 codes of the statistics bureau)."

    @transaction.atomic
    def handle(self, **options):
        """Loads and says how many there are at each level."""
        stored = {row.code: row for row in Division.objects.current()}
        rows = list(gazetteer.divisions({code: (r.ethnic_area, r.languages) for code, r in stored.items()}))
        fresh = [row for row in rows if row.code not in stored]
        mended = [m for row in rows if row.code in stored if (m := _mended(stored[row.code], row))]
        Division.objects.bulk_create(fresh, batch_size=2000)
        Division.objects.bulk_update(mended, PUBLISHED, batch_size=500)
        self._say(rows, len(fresh), len(mended))

    def _say(self, rows, fresh, mended):
        counts = Counter(row.level for row in rows)
        listed = ", ".join(f"{counts[level]:,} {level}" for level in Division.Level.values)
        self.stdout.write(f"Divisions: {listed}; {fresh:,} added, {mended:,} mended.")


def _mended(old, new):
    """The stored row with what the file says now, or None when it says that already."""
    if all(getattr(old, name) == getattr(new, name) for name in PUBLISHED):
        return None
    for name in PUBLISHED:
        setattr(old, name, getattr(new, name))
    return old
