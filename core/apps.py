"""What every floor stands on: regions, offices, scope, workflow, policy, record."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers the system check that no page stands without a declared door."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from core import checks  # noqa: F401
