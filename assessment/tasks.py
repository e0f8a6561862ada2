"""Celery's doors into assessment: the deeds register the work they do; what the calendar brings."""

from datetime import date

from assessment.actions import duties, many_counties, publishing, recomputing
from core.jobs import finished
from core.outbox import handles

__all__ = ["many_counties", "recomputing"]


@handles("assessment.make_final")
def notices_over(payload):
    """Makes final whatever has hung long enough and nothing stands against."""
    on = date.fromisoformat(payload["on"])
    finished("assessment.make_final", on, {"final": publishing.make_due_final(on=on)})


@handles("assessment.mind_duties")
def recall_duties(payload):
    """Ticks off seats that are filled again, reminds owners of overdue duties once."""
    on = date.fromisoformat(payload["on"])
    finished("assessment.mind_duties", on, duties.mind_duties(on=on))
