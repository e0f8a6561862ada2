"""The on-post board for machines."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance import boards, heat
from attendance.forms import HeatForm, PeopleForm, PlaceForm
from attendance.models import Status
from core.clock import today
from core.listing import PAGED, asked, listing
from teams.models import Seat

PLACE = [OpenApiParameter("area", str), OpenApiParameter("day", str)]
WHOM = [OpenApiParameter("q", str), OpenApiParameter("status", str)]


class CountSerializer(serializers.Serializer):
    """Who is where in one division on a day."""

    code = serializers.CharField()
    name = serializers.CharField()
    people = serializers.IntegerField()
    in_village = serializers.IntegerField()
    report_out = serializers.IntegerField()
    training = serializers.IntegerField()
    leave = serializers.IntegerField()
    absent = serializers.IntegerField()
    rest = serializers.IntegerField()
    unconfirmed = serializers.IntegerField()


class PersonSerializer(serializers.Serializer):
    """Where one posted person is on a day; without a status nobody has confirmed the day."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    seat = serializers.ChoiceField(Seat)
    area = serializers.CharField()
    village = serializers.CharField()
    status = serializers.ChoiceField(Status, allow_null=True)
    note = serializers.CharField(allow_null=True)
    confirmed_by = serializers.CharField(allow_null=True)
    confirmed_at = serializers.DateTimeField(allow_null=True)


class HeatDaySerializer(serializers.Serializer):
    """One day of one division."""

    day = serializers.DateField()
    people = serializers.IntegerField()
    in_village = serializers.IntegerField()
    unconfirmed = serializers.IntegerField()


class HeatSerializer(serializers.Serializer):
    """The days of a month of one division."""

    code = serializers.CharField()
    name = serializers.CharField()
    days = HeatDaySerializer(many=True)


@extend_schema(parameters=PLACE, responses=CountSerializer(many=True))
@api_view(["GET"])
def on_post_counts(request):
    """For a division and a day: how many are in the village, out on report, training, on leave, absent, unconfirmed."""
    actor = request._request.actor
    place = asked(PlaceForm(request.query_params, actor=actor, on=today()))
    return Response(CountSerializer(boards.on_post(actor, place["area"], place["day"]), many=True).data)


@extend_schema(parameters=[*PLACE, *WHOM, *PAGED], responses=PersonSerializer(many=True))
@api_view(["GET"])
def on_post_people(request):
    """The people of a division on a day, narrowed by name or status."""
    actor = request._request.actor
    said = asked(PeopleForm(request.query_params, actor=actor, on=today()))
    rows = boards.people_on(actor, said["area"], said["day"], words=said["q"], status=said["status"])
    return listing(request, rows, PersonSerializer)


@extend_schema(
    parameters=[OpenApiParameter("area", str), OpenApiParameter("month", str)], responses=HeatSerializer(many=True)
)
@api_view(["GET"])
def on_post_month(request):
    """A month (2026-07): for each division below and each day the people, those in the village, those unconfirmed."""
    actor = request._request.actor
    said = asked(HeatForm(request.query_params, actor=actor, on=today()))
    return Response(HeatSerializer(heat.month_of(actor, said["area"], *said["month"]), many=True).data)
