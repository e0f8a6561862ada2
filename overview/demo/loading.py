"""The demonstration as a list of parts, in order."""

import time

from django.db import connection, transaction
from django.utils import timezone

from attendance.actions import check_thresholds
from core.models import OutboxMessage
from overview.demo.absences import make_absences
from overview.demo.accounts import make_accounts
from overview.demo.assessments import make_assessments
from overview.demo.calendar import make_calendar
from overview.demo.care import make_care
from overview.demo.county_rules import make_county_rules
from overview.demo.days import make_days
from overview.demo.dues import make_dues
from overview.demo.leaving import make_leaving
from overview.demo.meetings import make_meetings
from overview.demo.nominations import make_nominations
from overview.demo.places import make_places
from overview.demo.postings import make_postings
from overview.demo.promises import make_promises
from overview.demo.queries import make_queries
from overview.demo.recalls import make_recalls
from overview.demo.reviews import make_reviews
from overview.demo.rounds import make_rounds
from overview.demo.spot_checks import make_spot_checks
from overview.demo.trainings import make_trainings
from overview.demo.world import pick_sites

_FILLED_LAST = (
    "attendance_standing",
    "selection_adjustment",
    "selection_nomination",
    "assessment_assessment",
    "core_notice",
    "core_record",
)


def _check(world):
    return check_thresholds(on=world.on)


def _analyze(world):
    """The planner gets to know the tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _settle(world):
    """Mail about an invented year is never sent."""
    OutboxMessage.objects.filter(done_at__isnull=True).update(done_at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(_FILLED_LAST)}")


def vacuum():
    """Marks the loaded days as visible to all, so that counts read the index alone; not possible within a transaction."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE) attendance_day")


PARTS = (
    ("villages drawn", pick_sites),
    ("units, villages and pairings", make_places),
    ("accounts and appointments", make_accounts),
    ("holidays", make_calendar),
    ("county rules", make_county_rules),
    ("cadres, teams and postings", make_postings),
    ("training", make_trainings),
    ("a year of days", make_days),
    ("leave and report-outs", make_absences),
    ("tables measured", _analyze),
    ("spot checks", make_spot_checks),
    ("nominations", make_nominations),
    ("a round and its pool", make_rounds),
    ("leaving", make_leaving),
    ("yearly assessments", make_assessments),
    ("ballots, a notice of results, ends of terms", make_reviews),
    ("recalls", make_recalls),
    ("meetings of first secretaries", make_meetings),
    ("commitments, reports, handovers", make_promises),
    ("kept queries", make_queries),
    ("care", make_care),
    ("yearly minimums checked", _check),
    ("due lists, forms asked for", make_dues),
    ("settled", _settle),
)


@transaction.atomic
def load(world):
    """Makes the whole demonstration, all of it or nothing, saying what is done and when."""
    began = time.monotonic()
    for name, part in PARTS:
        part(world)
        world.say(f"[{time.monotonic() - began:5.1f} s] {name}")
