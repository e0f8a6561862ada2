"""Celery's doors into attendance: thresholds, alerts, partitions. What they do is promised through the outbox."""

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
    """Judges again the postings whose days or training have just changed, and compares their spot checks with the sheet."""
    for year in payload["years"]:
        actions.check_thresholds(on=today(), year=year, only=payload["postings"])
    actions.compare(payload["postings"], on=today())


@handles("attendance.tell_of_discrepancies")
def ended_days(payload):
    """Tells county and township what spot checks of days that are over contradict."""
    on = date.fromisoformat(payload["on"])
    finished("attendance.tell_of_discrepancies", on, {"written": actions.tell_of_ended_days(on=on)})


@handles("attendance.make_partitions")
def partitions(payload):
    """Makes the day table's partitions of this year and the two to come."""
    on = date.fromisoformat(payload["on"])
    made = actions.make_partitions(on.year)
    finished("attendance.make_partitions", on, {"made": made})


@handles("attendance.tell_further")
def further(payload):
    """Tells county and unit of those who have been at risk for too long."""
    on = date.fromisoformat(payload["on"])
    finished("attendance.tell_further", on, actions.tell_further(on=on))


@handles("attendance.remind_unconfirmed")
def unconfirmed(payload):
    """Reminds the clerks who have begun to leave days unconfirmed."""
    on = date.fromisoformat(payload["on"])
    finished("attendance.remind_unconfirmed", on, actions.remind_unconfirmed(on=on))


@handles("core.county_rule_changed")
def rule_changed(payload):
    """Judges a county's postings again when one of its attendance or training rules was entered or ended."""
    if payload["key"].startswith(("attendance.", "training.")):
        actions.judge_again(payload["area"], on=today())


@handles("teams.posting_ended")
def posting_ended(payload):
    """A posting whose end has been decided: its leave and report-outs end with it, and it owes its share up to that day."""
    actions.cut_absences(payload["posting"])
    actions.check_thresholds(on=today(), only=[payload["posting"]])
