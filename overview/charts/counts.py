"""The numbers behind the charts, a statement each, whatever the size of the place. Everything through `visible_to`."""

from datetime import timedelta

from django.db.models import Case, CharField, Count, IntegerField, Q, Sum, Value, When
from django.db.models.functions import Left
from django.utils import timezone

from assessment.models import Assessment, Recall
from assessment.steps import AssessmentState, Kind
from attendance.models import Discrepancy, Leave, Standing
from selection.models import Adjustment, Nomination, Transfer
from support.models import FundEntry

AGES = (3, 7, 14)  # full days a case has waited: up to three, up to seven, up to fourteen, longer
WAITING = (AssessmentState.OPEN, AssessmentState.RETURNED, AssessmentState.PROPOSED, AssessmentState.AGREED)


def standings(actor, area, length, year):
    """{kind: {code: {verdict: people}}} against the yearly minimums."""
    rows = Standing.objects.visible_to(actor).of_year(year).filter(area__startswith=area)
    rows = rows.annotate(code=Left("area", length)).order_by().values_list("kind", "code", "verdict")
    found = {}
    for kind, code, verdict, people in rows.annotate(n=Count("pk")):
        found.setdefault(kind, {}).setdefault(code, {})[verdict] = people
    return found


def grades(actor, area, length, year):
    """{code: {grade: people}} of a year's assessments; without a grade yet under ""."""
    rows = Assessment.objects.visible_to(actor).people().filter(area__startswith=area, year=year, kind=Kind.YEARLY)
    rows = rows.annotate(code=Left("area", length)).order_by().values_list("code", "grade")
    found = {}
    for code, grade, people in rows.annotate(n=Count("pk")):
        found.setdefault(code, {})[grade] = people
    return found


def funds(actor, area, length, year):
    """{code: (there was to spend, spent)} of the teams' work funds of a year, in whole yuan; reversals are taken off."""
    given = (FundEntry.Kind.ALLOTMENT, FundEntry.Kind.CARRIED_IN)
    rows = FundEntry.objects.visible_to(actor).filter(area__startswith=area, fund__year=year)
    rows = rows.annotate(code=Left("area", length)).order_by().values_list("code")
    sums = {"there": Sum("amount", filter=Q(kind__in=given)), "spent": Sum("amount", filter=Q(kind="expense"))}
    return {code: (int(there or 0), int(spent or 0)) for code, there, spent in rows.annotate(**sums)}


def latest_year(actor, area):
    """The latest year anybody of a place is assessed in, or None."""
    rows = Assessment.objects.visible_to(actor).filter(area__startswith=area, kind=Kind.YEARLY)
    return rows.order_by("-year").values_list("year", flat=True).first()


def _waiting(actor):
    return {
        "nominations": Nomination.objects.visible_to(actor).open(),
        "adjustments": Adjustment.objects.visible_to(actor).filter(state__in=Adjustment.OPEN),
        "transfers": Transfer.objects.visible_to(actor).filter(state__in=Transfer.OPEN),
        "leaves": Leave.objects.visible_to(actor).filter(state__in=Leave.OPEN),
        "assessments": Assessment.objects.visible_to(actor).filter(state__in=WAITING),
        "recalls": Recall.objects.visible_to(actor).filter(state__in=Recall.OPEN),
        "discrepancies": Discrepancy.objects.visible_to(actor).filter(state="open"),
    }


def cases(actor, area):
    """{kind: [cases that wait up to 3, 7, 14 days, longer]}: one statement for every kind of case."""
    now, parts = timezone.now(), []
    for kind, rows in _waiting(actor).items():
        waited = [When(changed_at__gte=now - timedelta(days=days + 1), then=at) for at, days in enumerate(AGES)]
        age = Case(*waited, default=Value(len(AGES)), output_field=IntegerField())
        rows = rows.filter(area__startswith=area).order_by().annotate(what=Value(kind, CharField()), age=age)
        parts.append(rows.values_list("what", "age").annotate(n=Count("pk")))
    found = {}
    for kind, age, count in parts[0].union(*parts[1:], all=True):
        found.setdefault(kind, [0] * (len(AGES) + 1))[age] += count
    return found


def earliest(rows):
    """The first day a posting of these began, or None: before it nothing is known."""
    return rows.order_by("starts_on").values_list("starts_on", flat=True).first()
