"""The sheet for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance import actions
from attendance.actions import Entry
from attendance.forms import SpanForm
from attendance.models import Status
from attendance.sheet import sheet
from core.clock import today
from core.listing import asked, body

DAY = [OpenApiParameter("first", str), OpenApiParameter("last", str)]


class LineSerializer(serializers.Serializer):
    """One posting on one day. `version` goes back unchanged with a write."""

    posting = serializers.IntegerField(source="posting_id")
    day = serializers.DateField()
    name = serializers.CharField()
    seat = serializers.CharField()
    village = serializers.CharField()
    status = serializers.ChoiceField(Status)
    note = serializers.CharField()
    confirmed_at = serializers.DateTimeField(allow_null=True)
    by = serializers.CharField()
    version = serializers.CharField()


class EntrySerializer(serializers.Serializer):
    """What the clerk says of one posting on one day."""

    posting = serializers.IntegerField(min_value=1, max_value=2**62)
    day = serializers.DateField()
    status = serializers.ChoiceField(Status)
    note = serializers.CharField(max_length=200, allow_blank=True, default="")
    version = serializers.CharField(max_length=40, allow_blank=True, default="")
    reason = serializers.CharField(max_length=200, allow_blank=True, default="")


class EntriesSerializer(serializers.Serializer):
    """All of it is confirmed, or none."""

    entries = EntrySerializer(many=True, allow_empty=False)


class ConfirmedSerializer(serializers.Serializer):
    """How many days changed."""

    changed = serializers.IntegerField()


@extend_schema(methods=["GET"], parameters=DAY, responses=LineSerializer(many=True))
@extend_schema(methods=["PUT"], request=EntriesSerializer, responses=ConfirmedSerializer)
@api_view(["GET", "PUT"])
def day_sheet(request):
    """The sheet of a day or span, prefilled; PUT confirms entries. 409: a line was changed by someone else meanwhile."""
    actor = request._request.actor
    if request.method == "GET":
        span = asked(SpanForm(request.query_params, actor=actor, on=today()))
        return Response(LineSerializer(sheet(actor, span["first"], span["last"]), many=True).data)
    said = [Entry(posting_id=one.pop("posting"), **one) for one in body(request, EntriesSerializer)["entries"]]
    return Response({"changed": actions.confirm_days(said, by=actor, on=today())})
