"""Yearly grades of the posted cadres."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Yearly grades of the posted cadres."""

    name = "assessment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from assessment import cycle_dues, dues, imports  # noqa: F401 – its duties and its kind of table register themselves
