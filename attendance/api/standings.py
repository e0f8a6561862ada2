"""Standings for machines."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view

from attendance import rows
from attendance.forms import StandingForm
from attendance.models import Standing
from core.clock import today
from core.listing import asked, listing

FILTERS = [OpenApiParameter(name, str) for name in ("kind", "verdict", "area", "q")]
FILTERS += [OpenApiParameter(name, int) for name in ("year", "posting", "page", "page_size")]


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


@extend_schema(parameters=FILTERS, responses=StandingSerializer(many=True))
@api_view(["GET"])
def standing_list(request):
    """Standings in the caller's jurisdiction, the most pressing first."""
    actor = request._request.actor
    wanted = asked(StandingForm(request.query_params, actor=actor, on=today()))
    return listing(request, rows.standings(actor, wanted, today().year), StandingSerializer)
