"""Training for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance import actions, rows
from attendance.forms import TrainingForm
from attendance.models import Training
from core.access import fetch
from core.clock import today
from core.listing import asked, body, done, listing

PAGED = [OpenApiParameter("page", int), OpenApiParameter("page_size", int)]


class TrainingSerializer(serializers.ModelSerializer):
    """A training session; `days` are person-days in halves."""

    people = serializers.IntegerField(read_only=True, required=False)

    class Meta:
        model = Training
        fields = ("id", "area", "kind", "title", "place", "starts_on", "ends_on", "days", "people")
        read_only_fields = ("id", "area", "people")


class PeopleSerializer(serializers.Serializer):
    """Numbers of postings."""

    postings = serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=2**62), allow_empty=False)


class CountedSerializer(serializers.Serializer):
    """How many rows changed."""

    count = serializers.IntegerField()


@extend_schema(methods=["GET"], parameters=PAGED, responses=TrainingSerializer(many=True))
@extend_schema(methods=["POST"], request=TrainingSerializer, responses={201: TrainingSerializer})
@api_view(["GET", "POST"])
def training_list(request):
    """Training sessions; POST enters one that the caller's department organises."""
    actor = request._request.actor
    if request.method == "GET":
        return listing(request, rows.trainings(actor), TrainingSerializer)
    facts = asked(TrainingForm(body(request, TrainingSerializer), actor=actor, on=today()))
    return done(TrainingSerializer, actions.hold_training(facts, by=actor, on=today()), status=201)


@extend_schema(responses=TrainingSerializer)
@api_view(["GET"])
def training(request, pk):
    """One session."""
    return Response(TrainingSerializer(fetch(Training, request._request.actor, pk)).data)


@extend_schema(request=PeopleSerializer, responses=CountedSerializer)
@api_view(["POST", "DELETE"])
def attendees(request, pk):
    """POST adds people to a session's list, DELETE strikes them."""
    actor = request._request.actor
    deed = actions.enrol if request.method == "POST" else actions.strike
    session = fetch(Training, actor, pk)
    return Response({"count": deed(session, body(request, PeopleSerializer)["postings"], by=actor, on=today())})
