"""Attendance for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance import actions, boards, rows
from attendance.actions import Entry
from attendance.forms import PlaceForm, SpanForm, StandingForm, TrainingForm
from attendance.models import Standing, Status, Training
from attendance.sheet import sheet
from core.access import fetch
from core.clock import today
from core.listing import asked, body, done, listing

DAY = [OpenApiParameter("first", str), OpenApiParameter("last", str)]
PLACE = [OpenApiParameter("area", str), OpenApiParameter("day", str)]
PAGED = [OpenApiParameter("page", int), OpenApiParameter("page_size", int)]
FILTERS = [OpenApiParameter(name, str) for name in ("kind", "verdict", "area", "q")] + PAGED
FILTERS += [OpenApiParameter("year", int), OpenApiParameter("posting", int)]


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


class StandingSerializer(serializers.ModelSerializer):
    """A posting's standing in a year; days as decimal numbers, `provisions` names the texts used."""

    name = serializers.CharField(source="posting.cadre.name")
    village = serializers.CharField(source="posting.team.village.division.full_name")

    class Meta:
        model = Standing
        fields = (
            "posting",
            "name",
            "village",
            "area",
            "year",
            "kind",
            "as_of",
            "required",
            "done",
            "remaining",
            "possible",
            "forecast",
            "verdict",
            "verdict_since",
            "latest_start",
            "provisions",
        )
        read_only_fields = fields


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


@extend_schema(parameters=PLACE, responses=CountSerializer(many=True))
@api_view(["GET"])
def on_post_counts(request):
    """For a division and a day: how many are in the village, out on report, training, on leave, absent, unconfirmed."""
    actor = request._request.actor
    place = asked(PlaceForm(request.query_params, actor=actor, on=today()))
    return Response(CountSerializer(boards.on_post(actor, place["area"], place["day"]), many=True).data)


@extend_schema(parameters=FILTERS, responses=StandingSerializer(many=True))
@api_view(["GET"])
def standing_list(request):
    """Standings in the caller's jurisdiction, the most pressing first."""
    actor = request._request.actor
    wanted = asked(StandingForm(request.query_params, actor=actor, on=today()))
    return listing(request, rows.standings(actor, wanted, today().year), StandingSerializer)


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
