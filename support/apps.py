"""What is owed to posted cadres: allowances, work funds, insurance, check-ups, visits and help."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """What is owed to posted cadres: allowances, work funds, insurance, check-ups, visits and help."""

    name = "support"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Its duties and what it knows of a quarter register themselves."""
        from support import dues, money_dues, quarter_facts, team_money, trouble_dues  # noqa: F401
