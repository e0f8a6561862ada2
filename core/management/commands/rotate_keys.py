"""`manage.py rotate_keys`: seals personal numbers and files anew with the first of FIELD_KEYS, in batches, while the house is open."""

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from core import files, sealed
from core.models import StoredFile

BATCH = 500


class Command(BaseCommand):
    """Every model that names its sealed columns (`SEALED`: column → what it is bound to) is worked through by number."""

    help = "Re-encrypt personal numbers and files with the first key of FIELD_KEYS; run after adding a key in front."

    def handle(self, **options):
        """Says how many rows of each model were sealed anew; a second run finds nothing to do."""
        for model in apps.get_models():
            if hasattr(model, "SEALED"):
                self.stdout.write(f"{model._meta.label}: {reseal_all(model)} rows sealed anew.")
        count = sum(files.reseal(row) for row in StoredFile.objects.order_by("pk").iterator(BATCH))
        self.stdout.write(f"{StoredFile._meta.label}: {count} files sealed anew.")


def reseal_all(model):
    """Works through a model batch by batch, each batch in its own transaction. Returns how many rows changed."""
    last, count = 0, 0
    while True:
        numbers = list(model._base_manager.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not numbers:
            return count
        count += _reseal(model, numbers)
        last = numbers[-1]


@transaction.atomic
def _reseal(model, numbers):
    rows = list(model._base_manager.select_for_update(of=("self",)).filter(pk__in=numbers))
    changed = [row for row in rows if _anew(row)]
    model._base_manager.bulk_update(changed, list(model.SEALED), batch_size=BATCH)
    return len(changed)


def _anew(row):
    """Seals the row's old boxes with the newest key; whether there were any."""
    newest = next(iter(settings.FIELD_KEYS))
    old = {
        name: bound
        for name, bound in row.SEALED.items()
        if (box := getattr(row, name)) and sealed.sealed_with(box) != newest
    }
    for name, bound in old.items():
        place = f"{bound}:{row.seal}"
        setattr(row, name, sealed.seal(sealed.unseal(getattr(row, name), bound_to=place), bound_to=place))
    return bool(old)
