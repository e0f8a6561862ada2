"""Celery's doors into assessment: the deeds register the work they do; what the calendar brings."""

from datetime import date

from assessment.actions import many_counties, publishing, recomputing
from core.jobs import finished
from core.outbox import handles

__all__ = ["many_counties", "recomputing"]


@handles("assessment.make_final")
def notices_over(payload):
    """Makes final whatever has hung long enough and nothing stands against."""
    on = date.fromisoformat(payload["on"])
    finished("assessment.make_final", on, {"final": publishing.make_due_final(on=on)})
