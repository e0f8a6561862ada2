"""Commitments and quarterly reports for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import PAGED, asked, body, listing
from core.paging import Pages
from core.policy import PROVINCE
from duties import rows
from duties.actions import commitments as promising
from duties.actions import reports as reporting
from duties.api import shapes
from duties.forms.filters import CommitmentFilter, MissingFilter, ReportFilter, SpanFilter
from duties.forms.papers import StepForm
from duties.models import Commitment, QuarterReport
from duties.quarters import Quarter
from teams.models import Team

_YEAR, _QUARTER, _AREA = OpenApiParameter("year", int), OpenApiParameter("quarter", int), OpenApiParameter("area", str)
WORDS = [OpenApiParameter(name, str) for name in ("q", "state")] + [_AREA, _YEAR, OpenApiParameter("waiting", bool)]
LATE = OpenApiParameter("late", bool)


@extend_schema(methods=["GET"], parameters=[*WORDS, *PAGED], responses=shapes.CommitmentShape(many=True))
@extend_schema(methods=["POST"], request=shapes.BeginCommitment, responses={201: shapes.CommitmentWhole})
@api_view(["GET", "POST"])
def commitments(request):
    """The commitments in the caller's jurisdiction; POST begins one, filled with what is unfinished of the year before."""
    actor, on = request._request.actor, today()
    if request.method == "GET":
        wanted = asked(CommitmentFilter(request.query_params, actor=actor, on=on))
        return listing(request, rows.commitments(actor, wanted), shapes.CommitmentShape)
    given = body(request, shapes.BeginCommitment)
    case = promising.draft(_team(actor, given["team"]), given["year"], by=actor, on=on)
    return _commitment(request, case.pk, 201)


@extend_schema(responses=shapes.CommitmentWhole)
@api_view(["GET"])
def commitment(request, pk):
    """One commitment with its promises and steps."""
    return _commitment(request, pk)


@extend_schema(request=shapes.Promises, responses=shapes.CommitmentWhole)
@api_view(["POST"])
def commitment_write(request, pk):
    """Writes all promises of a draft or returned commitment; those left out are struck."""
    actor, case = request._request.actor, _fetch(request, Commitment, pk)
    given = body(request, shapes.Promises)
    said = [_promise(at, one) for at, one in enumerate(given["items"])]
    promising.write(case, said, by=actor, on=today(), version=given.get("version"))
    return _commitment(request, pk)


def _promise(at, one):
    words = {name: one[name] for name in ("duty", "what", "measure", "by_on")}
    return promising.Promise(**words, number=one.get("id"), key=str(at))


@extend_schema(request=shapes.StepFacts, responses=shapes.CommitmentWhole)
@api_view(["POST"])
def commitment_step(request, pk):
    """A step: submit, withdraw, accept, return or amend. 403, 409 and 422 say why."""
    case = _fetch(request, Commitment, pk)
    promising.take_step(case, _step(request), by=request._request.actor, on=today())
    return _commitment(request, pk)


@extend_schema(request=shapes.Cases, responses=shapes.Received)
@api_view(["POST"])
def commitments_accept(request):
    """Receives several commitments, each on its own: which were, and why the others were not."""
    return _accepted(request, Commitment, promising.accept_all)


@extend_schema(methods=["GET"], parameters=[*WORDS, _QUARTER, LATE, *PAGED], responses=shapes.ReportShape(many=True))
@extend_schema(methods=["POST"], request=shapes.BeginReport, responses={201: shapes.ReportWhole})
@api_view(["GET", "POST"])
def reports(request):
    """The quarterly reports in the caller's jurisdiction; POST begins one."""
    actor, on = request._request.actor, today()
    if request.method == "GET":
        wanted = asked(ReportFilter(request.query_params, actor=actor, on=on))
        return listing(request, rows.reports(actor, wanted), shapes.ReportShape)
    given = body(request, shapes.BeginReport)
    quarter = Quarter(given["year"], given["quarter"])
    case = reporting.draft(_team(actor, given["team"]), quarter, by=actor, on=on)
    return _report(request, case.pk, 201)


