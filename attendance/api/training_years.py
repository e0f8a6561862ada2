"""Training days, certificates and plans for machines."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance import actions, training_rows
from attendance.api.training import PAGED, HalfSerializer
from attendance.forms import PlanForm
from attendance.forms.training_lists import CertificateFilter, DaysFilter, PlanFilter
from attendance.models import Certificate, Standing, TrainingPlan
from attendance.training_years import year_of
from core.access import fetch
from core.clock import today
from core.listing import asked, body, done, listing
from teams.models import Posting


def _words(*names):
    return [OpenApiParameter(name, str) for name in names]


def _numbers(*names):
    return [OpenApiParameter(name, int) for name in names]


class TrainingDaysSerializer(serializers.ModelSerializer):
    """A person's training days of a year; `coming`: days of sessions they are enrolled for."""

    name = serializers.CharField(source="posting.cadre.name")
    village = serializers.CharField(source="posting.team.village.division.full_name")
    seat = serializers.CharField(source="posting.seat")
    coming = serializers.DecimalField(max_digits=6, decimal_places=1)

    class Meta:
        model = Standing
        fields = ("posting", "name", "village", "seat", "year", "required", "done", "remaining", "coming", "verdict")
        read_only_fields = fields


class TakenSerializer(serializers.Serializer):
    """One session of a person's year. `why` not all days count: `outside` the posting or year, `twice` on one day."""

    session = serializers.IntegerField(source="training.pk")
    title = serializers.CharField(source="training.title")
    attended = serializers.BooleanField(allow_null=True)
    halves = serializers.SerializerMethodField()
    days = serializers.DecimalField(max_digits=5, decimal_places=1)
    counted = serializers.DecimalField(max_digits=5, decimal_places=1)
    why = serializers.CharField()

    def get_halves(self, line) -> list[HalfSerializer]:
        """The half days this person came to."""
        return [{"day": day, "afternoon": afternoon} for day, afternoon in line.came]


class PersonYearSerializer(serializers.Serializer):
    """A person's training of a year, session by session."""

    year = serializers.IntegerField()
    counted = serializers.DecimalField(max_digits=6, decimal_places=1)
    sessions = TakenSerializer(many=True, source="lines")


class CertificateSerializer(serializers.ModelSerializer):
    """A certificate of completion."""

    words = serializers.CharField(source="__str__")
    name = serializers.CharField(source="attendee.posting.cadre.name")
    village = serializers.CharField(source="attendee.posting.team.village.division.full_name")
    session = serializers.IntegerField(source="attendee.training.pk")
    title = serializers.CharField(source="attendee.training.title")

    class Meta:
        model = Certificate
        fields = (
            "id",
            "area",
            "year",
            "number",
            "words",
            "name",
            "village",
            "session",
            "title",
            "issued_on",
            "revoked_on",
            "reason",
        )
        read_only_fields = fields


class PlanSerializer(serializers.ModelSerializer):
    """A line of a yearly plan, and what was held of it."""

    held = serializers.IntegerField(read_only=True)
    to_come = serializers.IntegerField(read_only=True)
    reached = serializers.IntegerField(read_only=True)

    class Meta:
        model = TrainingPlan
        fields = (
            "id",
            "area",
            "year",
            "kind",
            "title",
            "starts_on",
            "ends_on",
            "sessions_planned",
            "people_planned",
            "days_planned",
            "held",
            "to_come",
            "reached",
        )
        read_only_fields = ("id", "area", "held", "to_come", "reached")


@extend_schema(
    parameters=[*_words("area", "q"), OpenApiParameter("short", bool), *_numbers("year", "posting"), *PAGED],
    responses=TrainingDaysSerializer(many=True),
)
@api_view(["GET"])
def day_list(request):
    """Training days of everybody in the caller's jurisdiction; `short`: only those who still lack some."""
    actor = request._request.actor
    wanted = asked(DaysFilter(request.query_params, actor=actor, on=today()))
    return listing(request, training_rows.day_rows(actor, wanted, today().year), TrainingDaysSerializer)


@extend_schema(parameters=_numbers("year"), responses=PersonYearSerializer)
@api_view(["GET"])
def person_year(request, pk):
    """One person's sessions of a year and what of them counts."""
    actor = request._request.actor
    wanted = asked(DaysFilter(request.query_params, actor=actor, on=today()))
    posting, year = fetch(Posting, actor, pk), wanted.get("year") or today().year
    return Response(PersonYearSerializer(year_of(actor, posting, year, today())).data)


@extend_schema(
    parameters=[*_words("q"), *_numbers("year", "session"), *PAGED], responses=CertificateSerializer(many=True)
)
@api_view(["GET"])
def certificate_list(request):
    """Certificates by number."""
    actor = request._request.actor
    wanted = asked(CertificateFilter(request.query_params, actor=actor, on=today()))
    return listing(request, training_rows.certificates(actor, wanted), CertificateSerializer)


@extend_schema(
    methods=["GET"], parameters=[*_words("area"), *_numbers("year"), *PAGED], responses=PlanSerializer(many=True)
)
@extend_schema(methods=["POST"], request=PlanSerializer, responses={201: PlanSerializer})
@api_view(["GET", "POST"])
def plan_list(request):
    """A year's plans and what was held of them; POST enters one."""
    actor = request._request.actor
    if request.method == "GET":
        wanted = asked(PlanFilter(request.query_params, actor=actor, on=today()))
        return listing(request, training_rows.plans(actor, wanted, today().year), PlanSerializer)
    made = actions.make_plan(_said(request), by=actor, on=today())
    return done(PlanSerializer, fetch(training_rows.held_plans(actor), actor, made.pk), status=201)


def _said(request):
    return asked(PlanForm(body(request, PlanSerializer), actor=request._request.actor, on=today()))


@extend_schema(methods=["GET"], responses=PlanSerializer)
@extend_schema(methods=["PUT"], request=PlanSerializer, responses=PlanSerializer)
@extend_schema(methods=["DELETE"], responses={204: None})
@api_view(["GET", "PUT", "DELETE"])
def plan(request, pk):
    """One line of a plan; PUT changes one's own, DELETE takes it back while it has no session."""
    actor = request._request.actor
    found = fetch(training_rows.held_plans(actor), actor, pk)
    if request.method == "PUT":
        actions.change_plan(found, _said(request), by=actor, on=today())
        return done(PlanSerializer, fetch(training_rows.held_plans(actor), actor, pk))
    if request.method == "DELETE":
        actions.drop_plan(found, by=actor, on=today())
        return Response(status=204)
    return Response(PlanSerializer(found).data)
