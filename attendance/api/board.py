"""The on-post board for machines."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance import boards
from attendance.forms import PlaceForm
from core.clock import today
from core.listing import asked

PLACE = [OpenApiParameter("area", str), OpenApiParameter("day", str)]


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


@extend_schema(parameters=PLACE, responses=CountSerializer(many=True))
@api_view(["GET"])
def on_post_counts(request):
    """For a division and a day: how many are in the village, out on report, training, on leave, absent, unconfirmed."""
    actor = request._request.actor
    place = asked(PlaceForm(request.query_params, actor=actor, on=today()))
    return Response(CountSerializer(boards.on_post(actor, place["area"], place["day"]), many=True).data)
