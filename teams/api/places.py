"""Villages, units and pairings for machines."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view

from core.access import fetch
from core.clock import today
from core.listing import PAGED, asked, body, done, listing
from core.models import Unit
from teams import actions, rows
from teams.api import shapes
from teams.forms import (
    EndForm,
    NewVillageForm,
    PairForm,
    PairingFilter,
    UnitEditForm,
    UnitFilter,
    UnitForm,
    VillageFilter,
    VillageForm,
)
from teams.models import Pairing, Village

YES_NO = ["yes", "no"]
WORDS = [OpenApiParameter("area", str), OpenApiParameter("q", str), OpenApiParameter("sort", str), *PAGED]
VILLAGES = [OpenApiParameter(name, str) for name in ("category", "need")]
VILLAGES += [OpenApiParameter(name, str, enum=YES_NO) for name in ("paired", "exited")]
UNITS = [OpenApiParameter("level", str, enum=Unit.Level.values), OpenApiParameter("kind", str, enum=Unit.Kind.values)]
PAIRINGS = [OpenApiParameter("unit", int), OpenApiParameter("current", str, enum=YES_NO)]


@extend_schema(methods=["GET"], parameters=[*WORDS, *VILLAGES], responses=shapes.VillageShape(many=True))
@extend_schema(methods=["POST"], request=shapes.NewVillageFacts, responses={201: shapes.VillageShape})
@api_view(["GET", "POST"])
def villages(request):
    """The villages in the caller's jurisdiction; POST adds one (county organization department)."""
    actor, on = request._request.actor, today()
    if request.method == "GET":
        wanted = asked(VillageFilter(request.query_params, actor=actor, on=on))
        return listing(request, rows.villages(actor, wanted, on), shapes.VillageShape)
    facts = asked(NewVillageForm(body(request, shapes.NewVillageFacts), actor=actor, on=on))
    return done(shapes.VillageShape, actions.add_village(facts["code"], facts, by=actor, on=on), status=201)


@extend_schema(methods=["GET"], responses=shapes.VillageShape)
@extend_schema(methods=["PUT"], request=shapes.VillageFacts, responses=shapes.VillageShape)
@api_view(["GET", "PUT"])
def village(request, pk):
    """One village; PUT corrects its facts (county organization department)."""
    actor, on = request._request.actor, today()
    place = _village(actor, pk)
    if request.method == "GET":
        return done(shapes.VillageShape, place)
    facts = asked(VillageForm(body(request, shapes.VillageFacts), actor=actor, on=on))
    return done(shapes.VillageShape, actions.edit_village(place, facts, by=actor, on=on))


def _village(actor, pk):
    return fetch(Village.objects.visible_to(actor).select_related("division"), actor, pk)


@extend_schema(methods=["GET"], parameters=[*WORDS, *UNITS], responses=shapes.UnitShape(many=True))
@extend_schema(methods=["POST"], request=shapes.NewUnitFacts, responses={201: shapes.UnitShape})
@api_view(["GET", "POST"])
def units(request):
    """The units in the caller's jurisdiction; POST enters one (organization department of its level)."""
    actor, on = request._request.actor, today()
    if request.method == "GET":
        wanted = asked(UnitFilter(request.query_params, actor=actor, on=on))
        return listing(request, rows.units(actor, wanted, on), shapes.UnitShape)
    facts = asked(UnitForm(body(request, shapes.NewUnitFacts), actor=actor, on=on))
    return done(shapes.UnitShape, actions.create_unit(facts, facts["home"], by=actor, on=on), status=201)


@extend_schema(methods=["GET"], responses=shapes.UnitShape)
@extend_schema(methods=["PUT"], request=shapes.UnitFacts, responses=shapes.UnitShape)
@api_view(["GET", "PUT"])
def unit(request, pk):
    """One unit; PUT corrects it (its department, or the unit itself its leader)."""
    actor, on = request._request.actor, today()
    one = fetch(Unit.objects.visible_to(actor).select_related("home"), actor, pk)
    if request.method == "GET":
        return done(shapes.UnitShape, one)
    facts = asked(UnitEditForm(body(request, shapes.UnitFacts), actor=actor, on=on, unit=one))
    return done(shapes.UnitShape, actions.edit_unit(one, facts, by=actor, on=on))


@extend_schema(parameters=[*WORDS, *PAIRINGS], responses=shapes.PairingShape(many=True))
@api_view(["GET"])
def pairings(request):
    """The pairings in the caller's jurisdiction."""
    actor, on = request._request.actor, today()
    wanted = asked(PairingFilter(request.query_params, actor=actor, on=on))
    return listing(request, rows.pairings(actor, wanted, on), shapes.PairingShape)


@extend_schema(responses=shapes.PairingShape)
@api_view(["GET"])
def pairing(request, pk):
    """One pairing."""
    return done(shapes.PairingShape, _pairing(request._request.actor, pk))


def _pairing(actor, pk):
    return fetch(Pairing.objects.visible_to(actor).select_related("unit", "village__division"), actor, pk)


@extend_schema(request=shapes.NewPairingFacts, responses={201: shapes.PairingShape})
@api_view(["POST"])
def pair(request, pk):
    """Pairs a village with a unit. 409 with the clause while another pairing holds."""
    actor, on = request._request.actor, today()
    place = _village(actor, pk)
    facts = asked(PairForm(body(request, shapes.NewPairingFacts), actor=actor, on=on))
    made = actions.pair(facts["unit"], place, starts_on=facts["starts_on"], by=actor, on=on)
    return done(shapes.PairingShape, made, status=201)


@extend_schema(request=shapes.EndFacts, responses=shapes.PairingShape)
@api_view(["POST"])
def pairing_end(request, pk):
    """Ends a pairing. 422 with the clause while the policy's period runs."""
    actor, on = request._request.actor, today()
    held = _pairing(actor, pk)
    facts = asked(EndForm(body(request, shapes.EndFacts), actor=actor, on=on))
    return done(shapes.PairingShape, actions.end_pairing(held, **facts, by=actor, on=on))
