"""Choosing the right people: nominations, eligibility, approval."""

from django.apps import AppConfig


class SelectionConfig(AppConfig):
    """Choosing the right people: nominations, eligibility, approval."""

    name = "selection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Its duties and its kind of table register themselves."""
        from selection import dues, imports  # noqa: F401
