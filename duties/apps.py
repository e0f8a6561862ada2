"""What a team promises, reports and hands over; what the leadership group and the dispatching unit owe it."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """What a team promises, reports and hands over; what the leadership group and the dispatching unit owe it."""

    name = "duties"
    default_auto_field = "django.db.models.BigAutoField"
