"""The overview of assessment for machines."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from assessment import progress, rows
from assessment.forms.progress import ProgressForm
from core.clock import today
from core.listing import asked

PLACE = [OpenApiParameter("year", int), OpenApiParameter("kind", str), OpenApiParameter("whose", str)]
PLACE += [OpenApiParameter("area", str)]


class ProgressCountShape(serializers.Serializer):
    """How many cases stand where, and how many have which grade; the states add up to the total."""

    total = serializers.IntegerField()
    open = serializers.IntegerField()
    returned = serializers.IntegerField()
    proposed = serializers.IntegerField()
    agreed = serializers.IntegerField()
    set = serializers.IntegerField()
    on_notice = serializers.IntegerField()
    final = serializers.IntegerField()
    excellent = serializers.IntegerField()
    competent = serializers.IntegerField()
    basically_competent = serializers.IntegerField()
    not_competent = serializers.IntegerField()


class ProgressPlaceShape(ProgressCountShape):
    """One place directly below the one asked about."""

    code = serializers.CharField()
    name = serializers.CharField()


class ProgressYearShape(ProgressCountShape):
    """One year."""

    year = serializers.IntegerField()


class QuotaShape(serializers.Serializer):
    """A pool of a county against its quota of “excellent”; `places` is null without a share."""

    county = serializers.CharField()
    name = serializers.CharField()
    pool = serializers.CharField(allow_blank=True)
    people = serializers.IntegerField()
    places = serializers.IntegerField(allow_null=True)
    granted = serializers.IntegerField()
    left = serializers.IntegerField(allow_null=True)


class ProgressShape(serializers.Serializer):
    """Progress by place, grades against the quota, years beside each other; in the order of the codes, never ranked."""

    year = serializers.IntegerField()
    area = serializers.CharField()
    places = ProgressPlaceShape(many=True)
    years = ProgressYearShape(many=True)
    quotas = QuotaShape(many=True)


@extend_schema(parameters=PLACE, responses=ProgressShape)
@api_view(["GET"])
def assessment_overview(request):
    """For a place, a year and a kind: how far the assessment is below it, the quota by pool, and the years before."""
    actor, on = request._request.actor, today()
    said = asked(ProgressForm(request.query_params, actor=actor, on=on))
    said = said | {"year": said["year"] or rows.latest_year(actor) or on.year}
    parts = {name: getattr(progress, name)(actor, said, on) for name in ("places", "years", "quotas")}
    return Response(ProgressShape({"year": said["year"], "area": said["area"], **parts}).data)
