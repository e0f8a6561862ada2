"""The form of a nomination, and everything a cadre was put forward for, for machines."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import openapi
from core.access import fetch
from core.clock import today
from core.listing import body
from selection.api.pool import PoolMemberSerializer
from selection.api.shapes import NominationSerializer
from selection.careers import cases_of, members_of
from selection.models import Nomination
from selection.papers.qualification import form_for
from teams.models import Cadre


class ReasonSerializer(serializers.Serializer):
    """Why the full ID number is wanted; the record keeps it."""

    reason = serializers.CharField(max_length=200)


class ChangeSerializer(serializers.Serializer):
    """What was changed when a nomination was sent again."""

    at = serializers.DateTimeField()
    fields = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class PastNominationSerializer(NominationSerializer):
    """A nomination with what was mended on its way: [label, before, after]."""

    mended = serializers.SerializerMethodField()

    class Meta(NominationSerializer.Meta):
        fields = (*NominationSerializer.Meta.fields, "round", "mended")
        read_only_fields = fields

    def get_mended(self, case) -> list[ChangeSerializer]:
        """Each time it was sent again."""
        return [{"at": at, "fields": [[str(part) for part in one] for one in changed]} for at, changed in case.mended]


class CareerSerializer(serializers.Serializer):
    """Everything a cadre was put forward for, the newest first."""

    nominations = PastNominationSerializer(many=True)
    pools = PoolMemberSerializer(many=True)


@extend_schema(methods=["GET"], responses=openapi.WORD)
@extend_schema(methods=["POST"], request=ReasonSerializer, responses=openapi.WORD)
@api_view(["GET", "POST"])
def nomination_form(request, pk):
    """资格审查表 as Word; POST with a reason for the full ID number."""
    actor = request._request.actor
    rows = Nomination.objects.visible_to(actor).select_related("cadre__unit__home", "team__village__division", "round")
    case = fetch(rows, actor, pk)
    reason = body(request, ReasonSerializer)["reason"] if request.method == "POST" else None
    return form_for(case, reason, by=actor, on=today())


@extend_schema(responses=CareerSerializer)
@api_view(["GET"])
def cadre_selections(request, pk):
    """Every nomination and pool of one cadre, of all rounds."""
    actor = request._request.actor
    cadre = fetch(Cadre.objects.visible_to(actor), actor, pk)
    said = {"nominations": cases_of(cadre, actor), "pools": members_of(cadre, actor)}
    return Response(CareerSerializer(said).data)
