"""Reads everything, changes nothing: home pages, explanations, stories."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """Reads everything, changes nothing: home pages, explanations, stories."""

    name = "overview"
    default_auto_field = "django.db.models.BigAutoField"
