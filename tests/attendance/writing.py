"""Ways to put days, rules and sessions into the cast's year quickly."""

from datetime import date, timedelta

from django.utils import timezone

from attendance.models import Attendee, Day, Standing, Training
from core.models import CountyRule


def confirmed(cast, posting, first, last=None, status="in_village"):
    """Days of one posting, confirmed by its clerk."""
    days = [first + timedelta(days=n) for n in range(((last or first) - first).days + 1)]
    by = cast.users["clerk"]
    facts = {"status": status, "confirmed_at": timezone.now(), "confirmed_by": by, "changed_by": by}
    Day.objects.bulk_create([Day(posting=posting, day=day, **facts) for day in days])


def rule(cast, key, value, begins, ends=None, *, area="630222"):
    """A county rule, as if its county had entered it."""
    paper = {"document_number": "民组发1号", "quote": "规定", "entered_by": cast.users["county"]}
    return CountyRule.objects.create(area=area, key=key, value=value, effective_from=begins, effective_to=ends, **paper)


def trained(cast, posting, first, last, days):
    """A session one posting took part in."""
    by = cast.users["county"]
    facts = {"area": "630222", "kind": "thematic", "title": "培训", "created_by": by}
    session = Training.objects.create(starts_on=first, ends_on=last, days=days, **facts)
    return Attendee.objects.create(training=session, posting=posting)


def standing(posting, kind="attendance", year=2026, month=0):
    """The stored standing."""
    return Standing.objects.get(posting=posting, year=year, kind=kind, month=month)


COUNTED = "attendance.counted_statuses"
JULY = date(2026, 7, 1)
