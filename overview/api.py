"""The overview for machines: numbers of the home page, search."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.clock import today
from core.listing import asked
from overview import boards
from overview.forms import AreaForm, SearchForm
from overview.search import search as found_by
from overview.waiting import queues


class QueueSerializer(serializers.Serializer):
    """How many cases of one kind wait for the caller's office."""

    kind = serializers.CharField(source="key")
    waiting = serializers.IntegerField(source="total")


class PlaceSerializer(serializers.Serializer):
    """One place directly below: teams, people on post today, standings in danger."""

    code = serializers.CharField()
    name = serializers.CharField()
    teams = serializers.IntegerField()
    complete = serializers.IntegerField()
    people = serializers.IntegerField()
    in_village = serializers.IntegerField()
    absent = serializers.IntegerField()
    unconfirmed = serializers.IntegerField()
    at_risk = serializers.IntegerField()
    impossible = serializers.IntegerField()


class HomeSerializer(serializers.Serializer):
    """What waits, and the places of the jurisdiction with their numbers of today."""

    day = serializers.DateField()
    area = serializers.CharField()
    queues = QueueSerializer(many=True)
    places = PlaceSerializer(many=True)


class HitSerializer(serializers.Serializer):
    """One row found; `kind` is people, villages, teams or units."""

    kind = serializers.CharField()
    id = serializers.IntegerField()
    name = serializers.CharField()


@extend_schema(parameters=[OpenApiParameter("area", str)], responses=HomeSerializer)
@api_view(["GET"])
def home(request):
    """The numbers of the caller's home page; `area` looks into a place of the jurisdiction."""
    actor = request._request.actor
    area = asked(AreaForm(request.query_params, actor=actor))["area"]
    places = boards.places(actor, area, today()) if area else []
    numbers = {"day": today(), "area": area, "queues": queues(actor), "places": places}
    return Response(HomeSerializer(numbers).data)


@extend_schema(parameters=[OpenApiParameter("q", str)], responses=HitSerializer(many=True))
@api_view(["GET"])
def search(request):
    """People, villages, teams and units of the caller's jurisdiction, the first ten of each."""
    actor = request._request.actor
    found = found_by(actor, asked(SearchForm(request.query_params, actor=actor))["q"])
    hits = [{"kind": kind, "id": row.pk, "name": str(row)} for kind, rows in found.items() for row in rows]
    return Response(HitSerializer(hits, many=True).data)
