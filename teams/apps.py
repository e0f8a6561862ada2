"""Who serves where: villages, pairings, cadres, teams, postings."""

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """Who serves where: villages, pairings, cadres, teams, postings."""

    name = "teams"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from teams import dues, imports  # noqa: F401 – its duties and kinds of tables register themselves
