"""A unit's duties for machines: three registers, the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import asked, body, done, listing
from duties.actions import unit_duties as deeds
from duties.api.meeting_shapes import MANY, ReasonShape
from duties.api.meetings import PAGED
from duties.forms.unit_duties import HearingForm, PairedWorkForm, UnitDutyFilter, VisitFilter, VisitForm
from duties.models import Hearing, LeaderVisit, PairedWork
from duties.unit_registers import HEARINGS, PAIRED_WORK, VISITS

FILTERS = [OpenApiParameter("area", str), OpenApiParameter("q", str), OpenApiParameter("year", int)]
NUMBER = {"min_value": 1, "max_value": MANY}


class HearingShape(serializers.ModelSerializer):
    """A hearing of reports; `teams` are those heard that the caller may see."""

    unit_name = serializers.CharField(source="unit.name", read_only=True)
    teams = serializers.SerializerMethodField()

    class Meta:
        model = Hearing
        fields = ("id", "unit", "unit_name", "day", "led_by", "teams", "decided")
        read_only_fields = fields

    def get_teams(self, row) -> list[int]:
        """Their numbers."""
        return [team.pk for team in row.heard_teams]


class VisitShape(serializers.ModelSerializer):
    """A leader's visit to a village."""

    unit_name = serializers.CharField(source="unit.name", read_only=True)

    class Meta:
        model = LeaderVisit
        fields = ("id", "unit", "unit_name", "village", "area", "day", "leader", "settled", "confirmed_on")
        read_only_fields = fields


class PairedWorkShape(serializers.ModelSerializer):
    """A year's paired-household work in a village."""

    unit_name = serializers.CharField(source="unit.name", read_only=True)

    class Meta:
        model = PairedWork
        fields = (
            *("id", "unit", "unit_name", "village", "area", "year"),
            *("staff", "households", "visits", "helped", "note"),
        )
        read_only_fields = fields


class HearingBody(serializers.Serializer):
    """A hearing to record."""

    day = serializers.DateField()
    led_by = serializers.CharField(max_length=40)
    teams = serializers.ListField(child=serializers.IntegerField(**NUMBER), allow_empty=False, max_length=200)
    decided = serializers.CharField(max_length=4000)


class VisitBody(serializers.Serializer):
    """A visit to record."""

    village = serializers.IntegerField(**NUMBER)
    day = serializers.DateField()
    leader = serializers.CharField(max_length=40)
    settled = serializers.CharField(max_length=4000)


class PairedWorkBody(serializers.Serializer):
    """A year's counts to record; village and year are not changed afterwards."""

    village = serializers.IntegerField(**NUMBER)
    year = serializers.IntegerField(min_value=2000, max_value=2200)
    staff = serializers.IntegerField(min_value=0, max_value=1_000_000)
    households = serializers.IntegerField(min_value=0, max_value=1_000_000)
    visits = serializers.IntegerField(min_value=0, max_value=1_000_000)
    helped = serializers.IntegerField(min_value=0, max_value=1_000_000)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


SHAPES = {HEARINGS: HearingShape, VISITS: VisitShape, PAIRED_WORK: PairedWorkShape}
BODIES = {HEARINGS: HearingBody, VISITS: VisitBody, PAIRED_WORK: PairedWorkBody}
FORMS = {HEARINGS: HearingForm, VISITS: VisitForm, PAIRED_WORK: PairedWorkForm}
RECORD = {HEARINGS: deeds.record_hearing, VISITS: deeds.record_visit, PAIRED_WORK: deeds.record_paired_work}
CHANGE = {HEARINGS: deeds.change_hearing, VISITS: deeds.change_visit, PAIRED_WORK: deeds.change_paired_work}
REMOVE = {HEARINGS: deeds.remove_hearing, VISITS: deeds.remove_visit, PAIRED_WORK: deeds.remove_paired_work}


def _by(request):
    return {"by": request._request.actor, "on": today()}


def _row(request, register, pk):
    return fetch(register.rows(request._request.actor), request._request.actor, pk)


def list_of(register):
    """The list of a register; POST adds a line of the caller's unit."""
    shape, given = SHAPES[register], BODIES[register]
    narrow = VisitFilter if register is VISITS else UnitDutyFilter
    more = [OpenApiParameter("confirmed", str)] if register is VISITS else []

    @extend_schema(methods=["GET"], parameters=[*FILTERS, *more, *PAGED], responses=shape(many=True))
    @extend_schema(methods=["POST"], request=given, responses={201: shape})
    @api_view(["GET", "POST"])
    def view(request):
        """A register of units' duties; POST adds a line of the caller's own unit."""
        actor = request._request.actor
        if request.method == "GET":
            wanted = asked(narrow(request.query_params, actor=actor, on=today()))
            return listing(request, register.rows(actor, wanted), shape)
        facts = asked(FORMS[register](body(request, given), actor=actor, on=today()))
        made = RECORD[register](facts, **_by(request))
        return done(shape, _row(request, register, made.pk), status=201)

    return view


def one_of(register):
    """One line of a register; PUT changes one's own."""
    shape, given = SHAPES[register], BODIES[register]

    @extend_schema(methods=["GET"], responses=shape)
    @extend_schema(methods=["PUT"], request=given, responses=shape)
    @api_view(["GET", "PUT"])
    def view(request, pk):
        """One line; PUT changes one of the caller's own unit."""
        row = _row(request, register, pk)
        if request.method == "GET":
            return Response(shape(row).data)
        CHANGE[register](row, _facts(request, register, row), **_by(request))
        return done(shape, _row(request, register, pk))

    return view


def _facts(request, register, row):
    """What the body says, but for what does not change."""
    said, known = body(request, BODIES[register]), {"actor": request._request.actor, "on": today()}
    if register is not PAIRED_WORK:
        return asked(FORMS[register](said, **known))
    said = {name: value for name, value in said.items() if name not in ("village", "year")}
    return asked(PairedWorkForm(said, row=row, **known))


def remove_of(register):
    """Takes a line of one's own back."""

    @extend_schema(request=ReasonShape, responses={204: None})
    @api_view(["POST"])
    def view(request, pk):
        """Takes a line of the caller's own unit back, with the reason."""
        row, said = _row(request, register, pk), body(request, ReasonShape)
        REMOVE[register](row, said["reason"], **_by(request))
        return Response(status=204)

    return view


@extend_schema(request=None, responses=VisitShape)
@api_view(["POST"])
def confirm(request, pk):
    """The village's township confirms that a visit took place."""
    deeds.confirm_visit(_row(request, VISITS, pk), **_by(request))
    return done(VisitShape, _row(request, VISITS, pk))
