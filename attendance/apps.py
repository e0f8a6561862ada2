"""Days in the village, training, and what they add up to."""

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    """Days in the village, training, and what they add up to."""

    name = "attendance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Its duties, its kind of table, and what it knows of a quarter, register themselves."""
        from attendance import dues, imports, quarter_facts  # noqa: F401
