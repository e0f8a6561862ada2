"""What a team promises, reports and hands over; what the leadership group and the dispatching unit owe it."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """What a team promises, reports and hands over; what the leadership group and the dispatching unit owe it."""

    name = "duties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """What is owed, and by whom, and what is known of a quarter, registers itself."""
        from duties import dues, meeting_dues, quarter_facts, unit_dues  # noqa: F401