@extend_schema(responses=shapes.ReportWhole)
@api_view(["GET"])
def report(request, pk):
    """One report with its lines, facts and steps."""
    return _report(request, pk)


@extend_schema(request=shapes.AccountFacts, responses=shapes.ReportWhole)
@api_view(["POST"])
def report_write(request, pk):
    """Writes a draft or returned report: texts and the line of each promise."""
    actor, case = request._request.actor, _fetch(request, QuarterReport, pk)
    given = body(request, shapes.AccountFacts)
    texts = {name: given.get(name, "") for name in ("thought", "work", "study", "late_reason")}
    lines = {one["item"]: (one["state"], one.get("judgement", "")) for one in given.get("lines", [])}
    account = reporting.Account(**texts, lines=lines)
    reporting.write(case, account, by=actor, on=today(), version=given.get("version"))
    return _report(request, pk)


@extend_schema(request=shapes.StepFacts, responses=shapes.ReportWhole)
@api_view(["POST"])
def report_step(request, pk):
    """A step: submit, withdraw, accept or return. 403, 409 and 422 say why, with the provision."""
    case = _fetch(request, QuarterReport, pk)
    reporting.take_step(case, _step(request), by=request._request.actor, on=today())
    return _report(request, pk)


@extend_schema(request=shapes.Cases, responses=shapes.Received)
@api_view(["POST"])
def reports_accept(request):
    """Receives several reports, each on its own: which were, and why the others were not."""
    return _accepted(request, QuarterReport, reporting.accept_all)


@extend_schema(
    parameters=[OpenApiParameter("kind", str), _YEAR, _QUARTER, LATE, _AREA, OpenApiParameter("q", str), *PAGED],
    responses=shapes.MissingShape(many=True),
)
@api_view(["GET"])
def missing(request):
    """Teams whose commitment (`kind=commitment`) or report (`kind=report`) is not handed in."""
    actor, on = request._request.actor, today()
    wanted = asked(MissingFilter(request.query_params, actor=actor, on=on))
    pages = Pages()
    page = pages.paginate_queryset(rows.missing(actor, wanted, on), request)
    for team, due_on, late in rows.with_due(page, wanted, on):
        team.due_on, team.late = due_on, late
    return pages.get_paginated_response(shapes.MissingShape(page, many=True).data)


@extend_schema(parameters=[_YEAR, _QUARTER, _AREA], responses=shapes.PlaceShape(many=True))
@api_view(["GET"])
def places(request):
    """How many commitments of the year and reports of the quarter the places directly below one have."""
    actor, on = request._request.actor, today()
    wanted = asked(SpanFilter(request.query_params, actor=actor, on=on))
    area = wanted.get("area") or actor.area or PROVINCE
    return Response(shapes.PlaceShape(rows.places(actor, area, wanted["year"], wanted["quarter"], on), many=True).data)


def _team(actor, number):
    return fetch(Team.objects.visible_to(actor), actor, number)


def _fetch(request, model, pk):
    actor = request._request.actor
    return fetch(model.objects.visible_to(actor).select_related(*rows.WHO), actor, pk)


def _step(request):
    return asked(StepForm(dict(body(request, shapes.StepFacts)), actor=request._request.actor, on=today()))


def _commitment(request, pk, status=200):
    return Response(shapes.CommitmentWhole(_fetch(request, Commitment, pk)).data, status=status)


def _report(request, pk, status=200):
    return Response(shapes.ReportWhole(_fetch(request, QuarterReport, pk)).data, status=status)


def _accepted(request, model, accept_all):
    actor = request._request.actor
    numbers = body(request, shapes.Cases)["cases"]
    cases = list(model.objects.visible_to(actor).filter(pk__in=numbers).select_related(*rows.WHO))
    received, refused = accept_all(cases, by=actor, on=today())
    why = {str(case.pk): str(refusal.message) for case, refusal in refused}
    return Response({"received": [case.pk for case in received], "refused": why})
