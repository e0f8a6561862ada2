"""A line of each county's training plan, and a certificate of who took part in its session."""

from datetime import date

from attendance.models import Attendee, Certificate, Training, TrainingPlan
from core.offices import DEPARTMENTS, Office
from tests.cast import TODAY

PLANNERS = (*DEPARTMENTS, Office.LEADERSHIP)


def planned(area, title, user):
    """The number of a plan."""
    facts = {"kind": "thematic", "starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 30), "created_by": user}
    counts = {"sessions_planned": 1, "people_planned": 3, "days_planned": 2}
    return TrainingPlan.objects.create(area=area, year=2026, title=title, **facts, **counts).pk


def certified(attendee, user):
    """The certificate of one who came."""
    facts = {"year": 2026, "number": 1, "issued_on": TODAY, "issued_by": user}
    return Certificate.objects.create(attendee=attendee, area=attendee.training.area, **facts)


def to_come(area, title, user, posting):
    """The number of a session planned for August, with one on its list."""
    facts = {"kind": "thematic", "starts_on": date(2026, 8, 3), "ends_on": date(2026, 8, 4), "days": 2}
    row = Training.objects.create(area=area, title=title, created_by=user, **facts)
    Attendee.objects.create(training=row, posting=posting, attended=None)
    return row.pk
