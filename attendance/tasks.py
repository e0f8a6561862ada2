"""Celery's doors into attendance: thresholds, partitions. What they do is promised through the outbox."""

from datetime import date

from attendance import actions
from core.clock import today
from core.jobs import finished
from core.outbox import handles


@handles("attendance.check_thresholds")
def nightly(payload):
    """Judges every posting as of the day; in January also the year that has just ended."""
    on = date.fromisoformat(payload["on"])
    counts = actions.check_all(on=on)
    finished("attendance.check_thresholds", on, counts)


@handles("attendance.check_postings")
def touched(payload):
    """Judges again the postings whose days or training have just changed."""
    for year in payload["years"]:
        actions.check_thresholds(on=today(), year=year, only=payload["postings"])


@handles("attendance.make_partitions")
def partitions(payload):
    """Makes the day table's partitions of this year and the two to come."""
    on = date.fromisoformat(payload["on"])
    made = actions.make_partitions(on.year)
    finished("attendance.make_partitions", on, {"made": made})
