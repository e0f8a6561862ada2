"""`manage.py rotate_keys`: seals personal numbers anew with the first of FIELD_KEYS, in batches, while the house is open."""

from django.apps import apps
from django.core.management.base import BaseCommand

BATCH = 500


class Command(BaseCommand):
    """Every model that has `reseal_numbers()` on its manager is asked to work through itself, batch by batch."""

    help = "Re-encrypt personal numbers with the first key of FIELD_KEYS; run after adding a key in front."

    def handle(self, **options):
        """Says how many rows each model sealed anew; a second run finds nothing to do."""
        for model in apps.get_models():
            reseal = getattr(model._default_manager, "reseal_numbers", None)
            if reseal:
                count = sum(iter(lambda: reseal(BATCH), 0))
                self.stdout.write(f"{model._meta.label}: {count} rows sealed anew.")
