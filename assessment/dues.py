"""What is due about assessment and recall: opinions, grades, results to be shown, objections, duties of recalls (二(四))."""

from datetime import date, timedelta

from django.db.models import Count, F, Min
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.calendars import CALENDAR
from assessment.models import Assessment, Cycle, Recall, RecallDuty, ResultObjection
from assessment.models.assessments import COUNTY_ACTS, UNFINISHED
from assessment.steps import Kind
from core.case_dues import LIMIT, of_cases
from core.dues import Due, of_place, source, unspoken
from core.offices import Office
from core.policies import Policies
from teams.models import Posting

_WHO = ("posting__cadre", "posting__pairing", "posting__team__village__division")
_DUTIES = {kind.value: unspoken(kind.label) for kind in RecallDuty.Kind}


@source(
    "cycle_to_open",
    _("Yearly assessments to be opened"),
    _("Open the yearly assessment of %(year)s: %(count)s people served."),
)
def cycles(on):
    """Counties where people served last year and no cycle of that year is open or closed: until the ballots of the calendar."""
    policies, year = Policies(on), on.year - 1
    first, last = date(year, 1, 1), date(year, 12, 31)
    opened = set(Cycle.objects.filter(year=year, kind=Kind.YEARLY).values_list("area", flat=True))
    served = Posting.objects.touching(first, last).order_by().annotate(county=Left("area", 6)).values("county")
    for row in served.annotate(count=Count("pk")):
        if row["county"] not in opened:
            days = policies.at(row["county"])[CALENDAR].value["ballots"]
            yield _of_county(
                "cycle_to_open",
                row["county"],
                str(year),
                last + timedelta(days=days),
                "cycles",
                year=year,
                count=row["count"],
            )


def _of_county(kind, area, key, due_on, page, **params):
    return of_place(kind, f"{area}:{key}", office=Office.COUNTY, area=area, due_on=due_on, link=reverse(page), **params)


@source("opinions", _("Opinions on yearly grades"), _("Give the opinion on %(count)s people and teams (%(year)s)."))
def opinions(on):
    """Yearly cases without an opinion, by township: until the day of the cycle's calendar. One statement."""
    rows = _running(Assessment.objects.filter(kind=Kind.YEARLY, state__in=UNFINISHED), "propose_by")
    for row in rows.annotate(place=Left("area", 9)).values("cycle", "year", "by", "place").annotate(count=Count("pk")):
        yield of_place(
            "opinions",
            f"{row['cycle']}:{row['place']}",
            office=Office.TOWNSHIP,
            area=row["place"],
            due_on=row["by"],
            link=reverse("assessments") + "?waiting=on",
            count=row["count"],
            year=row["year"],
        )


def _running(rows, day):
    """Cases of running cycles, with the day of the calendar until which the office has its turn."""
    rows = rows.filter(cycle__state=Cycle.State.RUNNING).exclude(**{f"cycle__{day}": None})
    return rows.order_by().annotate(by=F(f"cycle__{day}"))


@source("grades", _("Grades to be set"), _("Set the grades of %(count)s people and teams (%(year)s)."))
def grades(on):
    """Cases whose next step is the county's, by cycle: until the review of the calendar. One statement."""
    rows = _running(Assessment.objects.filter(COUNTY_ACTS), "review_by")
    for row in rows.values("cycle", "cycle__area", "year", "by").annotate(count=Count("pk")):
        yield _of_county(
            "grades",
            row["cycle__area"],
            str(row["cycle"]),
            row["by"],
            "assessments",
            count=row["count"],
            year=row["year"],
        )


@source(
    "term_agreement",
    _("Term-end grades to be agreed to"),
    _("Agree to the term-end grades of %(count)s people (%(year)s)."),
)
def agreements(on):
    """Term-end proposals that wait for the dispatching unit. One statement."""
    rows = Assessment.objects.filter(kind=Kind.TERM, state=Assessment.State.PROPOSED, posting__pairing__isnull=False)
    rows = _running(rows, "review_by").annotate(unit=F("posting__pairing__unit"))
    for row in rows.values("cycle", "cycle__area", "year", "by", "unit").annotate(count=Count("pk")):
        yield Due(
            kind="term_agreement",
            key=f"{row['cycle']}:{row['unit']}",
            office=Office.UNIT,
            unit_id=row["unit"],
            due_on=row["by"],
            about=row["cycle__area"],
            link=reverse("assessments") + "?waiting=on",
            params={"count": row["count"], "year": row["year"]},
        )


@source(
    "results_to_show",
    _("Results to be shown to the public"),
    _("Publish the grades of %(count)s people and teams (%(year)s)."),
)
def results(on):
    """Grades that are set and stand on no notice: so many days after the first was set. One statement."""
    policies = Policies(on)
    rows = Assessment.objects.filter(state=Assessment.State.SET).exclude(shown_on__stands=True).order_by()
    rows = rows.values("cycle", "cycle__area", "year").annotate(count=Count("pk"), since=Min("set_on"))
    for row in rows:
        county = row["cycle__area"]
        until = row["since"] + timedelta(days=policies.at(county)[LIMIT].value)
        yield _of_county(
            "results_to_show", county, str(row["cycle"]), until, "result-notices", count=row["count"], year=row["year"]
        )


@source(
    "result_objection",
    _("Objections to results"),
    _("%(place)s: settle the objection to the result of %(who)s."),
    personal=True,
)
def objections(on):
    """Received and not settled: the county's."""
    rows = ResultObjection.objects.filter(state=ResultObjection.State.RECEIVED)
    paths = ("posting__cadre", "posting__pairing", "posting__team__village__division", "team__village__division")
    rows = rows.select_related(*(f"assessment__{path}" for path in paths)).defer("assessment__facts")
    return of_cases("result_objection", rows, on=on, page="result-objection", words=_objected)


def _objected(case):
    one = case.assessment
    team = one.posting.team if one.posting_id else one.team
    place = team.village.division.name
    return {"who": one.posting.cadre.name if one.posting_id else place, "place": place}


def _words(case):
    return {"who": case.posting.cadre.name, "place": case.posting.team.village.division.name}


@source("recall", _("Recalls that wait"), _("%(place)s: deal with the recall of %(who)s."), personal=True)
def recalls(on):
    """Proposed, examined or returned ones: the department whose step it is."""
    rows = Recall.objects.open().select_related(*_WHO).defer("provisions")
    return of_cases("recall", rows, on=on, page="recall", words=_words)


@source("recall_duty", _("Duties of recalls"), _("%(place)s, recall of %(who)s: %(duty)s."), personal=True)
def recall_duties(on):
    """What a decision has made due and is not done, with its own day."""
    paths = ("recall__posting__cadre", "recall__posting__team__village__division")
    for duty in RecallDuty.objects.open().select_related(*paths).defer("recall__provisions"):
        unit = {"unit_id": duty.unit_id} if duty.owner_office == Office.UNIT else {"area": duty.owner_area}
        yield Due(
            kind="recall_duty",
            key=str(duty.pk),
            office=duty.owner_office,
            due_on=duty.due_on,
            about=duty.area,
            link=reverse("recall", args=[duty.recall_id]),
            params={**_words(duty.recall), "duty": _DUTIES[duty.kind]},
            **unit,
        )
