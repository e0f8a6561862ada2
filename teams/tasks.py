"""Celery's doors into this floor: what comes round every day."""

from datetime import date

from core.jobs import finished
from core.outbox import handles
from teams import actions


@handles("teams.announce_beginnings")
def beginnings(payload):
    """Tells on its day that a posting begins."""
    on = date.fromisoformat(payload["on"])
    finished("teams.announce_beginnings", on, {"told": actions.announce_beginnings(on=on)})
