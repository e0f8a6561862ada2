"""Training sessions for machines: the same deeds as the pages."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance import actions, halves, training_rows
from attendance.forms import TrainingForm
from attendance.forms.training import known_of
from attendance.forms.training_lists import OpenForm, ReasonForm, SessionFilter
from attendance.models import Training
from core.access import fetch
from core.clock import today
from core.listing import PAGED, asked, body, done, listing
from core.refusals import Refused

FILTERS = [OpenApiParameter(name, str) for name in ("state", "kind", "q")] + [OpenApiParameter("year", int), *PAGED]


class HalfSerializer(serializers.Serializer):
    """A half day."""

    day = serializers.DateField()
    afternoon = serializers.BooleanField()


class TimetableSerializer(serializers.Serializer):
    """The half days of a session."""

    halves = HalfSerializer(many=True, allow_empty=False)


class TrainingSerializer(serializers.ModelSerializer):
    """A training session; `days` are person-days in halves, `timetable` the half days; `begins`: 0 morning, 1 afternoon."""

    begins = serializers.ChoiceField(choices=("0", "1"), required=False, write_only=True)
    days = serializers.DecimalField(max_digits=4, decimal_places=1, required=False, allow_null=True)
    plan = serializers.IntegerField(source="plan_id", required=False, allow_null=True, min_value=1, max_value=2**62)
    timetable = serializers.SerializerMethodField()
    listed = serializers.IntegerField(read_only=True)
    people = serializers.IntegerField(read_only=True)

    class Meta:
        model = Training
        fields = (
            "id",
            "area",
            "kind",
            "title",
            "place",
            "starts_on",
            "ends_on",
            "begins",
            "days",
            "timetable",
            "plan",
            "capacity",
            "state",
            "enrol_until",
            "reason",
            "version",
            "listed",
            "people",
        )
        read_only_fields = ("id", "area", "state", "enrol_until", "reason", "version", "listed", "people")

    @extend_schema_field(HalfSerializer(many=True))
    def get_timetable(self, session):
        """The half days in order."""
        dated = sorted(halves.dated(session.starts_on, session.halves))
        return [{"day": day, "afternoon": afternoon} for day, afternoon in dated]


class OpenSerializer(serializers.Serializer):
    """Until when people may be enrolled; empty: until the session begins."""

    enrol_until = serializers.DateField(required=False, allow_null=True)


class ReasonSerializer(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=200)


@extend_schema(methods=["GET"], parameters=FILTERS, responses=TrainingSerializer(many=True))
@extend_schema(methods=["POST"], request=TrainingSerializer, responses={201: TrainingSerializer})
@api_view(["GET", "POST"])
def training_list(request):
    """Training sessions; POST plans one that the caller's department organises."""
    actor = request._request.actor
    if request.method == "GET":
        wanted = asked(SessionFilter(request.query_params, actor=actor, on=today()))
        return listing(request, training_rows.trainings(actor, wanted, today()), TrainingSerializer)
    facts = asked(TrainingForm(_body(request), actor=actor, on=today()))
    return _made(request, actions.plan_session(facts, by=actor, on=today()), status=201)


def _body(request):
    given = dict(body(request, TrainingSerializer))
    return {**given, "plan": given.pop("plan_id", None)}


@extend_schema(methods=["GET"], responses=TrainingSerializer)
@extend_schema(methods=["PUT"], request=TrainingSerializer, responses=TrainingSerializer)
@api_view(["GET", "PUT"])
def training(request, pk):
    """One session; PUT changes one that is not held yet."""
    actor = request._request.actor
    session = session_of(request, pk)
    if request.method == "GET":
        return Response(TrainingSerializer(session).data)
    form = TrainingForm(_body(request), actor=actor, on=today(), session=session, initial=known_of(session))
    return _made(request, actions.change_session(session, asked(form), by=actor, on=today()))


def session_of(request, pk):
    """The session of an address, with the number of its people, inside the caller's jurisdiction."""
    return fetch(training_rows.trainings(request._request.actor), request._request.actor, pk)


def _made(request, session, *, status=200):
    return done(TrainingSerializer, session_of(request, session.pk), status=status)


@extend_schema(request=TimetableSerializer, responses=TrainingSerializer)
@api_view(["PUT"])
def timetable(request, pk):
    """Sets the half days of a session that is not held yet; its first and last day follow."""
    session = session_of(request, pk)
    chosen = sorted({(one["day"], one["afternoon"]) for one in body(request, TimetableSerializer)["halves"]})
    first, last = chosen[0][0], chosen[-1][0]
    if (last - first).days >= halves.LONGEST:
        raise Refused(_("A session lasts at most %(days)s days.") % {"days": halves.LONGEST})
    numbers = [2 * (day - first).days + afternoon for day, afternoon in chosen]
    facts = {"starts_on": first, "ends_on": last, "halves": numbers, "days": len(numbers) * halves.HALF}
    return _made(request, actions.change_session(session, facts, by=request._request.actor, on=today()))


@extend_schema(request=OpenSerializer, responses=TrainingSerializer)
@api_view(["POST"])
def training_open(request, pk):
    """Opens a session for enrolment by townships, units and departments below."""
    actor, session = request._request.actor, session_of(request, pk)
    said = asked(OpenForm(body(request, OpenSerializer), actor=actor, on=today()))
    return _made(request, actions.open_enrolment(session, said["enrol_until"], by=actor, on=today()))


@extend_schema(request=ReasonSerializer, responses=TrainingSerializer)
@api_view(["POST"])
def training_cancel(request, pk):
    """Cancels a session that is not held."""
    actor, session = request._request.actor, session_of(request, pk)
    said = asked(ReasonForm(body(request, ReasonSerializer), actor=actor, on=today()))
    return _made(request, actions.cancel_session(session, said["reason"], by=actor, on=today()))
