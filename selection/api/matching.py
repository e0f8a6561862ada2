"""Matching for machines: the same deeds as the pages."""

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import PAGED, asked, body, done, listing
from core.refusals import Conflict, Refused
from selection import placings, plans
from selection.actions import matching as deeds
from selection.api import matching_shapes as shapes
from selection.board import family, listed, people_wanted, places_for, villages_wanted
from selection.forms.matching import HandForm, MatchForm, MatchingsFilter, NextBestForm, PeopleFilter, VillagesFilter
from selection.models import Matching
from teams.models import Seat

NARROW = [OpenApiParameter(name, str) for name in ("area", "unit", "state", "q", "sort")]


@extend_schema(
    methods=["GET"], parameters=[OpenApiParameter("round", int), *PAGED], responses=shapes.MatchingSerializer(many=True)
)
@extend_schema(methods=["POST"], request=shapes.MatchFacts, responses={202: shapes.MatchingSerializer})
@api_view(["GET", "POST"])
def matchings(request):
    """The matchings of the caller's area; POST asks for one, which a worker computes (`job`)."""
    actor = request._request.actor
    if request.method == "GET":
        wanted = asked(MatchingsFilter(request.query_params, actor=actor, on=today()))
        return listing(request, listed(Matching.objects.visible_to(actor), wanted["round"]), shapes.MatchingSerializer)
    said = dict(asked(MatchForm(body(request, shapes.MatchFacts), actor=actor, on=today())))
    made = deeds.ask_matching(said.pop("round"), said.pop("area"), **said, by=actor, on=today())
    return done(shapes.MatchingSerializer, made, status=202)


@extend_schema(responses=shapes.MatchingSerializer)
@api_view(["GET"])
def matching(request, pk):
    """One matching: state, totals, first come first served beside it, digest of the question."""
    return Response(shapes.MatchingSerializer(_found(request, pk)).data)


@extend_schema(parameters=[*NARROW, *PAGED], responses=shapes.VillageLineSerializer(many=True))
@api_view(["GET"])
def villages(request, pk):
    """Each village with its seats: who and why; left empty and why; not to be filled."""
    found, wanted = _ready(request, pk), _wanted(request, VillagesFilter)
    rows = villages_wanted(placings.village_lines(found, placings.Names(found)), wanted)
    return listing(request, rows, shapes.VillageLineSerializer)


@extend_schema(parameters=[*NARROW, *PAGED], responses=shapes.PersonLineSerializer(many=True))
@api_view(["GET"])
def people(request, pk):
    """Everybody on offer: placed and why, not placed, or fit for no seat and by which provision."""
    found, wanted = _ready(request, pk), _wanted(request, PeopleFilter)
    rows = people_wanted(placings.person_lines(found, placings.Names(found)), wanted)
    return listing(request, rows, shapes.PersonLineSerializer)


@extend_schema(
    parameters=[
        OpenApiParameter("village", str, required=True),
        OpenApiParameter("seat", str, enum=Seat.values, required=True),
    ],
    responses=shapes.ChangeSerializer,
)
@api_view(["GET"])
def next_best(request, pk):
    """What it costs if whoever holds a seat does not."""
    found = _ready(request, pk)
    said = asked(NextBestForm(request.query_params, actor=request._request.actor, on=today()))
    return _told(plans.next_best_at(found, said["village"], said["seat"]), found)


@extend_schema(responses=shapes.MatchingSerializer(many=True))
@api_view(["GET"])
def variants(request, pk):
    """The matchings of the same round and area, the newest first."""
    rows = family(Matching.objects.visible_to(request._request.actor), _found(request, pk))
    return Response(shapes.MatchingSerializer(rows, many=True).data)


@extend_schema(request=shapes.HandFacts, responses=shapes.ChangeSerializer)
@api_view(["POST"])
def try_by_hand(request, pk):
    """What a change by hand would bring; nothing is stored. 409: it takes a worker, save it as a variant."""
    found = _ready(request, pk)
    hand = _hand(request, found)
    if hand.solves and not plans.is_quick(found):
        raise Conflict(shapes.TAKES_A_WORKER)
    return _told(plans.tried(found, hand), found)


@extend_schema(request=shapes.HandFacts, responses={201: shapes.MatchingSerializer})
@api_view(["POST"])
def change_by_hand(request, pk):
    """Saves a change by hand as a matching of its own; the one before stays."""
    found = _ready(request, pk)
    made = deeds.change_by_hand(found, _hand(request, found), by=request._request.actor, on=today())
    return done(shapes.MatchingSerializer, made, status=201)


@extend_schema(request=None, responses={202: shapes.MatchingSerializer})
@api_view(["POST"])
def accept(request, pk):
    """Accepts all of it, by a worker (`job`): everything, or nothing and what has changed."""
    made = deeds.ask_to_accept(_found(request, pk), by=request._request.actor, on=today())
    return done(shapes.MatchingSerializer, made, status=202)


@extend_schema(request=None, responses=shapes.MatchingSerializer)
@api_view(["POST"])
def discard(request, pk):
    """Gives a matching up; it stays to be looked at."""
    return done(shapes.MatchingSerializer, deeds.discard(_found(request, pk), by=request._request.actor, on=today()))


def _found(request, pk):
    actor = request._request.actor
    return fetch(Matching.objects.visible_to(actor).select_related("round", "job"), actor, pk)


def _ready(request, pk):
    """One that has a result."""
    found = _found(request, pk)
    if not found.totals:
        raise Http404
    return found


def _wanted(request, form):
    return asked(form(request.query_params, actor=request._request.actor, on=today()))


def _hand(request, found):
    """The change asked for, checked by the page's own form."""
    said = body(request, shapes.HandFacts)
    places = places_for(found, said["cadre"], placings.Names(found))
    if places is None:
        raise Refused(_("Choose a person of the matching."), fields={"cadre": _("Not one of them.")})
    to = f"{said['village']}:{said['seat']}" if said.get("village") else ""
    data = {"cadre": said["cadre"], "how": said["how"], "to": to}
    form = HandForm(data, actor=request._request.actor, on=today(), places=places)
    asked(form)
    return form.hand()


def _told(change, found):
    moves = placings.moves_of(change, found, placings.Names(found))
    return Response(shapes.ChangeSerializer({"change": change, "moves": moves}).data)
