"""The dossier for machines: the same sections as the page, each row as its cells in the order of the heads."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import openapi
from core.access import fetch
from core.clock import today
from core.listing import asked
from overview.dossier import File, dossier_of
from overview.dossier.paper import paper_of
from overview.forms import DossierForm
from teams.models import Cadre

ON = [OpenApiParameter("on", str, description="As of which day, 2026-03-31; today where it is left out.")]


class RowShape(serializers.Serializer):
    """One line of a section; `url` is the page of what it is about, "" where it is not open to the caller."""

    cells = serializers.ListField(child=serializers.CharField(allow_blank=True))
    url = serializers.CharField(allow_blank=True)


class PartShape(serializers.Serializer):
    """One section: `key` is fixed, title, heads and cells are in the caller's language."""

    key = serializers.CharField()
    title = serializers.CharField()
    heads = serializers.ListField(child=serializers.CharField())
    rows = RowShape(many=True)


class DossierShape(serializers.Serializer):
    """A cadre's dossier as of a day. `remark`: what the facts rest on where history does not reach back that far."""

    id = serializers.IntegerField(source="file.cadre.pk")
    on = serializers.DateField(source="file.on")
    facts = serializers.SerializerMethodField()
    remark = serializers.CharField(allow_blank=True)
    parts = PartShape(many=True)
    first = serializers.DateField(allow_null=True)

    def get_facts(self, found) -> dict[str, str]:
        """The facts by their names in the caller's language."""
        return {str(label): str(value) for label, value in found.facts}


@extend_schema(parameters=ON, responses=DossierShape)
@api_view(["GET"])
def dossier(request, pk):
    """The dossier of a cadre (the look is recorded). 422: a day to come."""
    return Response(DossierShape(dossier_of(_file(request, pk))).data)


@extend_schema(parameters=ON, responses=openapi.WORD)
@api_view(["GET"])
def dossier_word(request, pk):
    """The same as an official paper."""
    return paper_of(dossier_of(_file(request, pk), what="dossier_word"))


def _file(request, pk):
    actor = request._request.actor
    cadre = fetch(Cadre.objects.visible_to(actor).select_related("unit", "township"), actor, pk)
    return File(actor, cadre, asked(DossierForm(request.query_params, actor=actor, on=today()))["on"], today())
