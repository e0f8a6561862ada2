"""What is due before the grades of a cycle: its ballots, and the cycle of those whose term has ended (二(四))."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.ballot_steps import BallotState
from assessment.balloting import kinds_of
from assessment.calendars import CALENDAR
from assessment.models import Assessment, BallotBatch, Cycle
from assessment.steps import Kind
from core.dues import of_place, source
from core.offices import CODE_LENGTH, Office
from core.policies import Policies
from teams.models import Posting

YEAR_BACK = timedelta(days=365)


@source(
    "ballots",
    _("Ballots to be counted"),
    _("Enter and confirm the counted ballots: %(count)s are missing (%(year)s)."),
)
def ballots(on):
    """Running cycles with ballots nobody has entered, or no second person has confirmed: the county's. Three statements and the policies."""
    teams, confirmed, judged = _teams(), _confirmed(), {}
    for cycle in Cycle.objects.filter(state=Cycle.State.RUNNING, ballots_by__isnull=False).order_by("pk"):
        day = min(on, date(cycle.year, 12, 31))
        policies = judged.setdefault(day, Policies(day))
        kinds = kinds_of(cycle, policies.at(cycle.area))
        missing = sum(teams[cycle.pk] - confirmed[cycle.pk, kind] for kind in kinds)
        if missing > 0:
            yield of_place(
                "ballots",
                str(cycle.pk),
                office=Office.COUNTY,
                area=cycle.area,
                due_on=cycle.ballots_by,
                link=f"{reverse('ballots')}?cycle={cycle.pk}",
                count=missing,
                year=cycle.year,
            )


def _teams():
    """{cycle: how many teams it assesses, or assesses people of}."""
    rows = Assessment.objects.filter(cycle__state=Cycle.State.RUNNING).order_by()
    rows = rows.annotate(whose=Coalesce("team", "posting__team")).values("cycle")
    return Counter(dict(rows.annotate(n=Count("whose", distinct=True)).values_list("cycle", "n")))


def _confirmed():
    """{(cycle, kind): how many counts two people of the county have confirmed}."""
    rows = BallotBatch.objects.filter(state=BallotState.CONFIRMED, cycle__state=Cycle.State.RUNNING).order_by()
    rows = rows.values("cycle", "kind").annotate(n=Count("pk"))
    return Counter({(row["cycle"], row["kind"]): row["n"] for row in rows})


@source(
    "term_to_open",
    _("Term-end assessments to be opened"),
    _("Open the assessment at the end of the term: the terms of %(count)s people have ended."),
)
def terms(on):
    """Counties where terms ended within a year and nobody's end of term is assessed: until the ballots of the calendar."""
    policies = Policies(on)
    judged = Assessment.objects.filter(kind=Kind.TERM, posting=OuterRef("pk"))
    over = Q(end_kind=Posting.EndKind.TERM) | Q(end_kind="", term_ends_on__lte=on)
    rows = Posting.objects.filter(over, ~Exists(judged)).order_by()
    rows = rows.annotate(ended=Coalesce("ends_on", "term_ends_on"), county=Left(F("area"), CODE_LENGTH[Office.COUNTY]))
    rows = rows.filter(ended__gte=on - YEAR_BACK, ended__lte=on)
    for row in rows.values("county", "ended").annotate(count=Count("pk")).order_by("county", "ended"):
        county = row["county"]
        yield of_place(
            "term_to_open",
            f"{county}:{row['ended']}",
            office=Office.COUNTY,
            area=county,
            due_on=row["ended"] + timedelta(days=policies.at(county)[CALENDAR].value["ballots"]),
            link=reverse("cycles"),
            count=row["count"],
        )
