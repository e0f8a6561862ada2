"""The rows of the pages about commitments and reports, inside the actor's jurisdiction, narrowed by a cleaned filter."""

from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Left

from core.models import Division
from core.policies import Policies
from duties.models import Commitment, QuarterReport
from duties.quarters import promised_by
from duties.steps import PaperState
from teams.models import Posting, Seat, Team

WHO = ("team__village__division", "team__second_village__division", "posting__cadre")
_STATES = (PaperState.SUBMITTED, PaperState.RECEIVED)
_STEP_BELOW = {2: 4, 4: 6, 6: 9}
KINDS = {"commitment": Commitment, "report": QuarterReport}
WINDOWS = {"commitment": "commitment.due_days", "report": "report.window_days"}


def commitments(actor, wanted):
    """Commitments with team, place and how many promises they hold."""
    rows = narrowed(Commitment.objects.visible_to(actor), actor, wanted)
    rows = rows.annotate(promised=Count("items", distinct=True))
    return rows.select_related(*WHO).defer("versions").order_by("-year", "area", "pk")


def reports(actor, wanted):
    """Reports with team and place."""
    rows = narrowed(QuarterReport.objects.visible_to(actor), actor, wanted)
    rows = rows.filter(quarter=wanted["quarter"]) if wanted.get("quarter") else rows
    rows = rows.filter(submitted_on__gt=F("due_on")) if wanted.get("late") else rows
    return rows.select_related(*WHO).defer("facts").order_by("-year", "-quarter", "area", "pk")


def narrowed(rows, actor, wanted):
    """What both kinds are narrowed by."""
    rows = rows.waiting_for(actor) if wanted.get("waiting") else rows
    plain = {"year": "year", "state": "state", "area": "area__startswith"}
    rows = rows.filter(**{path: wanted[name] for name, path in plain.items() if wanted.get(name)})
    if words := wanted.get("q"):
        rows = rows.filter(team__village__division__full_name__icontains=words)
    return rows


def teams_owing(actor, on):
    """Teams that stand on a day and have somebody posted: those that promise and report."""
    return owing(Team.objects.visible_to(actor), on)


def owing(teams, on):
    """Of these teams those that owe papers on a day."""
    held = Posting.objects.current(on).filter(team=OuterRef("pk"))
    return teams.standing(on).filter(Exists(held))


def missing(actor, wanted, on):
    """Teams that have not handed in the commitment of `year`, or the report of `quarter`, with who speaks for them."""
    rows = teams_owing(actor, on).filter(area__startswith=wanted.get("area") or "")
    rows = lacking(rows, wanted).annotate(county=Left("area", 6), **speaker(on))
    if words := wanted.get("q"):
        rows = rows.filter(village__division__full_name__icontains=words)
    if wanted.get("late"):
        rows = rows.filter(_late(rows, wanted, on))
    return rows.select_related("village__division", "second_village__division").order_by("area", "pk")


def lacking(rows, wanted):
    """Of these teams the ones without a paper the township has, or has had; with its number, if one is begun."""
    model, span = of_kind(wanted)
    papers = model.objects.filter(team=OuterRef("pk"), **span)
    rows = rows.filter(formed_on__lte=_last_day(wanted))
    return rows.filter(~Exists(papers.handed_in())).annotate(begun=Subquery(papers.values("pk")[:1]))


def of_kind(wanted):
    """(model, the span) of a kind of paper."""
    if wanted["kind"] == "report":
        return QuarterReport, {"year": wanted["quarter"].year, "quarter": wanted["quarter"].number}
    return Commitment, {"year": wanted["year"]}


def _last_day(wanted):
    return wanted["quarter"].last if wanted["kind"] == "report" else f"{wanted['year']}-12-31"


def speaker(on):
    """Annotations: name and account of the first secretary on a day."""
    first = Posting.objects.current(on).filter(team=OuterRef("pk"), seat=Seat.FIRST_SECRETARY)
    return {
        "first_name": Subquery(first.values("cadre__name")[:1]),
        "first_account": Subquery(first.values("cadre__account")[:1]),
    }


def windows(kind, counties, on):
    """{county: days} of the window of a kind of paper: one statement."""
    policies = Policies(on)
    return {county: policies.at(county)[WINDOWS[kind]].value for county in counties}


def due_on(team, wanted, days):
    """The day until which a team hands its paper in."""
    if wanted["kind"] == "report":
        return wanted["quarter"].due_on(days)
    return promised_by(wanted["year"], team.formed_on, days)


def _late(rows, wanted, on):
    """Whose day is over, county by county."""
    found = Q(pk__in=[])
    counties = rows.order_by().values_list("county", flat=True).distinct()
    for county, days in windows(wanted["kind"], counties, on).items():
        if wanted["kind"] == "report":
            found |= Q(county=county) if wanted["quarter"].due_on(days) < on else Q(pk__in=[])
        elif promised_by(wanted["year"], on.min, days) < on:
            found |= Q(county=county, formed_on__lt=on - timedelta(days=days - 1))
    return found


def with_due(teams, wanted, on):
    """[(team, due day, late)] of a page of teams."""
    days = windows(wanted["kind"], {team.area[:6] for team in teams}, on)
    dated = [(team, due_on(team, wanted, days[team.area[:6]])) for team in teams]
    return [(team, day, day < on) for team, day in dated]


def places(actor, area, year, quarter, on):
    """[{code, name, teams, and how many papers of the year and of the quarter are in which state}] below a place: two statements."""
    promise = Commitment.objects.filter(team=OuterRef("pk"), year=year)
    report = QuarterReport.objects.filter(team=OuterRef("pk"), year=quarter.year, quarter=quarter.number)
    rows = teams_owing(actor, on).filter(area__startswith=area)
    rows = rows.annotate(code=Left("area", _STEP_BELOW.get(len(area), 12)))
    rows = rows.annotate(promise=Subquery(promise.values("state")[:1]), report=Subquery(report.values("state")[:1]))
    counted = {"teams": Count("pk")}
    for name in ("promise", "report"):
        counted |= {f"{name}_{state}": Count("pk", filter=Q(**{name: state})) for state in _STATES}
        counted[f"{name}_missing"] = Count("pk", filter=~Q(**{f"{name}__in": _STATES}) | Q(**{f"{name}__isnull": True}))
    found = list(rows.order_by("code").values("code").annotate(**counted))
    names = dict(Division.objects.current().filter(code__in=[row["code"] for row in found]).values_list("code", "name"))
    return [{**row, "name": names.get(row["code"], row["code"])} for row in found]
