"""Handovers for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import PAGED, asked, body, listing
from duties import handover_rows as rows
from duties.actions import handovers as deeds
from duties.actions import signing
from duties.api import shapes
from duties.forms.filters import DueFilter, HandoverFilter
from duties.forms.handovers import HandoverStepForm
from duties.models import Handover
from teams.models import Posting

WORDS = [OpenApiParameter(name, str) for name in ("area", "q", "state")] + [OpenApiParameter("waiting", bool), *PAGED]


@extend_schema(methods=["GET"], parameters=WORDS, responses=shapes.HandoverShape(many=True))
@extend_schema(methods=["POST"], request=shapes.BeginHandover, responses={201: shapes.HandoverWhole})
@api_view(["GET", "POST"])
def handovers(request):
    """The handovers in the caller's jurisdiction; POST begins one, filled with what is known."""
    actor, on = request._request.actor, today()
    if request.method == "GET":
        wanted = asked(HandoverFilter(request.query_params, actor=actor, on=on))
        return listing(request, rows.handovers(actor, wanted), shapes.HandoverShape)
    number = body(request, shapes.BeginHandover)["posting"]
    case = deeds.begin(fetch(Posting.objects.visible_to(actor), actor, number), by=actor, on=on)
    return _whole(request, case.pk, 201)


@extend_schema(parameters=[OpenApiParameter("area", str), *PAGED], responses=shapes.DueHandoverShape(many=True))
@api_view(["GET"])
def handovers_due(request):
    """Postings that end soon or ended lately and are not handed over, soonest first."""
    actor, on = request._request.actor, today()
    wanted, found = asked(DueFilter(request.query_params, actor=actor, on=on)), rows.due(actor, on)
    found = found.filter(area__startswith=wanted["area"]) if wanted.get("area") else found
    return listing(request, found, shapes.DueHandoverShape)


@extend_schema(responses=shapes.HandoverWhole)
@api_view(["GET"])
def handover(request, pk):
    """One handover with its lists and steps."""
    return _whole(request, pk)


@extend_schema(request=shapes.ListsFacts, responses=shapes.HandoverWhole)
@api_view(["POST"])
def handover_write(request, pk):
    """Writes the three lists; a signature given before is taken back."""
    actor, case = request._request.actor, _fetch(request, pk)
    given = dict(body(request, shapes.ListsFacts))
    version, lines = given.pop("version", None), [deeds.Line(**one) for one in given.pop("lines")]
    deeds.write(case, deeds.Lists(lines, **given), by=actor, on=today(), version=version)
    return _whole(request, pk)


@extend_schema(request=shapes.StepFacts, responses=shapes.HandoverWhole)
@api_view(["POST"])
def handover_step(request, pk):
    """A step: hand_over, accept, return or withdraw. 403, 409 and 422 say why, with the provision."""
    actor, case = request._request.actor, _fetch(request, pk)
    said = asked(HandoverStepForm(dict(body(request, shapes.StepFacts)), actor=actor, on=today()))
    signing.take_step(case, said, by=actor, on=today())
    return _whole(request, pk)


def _fetch(request, pk):
    actor = request._request.actor
    return fetch(Handover.objects.visible_to(actor).select_related(*rows.WHO), actor, pk)


def _whole(request, pk, status=200):
    return Response(shapes.HandoverWhole(_fetch(request, pk)).data, status=status)
