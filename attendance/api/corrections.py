"""Corrections of confirmed days for machines."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view

from attendance.corrections import corrections, history
from attendance.forms import CorrectionForm, DayForm
from attendance.models import DayChange
from core.access import fetch
from core.clock import today
from core.listing import PAGED, asked, listing
from teams.models import Posting

FILTERS = [OpenApiParameter(name, str) for name in ("first", "last", "area", "q", "by")]


class ChangeSerializer(serializers.ModelSerializer):
    """What a day said before, what it says since, who changed it, when and why."""

    name = serializers.CharField(source="posting.cadre.name")
    village = serializers.CharField(source="posting.team.village.division.full_name")
    by = serializers.CharField(source="by.name")

    class Meta:
        model = DayChange
        fields = ("id", "posting", "name", "village", "day", "old_status", "old_note", "was_confirmed")
        fields += ("new_status", "new_note", "by", "at", "reason")
        read_only_fields = fields


@extend_schema(parameters=[*FILTERS, *PAGED], responses=ChangeSerializer(many=True))
@api_view(["GET"])
def correction_list(request):
    """Changes of confirmed days in the caller's jurisdiction, the latest first; `first` and `last` are days of the sheet."""
    actor = request._request.actor
    wanted = asked(CorrectionForm(request.query_params, actor=actor, on=today()))
    return listing(request, corrections(actor, wanted), ChangeSerializer)


@extend_schema(parameters=[OpenApiParameter("day", str), *PAGED], responses=ChangeSerializer(many=True))
@api_view(["GET"])
def day_history(request, pk):
    """Every change of a posting's days, or of one of them, the latest day first."""
    actor = request._request.actor
    posting = fetch(Posting, actor, pk)
    wanted = asked(DayForm(request.query_params, actor=actor, on=today()))
    rows = history(actor, posting, wanted["day"]).select_related("posting__cadre", "posting__team__village__division")
    return listing(request, rows, ChangeSerializer)
