"""Leave, report-outs and their calendar for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance import absence_calendar, absence_rows, absence_steps
from attendance.absences import chain_of
from attendance.actions import leaves as leaving
from attendance.actions import report_outs as reporting
from attendance.actions.checking_leave import covered, in_order
from attendance.actions.deciding_leave import decide_together
from attendance.api import absence_shapes as shapes
from attendance.forms.absences import (
    LeaveFilter,
    LeaveForm,
    LeaveStepForm,
    MonthForm,
    ReportOutFilter,
    ReportOutForm,
    SpanOfLeaveForm,
    YearForm,
    month_of,
)
from attendance.models import Leave, ReportOut
from core.access import fetch
from core.clock import today
from core.listing import asked, body, done, listing
from core.models import StoredFile
from core.refusals import Refused
from teams.models import Posting

SPAN = [OpenApiParameter(name, str) for name in ("first", "last", "kind", "area", "q")]
SPAN += [OpenApiParameter(name, int) for name in ("page", "page_size")]
LEAVES = [*SPAN, OpenApiParameter("state", str), OpenApiParameter("waiting", bool), OpenApiParameter("due", bool)]
WAY = [OpenApiParameter("posting", int, required=True)]
WAY += [OpenApiParameter(name, str, required=True) for name in ("starts_on", "ends_on")]
MONTH = [OpenApiParameter(name, str) for name in ("month", "area", "day")]
YEAR = [OpenApiParameter(name, int) for name in ("year", "page", "page_size")]
YEAR += [OpenApiParameter(name, str) for name in ("area", "q")]


@extend_schema(methods=["GET"], parameters=LEAVES, responses=shapes.LeaveShape(many=True))
@extend_schema(methods=["POST"], request=shapes.LeaveApplication, responses={201: shapes.LeaveWhole})
@api_view(["GET", "POST"])
def leaves(request):
    """The leaves in the caller's jurisdiction; POST applies, the cadre in person or the township's clerk."""
    actor, on = request._request.actor, today()
    if request.method == "GET":
        wanted = asked(LeaveFilter(request.query_params, actor=actor, on=on))
        return listing(request, absence_rows.leaves(actor, wanted, on), shapes.LeaveShape)
    given = dict(body(request, shapes.LeaveApplication))
    posting = _posting(actor, given.pop("posting"))
    return done(shapes.LeaveWhole, leaving.apply_for(posting, _wanted(actor, given), by=actor, on=on), status=201)


def _wanted(actor, given):
    papers = _handed_in(actor, given.pop("papers", []))
    facts = asked(LeaveForm(given, actor=actor, on=today())) | {"papers": papers}
    return leaving.Wanted(**facts)


@extend_schema(methods=["GET"], responses=shapes.LeaveWhole)
@extend_schema(methods=["PUT"], request=shapes.LeaveFacts, responses=shapes.LeaveWhole)
@api_view(["GET", "PUT"])
def leave(request, pk):
    """One leave with papers, provisions and steps; PUT mends a returned application and sends it again."""
    actor, case = request._request.actor, _leave(request, pk)
    if request.method == "GET":
        return Response(shapes.LeaveWhole(case).data)
    wanted = _wanted(actor, dict(body(request, shapes.LeaveFacts)))
    return done(shapes.LeaveWhole, leaving.submit(case, wanted, by=actor, on=today()))


def _leave(request, pk):
    actor = request._request.actor
    return fetch(Leave.objects.visible_to(actor).named(), actor, pk)


@extend_schema(request=shapes.LeaveStepFacts, responses=shapes.LeaveWhole)
@api_view(["POST"])
def leave_step(request, pk):
    """A step: approve, return, decline, withdraw, cancel or report_back. 403, 409 and 422 say why."""
    actor, on, case = request._request.actor, today(), _leave(request, pk)
    said = asked(LeaveStepForm(dict(body(request, shapes.LeaveStepFacts)), actor=actor, on=on))
    return done(shapes.LeaveWhole, absence_steps.leave_step(case, said, by=actor, on=on))


@extend_schema(request=shapes.TogetherFacts, responses=shapes.TogetherShape)
@api_view(["POST"])
def leaves_decide(request):
    """Approves or declines several leaves, each on its own: which were decided, and why the others were not."""
    actor, said = request._request.actor, body(request, shapes.TogetherFacts)
    rows = list(Leave.objects.visible_to(actor).filter(pk__in=said["leaves"]).named().order_by("pk"))
    outcome = decide_together(rows, said["verb"], by=actor, on=today(), note=said.get("note", ""))
    refused = {str(case.pk): str(refusal.message) for case, refusal in outcome if refusal is not None}
    return Response({"done": [case.pk for case, refusal in outcome if refusal is None], "refused": refused})


@extend_schema(parameters=WAY, responses=shapes.WayShape)
@api_view(["GET"])
def leave_way(request):
    """Who would decide on leave of these days, before it is applied for."""
    actor, given = request._request.actor, request.query_params.dict()
    number = given.pop("posting", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        raise Refused("posting: unknown", fields={"posting": "unknown"})
    posting, span = _posting(actor, int(number)), asked(SpanOfLeaveForm(given, actor=actor, on=today()))
    in_order(span["starts_on"], span["ends_on"], today())
    covered(posting, span["starts_on"], span["ends_on"])
    chain = chain_of(posting, span["starts_on"], span["ends_on"])
    prolongs = chain.extends.pk if chain.extends else None
    found = {"offices": list(chain.offices), "run_days": chain.run_days, "extends": prolongs}
    return Response(shapes.WayShape({**found, "rule": chain.rule.as_json()}).data)


@extend_schema(parameters=YEAR, responses=shapes.YearOfLeave(many=True))
@api_view(["GET"])
def leave_year(request):
    """Days of leave per posting and kind in a year."""
    actor = request._request.actor
    wanted = asked(YearForm(request.query_params, actor=actor, on=today()))
    rows = absence_rows.summary(actor, wanted, wanted.get("year") or today().year)
    return listing(request, rows, _YearLine)


class _YearLine(shapes.YearOfLeave):
    """A row of the summary, counted into days."""

    def to_representation(self, row):
        """Whole days by kind."""
        return super().to_representation(absence_rows.in_days(row))


@extend_schema(methods=["GET"], parameters=SPAN, responses=shapes.ReportOutShape(many=True))
@extend_schema(methods=["POST"], request=shapes.OutingOfPosting, responses={201: shapes.ReportOutShape})
@api_view(["GET", "POST"])
def report_outs(request):
    """The report-outs in the caller's jurisdiction; POST tells one, the cadre in person or the township's clerk."""
    actor, on = request._request.actor, today()
    if request.method == "GET":
        wanted = asked(ReportOutFilter(request.query_params, actor=actor, on=on))
        return listing(request, absence_rows.report_outs(actor, wanted), shapes.ReportOutShape)
    given = dict(body(request, shapes.OutingOfPosting))
    posting = _posting(actor, given.pop("posting"))
    outing = reporting.Outing(**asked(ReportOutForm(given, actor=actor, on=on)))
    return done(shapes.ReportOutShape, reporting.report_out(posting, outing, by=actor, on=on), status=201)


@extend_schema(methods=["GET"], responses=shapes.ReportOutShape)
@extend_schema(methods=["PUT"], request=shapes.OutingFacts, responses=shapes.ReportOutShape)
@api_view(["GET", "PUT"])
def report_out(request, pk):
    """One report-out; PUT changes it, or ends it early."""
    actor, on, row = request._request.actor, today(), _report_out(request, pk)
    if request.method == "GET":
        return Response(shapes.ReportOutShape(row).data)
    given = dict(body(request, shapes.OutingFacts))
    outing = reporting.Outing(**asked(ReportOutForm(given, actor=actor, on=on)))
    return done(shapes.ReportOutShape, reporting.change_report_out(row, outing, by=actor, on=on))


@extend_schema(request=shapes.TakeBackFacts, responses=shapes.ReportOutShape)
@api_view(["POST"])
def report_out_take_back(request, pk):
    """Takes a report-out back; one that has begun must say why."""
    actor, row = request._request.actor, _report_out(request, pk)
    note = body(request, shapes.TakeBackFacts).get("note", "")
    return done(shapes.ReportOutShape, reporting.cancel_report_out(row, by=actor, on=today(), note=note))


def _report_out(request, pk):
    actor = request._request.actor
    return fetch(ReportOut.objects.visible_to(actor).named(), actor, pk)


@extend_schema(parameters=MONTH, responses=shapes.AwayShape(many=True))
@api_view(["GET"])
def calendar(request):
    """Every absence that touches a month (`month`: 2026-07) or one `day`, inside the jurisdiction and `area`."""
    actor, on = request._request.actor, today()
    wanted = asked(MonthForm(request.query_params, actor=actor, on=on))
    first, last = wanted.get("month") or month_of(on.year, on.month)
    if day := wanted.get("day"):
        first = last = day
    found = absence_calendar.away(actor, wanted.get("area") or actor.area, first, last)
    return Response(shapes.AwayShape(found, many=True).data)


def _posting(actor, pk):
    related = ("cadre", "pairing__unit", "team__village__division")
    return fetch(Posting.objects.visible_to(actor).select_related(*related), actor, pk)


def _handed_in(actor, numbers):
    """Files the caller has handed in, by their numbers. Raises Refused for anybody else's."""
    found = list(StoredFile.objects.visible_to(actor.myself).filter(pk__in=set(numbers)))
    if len(found) != len(set(numbers)):
        raise Refused("papers: unknown file", fields={"papers": "unknown"})
    return found
