"""Nominating for machines: the same deeds as the pages."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import files, openapi
from core.access import fetch
from core.clock import today
from core.findings import verdict
from core.listing import asked, body, done, listing
from selection import actions
from selection.api.shapes import (
    JudgementSerializer,
    MendSerializer,
    NominationSerializer,
    NominationWholeSerializer,
    ProposalSerializer,
)
from selection.facts import findings_for
from selection.forms import FilterForm, NominationForm
from selection.models import Nomination
from selection.queue import listed

_WORDS = ("state", "seat", "verdict", "area", "unit", "q", "sort")
_NUMBERS = ("round", "days", "page", "page_size")
FILTERS = [OpenApiParameter(name, str) for name in _WORDS] + [OpenApiParameter(name, int) for name in _NUMBERS]
FILTERS.append(OpenApiParameter("waiting", bool))


@extend_schema(methods=["GET"], parameters=FILTERS, responses=NominationSerializer(many=True))
@extend_schema(methods=["POST"], request=ProposalSerializer, responses={201: NominationWholeSerializer})
@api_view(["GET", "POST"])
def nominations(request):
    """The nominations in the caller's jurisdiction; POST nominates and submits."""
    actor = request._request.actor
    if request.method == "GET":
        wanted = asked(FilterForm(request.query_params, actor=actor, on=today()))
        return listing(request, listed(actor, wanted, today()), NominationSerializer)
    form = said_by(NominationForm, request, ProposalSerializer)
    return done(NominationWholeSerializer, actions.nominate(form.proposal(), by=actor, on=today()), status=201)


@extend_schema(request=MendSerializer, responses=NominationWholeSerializer)
@api_view(["POST"])
def nomination_mend(request, pk):
    """A draft or a returned nomination, mended and sent (again). Team, seat and cadre stay."""
    case, actor = _case_of(request, pk), request._request.actor
    fixed = {"team": case.team_id, "seat": case.seat, "cadre": case.cadre_id}
    form = said_by(NominationForm, request, MendSerializer, initial=fixed | {"decision_file": case.decision_file})
    return done(NominationWholeSerializer, actions.mend(case, form.proposal(), by=actor, on=today()))


@extend_schema(request=ProposalSerializer, responses=JudgementSerializer)
@api_view(["POST"])
def judge(request):
    """What the rules say about a would-be nomination. Nothing is stored."""
    form = said_by(NominationForm, request, ProposalSerializer)
    at = {name: form.cleaned_data[name] for name in ("team", "seat", "starts_on")}
    found = findings_for(form.cleaned_data["cadre"], **at, said=form.said())
    return Response({"verdict": verdict(found), "findings": [one.as_json() for one in found]})


@extend_schema(responses=openapi.FILE)
@api_view(["GET"])
def nomination_decision(request, pk):
    """The scan of the Party committee's decision. 404: there is none."""
    case = _case_of(request, pk)
    if case.decision_file is None:
        raise Http404
    return files.answer(case.decision_file)


def _case_of(request, pk):
    actor = request._request.actor
    rows = Nomination.objects.visible_to(actor)
    return fetch(rows.select_related("cadre__unit__home", "team__village__division", "decision_file"), actor, pk)


def said_by(kind, request, shape, **more):
    """The form of this kind as a machine filled it in, checked; a file is named by the number it was given."""
    known = {**body(request, shape)}
    known["decision_kept"] = known.pop("decision_file", None)
    form = kind(known, actor=request._request.actor, on=today(), **more)
    for name in more.get("initial", {}):
        form.fields[name].disabled = name != "decision_file"
    asked(form)
    return form
