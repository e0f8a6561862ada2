"""Nominating for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.clock import today
from core.findings import verdict
from core.listing import asked, body, done, listing
from selection import actions
from selection.api.shapes import (
    JudgementSerializer,
    NominationSerializer,
    NominationWholeSerializer,
    ProposalSerializer,
)
from selection.facts import findings_for
from selection.forms import FilterForm, NominationForm
from selection.rows import listed

FILTERS = [OpenApiParameter(name, str) for name in ("state", "seat", "area", "q")]
FILTERS += [OpenApiParameter("waiting", bool), OpenApiParameter("page", int), OpenApiParameter("page_size", int)]


@extend_schema(methods=["GET"], parameters=FILTERS, responses=NominationSerializer(many=True))
@extend_schema(methods=["POST"], request=ProposalSerializer, responses={201: NominationWholeSerializer})
@api_view(["GET", "POST"])
def nominations(request):
    """The nominations in the caller's jurisdiction; POST nominates and submits."""
    actor = request._request.actor
    if request.method == "GET":
        wanted = asked(FilterForm(request.query_params, actor=actor, on=today()))
        return listing(request, listed(actor, wanted).order_by("-pk"), NominationSerializer)
    form = NominationForm(body(request, ProposalSerializer), actor=actor, on=today())
    asked(form)
    return done(NominationWholeSerializer, actions.nominate(form.proposal(), by=actor, on=today()), status=201)


@extend_schema(request=ProposalSerializer, responses=JudgementSerializer)
@api_view(["POST"])
def judge(request):
    """What the rules say about a would-be nomination. Nothing is stored."""
    form = NominationForm(body(request, ProposalSerializer), actor=request._request.actor, on=today())
    said = asked(form)
    found = findings_for(said["cadre"], team=said["team"], seat=said["seat"], starts_on=said["starts_on"], said=said)
    return Response({"verdict": verdict(found), "findings": [one.as_json() for one in found]})
