"""Final results and their use for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from assessment import results as rows
from assessment.actions import using
from assessment.api import results_shapes as shapes
from assessment.forms.results import RecommendForm, ResultFilter, UseFilter, UseStepForm
from assessment.papers.registration import form_for
from core import openapi
from core.access import fetch
from core.clock import today
from core.listing import asked, body, done, listing
from selection.api.publicity_shapes import ReasonBody

PAGES = [OpenApiParameter("page", int), OpenApiParameter("page_size", int), OpenApiParameter("q", str)]
PAGES += [OpenApiParameter("year", int), OpenApiParameter("kind", str)]
RESULTS = [*PAGES, OpenApiParameter("area", str), OpenApiParameter("grade", str)]
USES = [*PAGES, OpenApiParameter("state", str), OpenApiParameter("own", bool)]


@extend_schema(parameters=RESULTS, responses=shapes.ResultShape(many=True))
@api_view(["GET"])
def results(request):
    """The final results in the caller's jurisdiction: for a unit, the results of its own people, with what they are based on."""
    actor = request._request.actor
    wanted = asked(ResultFilter(request.query_params, actor=actor, on=today()))
    return listing(request, rows.results(actor, wanted), shapes.ResultShape)


@extend_schema(methods=["GET"], responses=openapi.WORD)
@extend_schema(methods=["POST"], request=ReasonBody, responses=openapi.WORD)
@api_view(["GET", "POST"])
def result_form(request, pk):
    """年度考核登记表 as Word; POST with a reason for the full ID number."""
    actor = request._request.actor
    case = fetch(rows.graded(actor), actor, pk)
    reason = body(request, ReasonBody)["reason"] if request.method == "POST" else None
    return form_for(case, reason, by=actor, on=today())


@extend_schema(parameters=USES, responses=shapes.UseShape(many=True))
@api_view(["GET"])
def uses(request):
    """The recommendations the caller sees; `own`: only of cadres sent from the caller's own level."""
    actor = request._request.actor
    wanted = asked(UseFilter(request.query_params, actor=actor, on=today()))
    return listing(request, rows.uses(actor, wanted), shapes.UseShape)


@extend_schema(request=shapes.RecommendBody, responses={201: shapes.UseWholeShape})
@api_view(["POST"])
def use_new(request, pk):
    """Recommends somebody with a final grade. 409: already recommended. 422: what bars it, with the clause."""
    actor = request._request.actor
    case = fetch(rows.results(actor, {}), actor, pk)
    said = asked(RecommendForm(body(request, shapes.RecommendBody), actor=actor, on=today()))
    return done(shapes.UseWholeShape, using.recommend(case, **said, by=actor, on=today()), status=201)


@extend_schema(responses=shapes.UseWholeShape)
@api_view(["GET"])
def use(request, pk):
    """One recommendation with the steps taken."""
    return Response(shapes.UseWholeShape(_use(request, pk)).data)


@extend_schema(request=shapes.UseStepBody, responses=shapes.UseWholeShape)
@api_view(["POST"])
def use_step(request, pk):
    """Taken up, not taken up, or withdrawn. 403: not this office. 409: somebody was faster. 422: what is missing or bars it."""
    actor, case = request._request.actor, _use(request, pk)
    said = asked(UseStepForm(body(request, shapes.UseStepBody), actor=actor, on=today()))
    return done(shapes.UseWholeShape, using.decide(case, said, by=actor, on=today()))


def _use(request, pk):
    actor = request._request.actor
    return fetch(rows.uses(actor, {}), actor, pk)
