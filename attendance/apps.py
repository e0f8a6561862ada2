"""Days in the village, training, and what they add up to."""

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    """Days in the village, training, and what they add up to."""

    name = "attendance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Its kind of table registers itself."""
        from attendance import imports  # noqa: F401
