"""Spot checks and discrepancies for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance import actions, checks, draws
from attendance.api import spot_check_shapes as shapes
from attendance.forms.checks import (
    CallOffForm,
    CheckFilter,
    CountsForm,
    DiscrepancyFilter,
    FixForm,
    PlanForm,
    RecordForm,
    StepForm,
)
from attendance.models import Discrepancy
from core.access import fetch
from core.clock import today
from core.listing import PAGED, asked, body, done, listing
from core.models import StoredFile

PLACE = [OpenApiParameter("area", str), OpenApiParameter("q", str)]
SPAN = [OpenApiParameter("first", str), OpenApiParameter("last", str)]
DRAW = [OpenApiParameter(name, str) for name in ("way", "how", "area", "starts_on", "ends_on")]


def _actor(request):
    return request._request.actor


def _read(form, request):
    return asked(form(request.query_params, actor=_actor(request), on=today()))


@extend_schema(parameters=[*DRAW, OpenApiParameter("wanted", int)], responses=shapes.DrawShape)
@api_view(["GET"])
def draw(request):
    """Whom the lot would hit, and from which list; looking again draws the same."""
    return Response(shapes.DrawShape(draws.preview(_actor(request), _read(PlanForm, request) | {"how": "drawn"})).data)


@extend_schema(methods=["GET"], parameters=PAGED, responses=shapes.PlanShape(many=True))
@extend_schema(methods=["POST"], request=shapes.PlanBody, responses={201: shapes.PlanShape})
@api_view(["GET", "POST"])
def plan_list(request):
    """The plans of the caller's department and those below; POST fixes one."""
    actor = _actor(request)
    if request.method == "GET":
        return listing(request, checks.plans(actor), shapes.PlanShape)
    form = FixForm(body(request, shapes.PlanBody), actor=actor, on=today())
    asked(form)
    made = actions.fix_plan(form.facts, by=actor, on=today())
    return done(shapes.PlanShape, checks.plans(actor).get(pk=made.pk), status=201)


@extend_schema(responses=shapes.WholePlanShape)
@api_view(["GET"])
def plan(request, pk):
    """One plan with the list it was drawn from."""
    return Response(shapes.WholePlanShape(_plan(request, pk)).data)


def _plan(request, pk):
    return fetch(checks.plans(_actor(request)).defer(None), _actor(request), pk)


@extend_schema(request=shapes.WhyShape, responses=shapes.PlanShape)
@api_view(["POST"])
def call_off(request, pk):
    """Calls a plan off."""
    row = _plan(request, pk)
    said = asked(CallOffForm(body(request, shapes.WhyShape), actor=_actor(request), on=today()))
    actions.call_off(row, said["why"], by=_actor(request), on=today())
    return done(shapes.PlanShape, _plan(request, pk))


@extend_schema(
    parameters=[*PAGED, *PLACE, *SPAN, OpenApiParameter("result", str), OpenApiParameter("way", str)],
    responses=shapes.CheckShape(many=True),
)
@api_view(["GET"])
def check_list(request):
    """The register of checks made, the latest first."""
    return listing(request, checks.register(_actor(request), _read(CheckFilter, request)), shapes.CheckShape)


@extend_schema(parameters=PAGED, responses=shapes.CheckShape(many=True))
@api_view(["GET"])
def due(request):
    """The checks the caller's department is to make by today."""
    return listing(request, checks.due(_actor(request), today()), shapes.CheckShape)


@extend_schema(responses=shapes.CheckShape)
@api_view(["GET"])
def check(request, pk):
    """One check."""
    return Response(shapes.CheckShape(_check(request, pk)).data)


def _check(request, pk):
    return fetch(checks.checks(_actor(request)), _actor(request), pk)


@extend_schema(request=shapes.RecordBody, responses=shapes.CheckShape)
@api_view(["POST"])
def record(request, pk):
    """Records what a check found. 409: somebody else has."""
    actor, row, said = _actor(request), _check(request, pk), body(request, shapes.RecordBody)
    number = said.pop("paper", None)
    facts = asked(RecordForm(said, actor=actor, on=today()))
    facts.pop("scan")
    paper = fetch(StoredFile, actor.myself, number) if number else None
    actions.record_check(row, actions.Said(**facts, paper=paper), by=actor, on=today())
    return done(shapes.CheckShape, _check(request, pk))


@extend_schema(parameters=[OpenApiParameter("area", str), *SPAN], responses=shapes.CountsShape(many=True))
@api_view(["GET"])
def statistics(request):
    """Checks by division, in the order of the divisions; of the last thirty days where none are named."""
    said, (first, last) = _read(CountsForm, request), checks.month(today())
    span = (said.get("first") or first, said.get("last") or last)
    return Response(shapes.CountsShape(checks.statistics(_actor(request), said["area"], *span), many=True).data)


@extend_schema(
    parameters=[*PAGED, *PLACE, *(OpenApiParameter(name, str) for name in ("state", "outcome", "waiting"))],
    responses=shapes.DiscrepancyShape(many=True),
)
@api_view(["GET"])
def discrepancy_list(request):
    """The discrepancies of the jurisdiction, the open ones first, the oldest on top."""
    rows = checks.discrepancies(_actor(request), _read(DiscrepancyFilter, request))
    return listing(request, rows, shapes.DiscrepancyShape)


@extend_schema(responses=shapes.DiscrepancyShape)
@api_view(["GET"])
def discrepancy(request, pk):
    """One discrepancy."""
    return Response(shapes.DiscrepancyShape(_case(request, pk)).data)


def _case(request, pk):
    rows = checks.with_sheet(Discrepancy.objects.visible_to(_actor(request)))
    return fetch(rows.select_related("check_made", "posting__cadre"), _actor(request), pk)


@extend_schema(request=shapes.StepBody, responses=shapes.DiscrepancyShape)
@api_view(["POST"])
def discrepancy_step(request, pk):
    """Settles a discrepancy, or sends it back. 403: neither witness settles it."""
    actor, case = _actor(request), _case(request, pk)
    said = asked(StepForm(body(request, shapes.StepBody), actor=actor, on=today()))
    if said["verb"] == "settle":
        actions.settle_discrepancy(case, said["outcome"], said["note"], by=actor, on=today())
    else:
        actions.send_back(case, said["note"], by=actor, on=today())
    return done(shapes.DiscrepancyShape, _case(request, pk))
