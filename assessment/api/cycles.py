"""Cycles and recomputations for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from assessment import actions, calendars
from assessment.checklist import checklist
from assessment.cycle_rows import listed
from assessment.facts import policy_of
from assessment.forms.cycles import (
    VERBS,
    CountiesForm,
    CycleFilter,
    CycleStepForm,
    OpenForm,
    RecomputeForm,
    SpanForm,
    plan_of,
)
from assessment.models import Cycle
from assessment.steps import Kind
from core.access import fetch
from core.clock import today
from core.listing import asked, body, listing
from core.models import Job
from core.views.work import JobSerializer

FILTERS = [OpenApiParameter("year", int), OpenApiParameter("kind", str), OpenApiParameter("state", str)]
FILTERS += [OpenApiParameter("page", int), OpenApiParameter("page_size", int)]
SPAN = [OpenApiParameter("kind", str, required=True), OpenApiParameter("year", int)]
SPAN += [OpenApiParameter("from_on", str), OpenApiParameter("until_on", str)]


class CycleSerializer(serializers.ModelSerializer):
    """A cycle as a list shows it; `cases` and `final` count those of the caller's jurisdiction."""

    cases = serializers.IntegerField(read_only=True)
    final = serializers.IntegerField(read_only=True)

    class Meta:
        model = Cycle
        fields = ("id", "area", "kind", "year", "from_on", "until_on", *calendars.DAYS)
        fields += ("state", "opened_on", "cases", "final", "changed_at")
        read_only_fields = fields


class CycleWholeSerializer(CycleSerializer):
    """One cycle with every provision it opened with."""

    class Meta(CycleSerializer.Meta):
        fields = (*CycleSerializer.Meta.fields, "provisions")
        read_only_fields = fields


class _DaysSerializer(serializers.Serializer):
    ballots_by = serializers.DateField(required=False, allow_null=True)
    propose_by = serializers.DateField(required=False, allow_null=True)
    review_by = serializers.DateField(required=False, allow_null=True)


class CycleOpenSerializer(_DaysSerializer):
    """A cycle to open: the year of a yearly one, or the span of the terms that end. Days left out are the usual ones."""

    kind = serializers.ChoiceField(Kind)
    year = serializers.IntegerField(min_value=2018, max_value=2200, required=False)
    from_on = serializers.DateField(required=False)
    until_on = serializers.DateField(required=False)


class CycleOpenedSerializer(serializers.Serializer):
    """The cycle, and how many of its cases are new."""

    cycle = serializers.IntegerField()
    opened = serializers.IntegerField()


class CycleStepSerializer(_DaysSerializer):
    """A step: again (latecomers), calendar (three days), close, reopen (note). `state`: where the cycle stood when seen."""

    verb = serializers.ChoiceField(VERBS)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    state = serializers.CharField(max_length=8, required=False, allow_blank=True)


class ChecklistSerializer(serializers.Serializer):
    """One line of what is missing; where `must` and not nought, the cycle cannot start."""

    key = serializers.CharField()
    must = serializers.BooleanField()
    count = serializers.IntegerField()
    places = serializers.ListField(child=serializers.CharField())
    words = serializers.CharField()


class CountiesSerializer(_DaysSerializer):
    """The year to open in every county below; days left out are each county's usual ones."""

    year = serializers.IntegerField(min_value=2018, max_value=2200)


class RecomputeSerializer(serializers.Serializer):
    """Which year to judge again; all without one."""

    year = serializers.IntegerField(min_value=2018, max_value=2200, required=False, allow_null=True)


class RecomputedSerializer(JobSerializer):
    """What came out of judging again: `found.broken` were not reproduced, of `found.changed` the books say something else."""

    found = serializers.SerializerMethodField()

    class Meta(JobSerializer.Meta):
        fields = (*JobSerializer.Meta.fields, "found")
        read_only_fields = fields

    def get_found(self, row) -> dict:
        """The cases, once it is done."""
        return row.payload.get("found", {})


@extend_schema(parameters=FILTERS, responses=CycleSerializer(many=True))
@api_view(["GET"])
def cycles(request):
    """The cycles in the caller's jurisdiction."""
    actor = request._request.actor
    return listing(request, listed(actor, asked(CycleFilter(request.query_params, actor=actor))), CycleSerializer)


@extend_schema(responses=CycleWholeSerializer)
@api_view(["GET"])
def cycle(request, pk):
    """One cycle."""
    return Response(CycleWholeSerializer(_cycle(request, pk)).data)


@extend_schema(request=CycleOpenSerializer, responses={201: CycleOpenedSerializer})
@api_view(["POST"])
def cycle_open(request):
    """Opens a cycle of the caller's county, or opens it again. 409: it is closed. 422: what is missing, with the reasons."""
    actor, on = request._request.actor, today()
    plan = plan_of(asked(OpenForm(body(request, CycleOpenSerializer), actor=actor, on=on)))
    calendars.check_span(plan, on)
    whole = calendars.with_usual_days(plan, policy_of(actor.area, plan.year, on), on)
    row, new = actions.open_cycle(whole, by=actor, on=on)
    return Response({"cycle": row.pk, "opened": new}, status=201)


@extend_schema(parameters=SPAN, responses=ChecklistSerializer(many=True))
@api_view(["GET"])
def cycle_checklist(request):
    """What is missing before a cycle of the caller's county can start, its usual calendar set."""
    actor, on = request._request.actor, today()
    plan = plan_of(asked(SpanForm(request.query_params, actor=actor, on=on)))
    calendars.check_span(plan, on)
    whole = calendars.with_usual_days(plan, policy_of(actor.area, plan.year, on), on)
    return Response(ChecklistSerializer(checklist(actor.area, whole, on), many=True).data)


@extend_schema(request=CycleStepSerializer, responses=CycleWholeSerializer)
@api_view(["POST"])
def cycle_step(request, pk):
    """One step of a cycle. 403: not this office. 409: it is closed, or somebody was faster. 422: why not."""
    actor, row = request._request.actor, _cycle(request, pk)
    said = asked(CycleStepForm(body(request, CycleStepSerializer), actor=actor))
    actions.take_cycle_step(row, said, by=actor, on=today())
    return Response(CycleWholeSerializer(_cycle(request, pk)).data)


@extend_schema(request=CountiesSerializer, responses={202: JobSerializer})
@api_view(["POST"])
def open_counties(request):
    """Asks a worker to open the yearly cycle in every county below; look at the job for how far it is."""
    actor, on = request._request.actor, today()
    said = asked(CountiesForm(body(request, CountiesSerializer), actor=actor, on=on))
    job = actions.ask_open_counties(said.pop("year"), said, by=actor, on=on)
    return Response(JobSerializer(job).data, status=202)


@extend_schema(request=RecomputeSerializer, responses={202: JobSerializer})
@api_view(["POST"])
def recompute_new(request):
    """Judges every set grade of the jurisdiction again; what came out stands under the job's number."""
    actor, on = request._request.actor, today()
    said = asked(RecomputeForm(body(request, RecomputeSerializer), actor=actor, on=on))
    return Response(JobSerializer(actions.recompute(said["year"], by=actor, on=on)).data, status=202)


@extend_schema(responses=RecomputedSerializer)
@api_view(["GET"])
def recompute(request, pk):
    """What came out of judging again."""
    me = request._request.actor.myself
    return Response(RecomputedSerializer(fetch(Job.objects.visible_to(me).filter(kind=actions.RECOMPUTE), me, pk)).data)


def _cycle(request, pk):
    return fetch(listed(request._request.actor, {}), request._request.actor, pk)
