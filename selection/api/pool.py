"""The pool of a round for machines: the same deeds as the pages."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import files, openapi
from core.access import fetch
from core.clock import today
from core.listing import asked, listing
from selection import pools
from selection.actions import pool
from selection.api.nominating import said_by
from selection.forms.pool import OfferForm, PoolFilter, judged
from selection.models import PoolMember

SAID = ("political", "style", "ability", "health", "cultivation", "volunteers_to_continue")
FILTERS = [OpenApiParameter(name, str) for name in ("seat", "stands", "q")]
FILTERS += [OpenApiParameter(name, int) for name in ("round", "page", "page_size")]


class PoolMemberSerializer(serializers.ModelSerializer):
    """A member of a round's pool. `nomination`: the case it was placed by, or null."""

    cadre_name = serializers.CharField(source="cadre.name", read_only=True)
    nomination = serializers.IntegerField(source="case", read_only=True, allow_null=True)

    class Meta:
        model = PoolMember
        fields = (
            "id",
            "round",
            "cadre",
            "cadre_name",
            "unit",
            "sender_area",
            "seats",
            "team",
            "order",
            *SAID,
            "decision_number",
            "decided_on",
            "decision_file",
            "waiver_reason",
            "renews",
            "nomination",
            "withdrawn_at",
            "changed_at",
        )
        read_only_fields = fields


class WholeMemberSerializer(PoolMemberSerializer):
    """A member with what the rules say for each seat."""

    judged = serializers.SerializerMethodField()

    class Meta(PoolMemberSerializer.Meta):
        fields = (*PoolMemberSerializer.Meta.fields, "judged")
        read_only_fields = fields

    def get_judged(self, member) -> list[dict]:
        """Seat, verdict and findings."""
        said = judged(pools.offer_of(member))
        return [
            {"seat": seat, "verdict": says, "findings": [one.as_json() for one in found]} for seat, says, found in said
        ]


class SaidSerializer(serializers.Serializer):
    """What is said of a pool member; `seats`: those it is meant for, `team`: the only village, if there is one."""

    seats = serializers.ListField(child=serializers.CharField())
    team = serializers.IntegerField(required=False, allow_null=True)
    order = serializers.IntegerField(default=1, min_value=1, max_value=999)
    political = serializers.BooleanField(default=False)
    style = serializers.BooleanField(default=False)
    ability = serializers.BooleanField(default=False)
    health = serializers.BooleanField(default=False)
    cultivation = serializers.BooleanField(default=False)
    volunteers_to_continue = serializers.BooleanField(default=False)
    decision_number = serializers.CharField(max_length=60)
    decided_on = serializers.DateField()
    decision_file = serializers.IntegerField(required=False, help_text="the number POST /api/v1/files/ gave")
    waiver_reason = serializers.CharField(required=False, allow_blank=True, max_length=1000)


class OfferSerializer(SaidSerializer):
    """A cadre for the pool of a round; `cadre` must be the caller's own."""

    round = serializers.IntegerField()
    cadre = serializers.IntegerField()


@extend_schema(methods=["GET"], parameters=FILTERS, responses=PoolMemberSerializer(many=True))
@extend_schema(methods=["POST"], request=OfferSerializer, responses={201: WholeMemberSerializer})
@api_view(["GET", "POST"])
def members(request):
    """The pools in the caller's jurisdiction; POST puts one of the caller's own cadres forward."""
    actor = request._request.actor
    if request.method == "GET":
        wanted = asked(PoolFilter(request.query_params, actor=actor))
        return listing(request, pools.members(actor, wanted), PoolMemberSerializer)
    form = said_by(OfferForm, request, OfferSerializer)
    made = pool.put_forward(form.offer(), by=actor, on=today())
    return _whole(request, made.pk, status=201)


@extend_schema(methods=["GET"], responses=WholeMemberSerializer)
@extend_schema(methods=["PUT"], request=SaidSerializer, responses=WholeMemberSerializer)
@api_view(["GET", "PUT"])
def member(request, pk):
    """One member; PUT changes what was said. 409: placed or withdrawn meanwhile."""
    if request.method == "PUT":
        one = _member(request, pk)
        fixed = {"round": one.round_id, "cadre": one.cadre_id, "decision_file": one.decision_file}
        form = said_by(OfferForm, request, SaidSerializer, initial=fixed)
        pool.change(one, form.offer(), by=request._request.actor, on=today())
    return _whole(request, pk)


@extend_schema(request=None, responses=WholeMemberSerializer)
@api_view(["POST"])
def take_back(request, pk):
    """Out of the pool again. 409: placed or withdrawn meanwhile."""
    pool.take_back(_member(request, pk), by=request._request.actor, on=today())
    return _whole(request, pk)


@extend_schema(responses=openapi.FILE)
@api_view(["GET"])
def decision(request, pk):
    """The scan of the Party committee's decision. 404: there is none."""
    one = _member(request, pk)
    if one.decision_file is None:
        raise Http404
    return files.answer(one.decision_file)


def _member(request, pk):
    actor = request._request.actor
    return fetch(pools.members(actor, {}).select_related("decision_file", "cadre__unit__home"), actor, pk)


def _whole(request, pk, status=200):
    return Response(WholeMemberSerializer(_member(request, pk)).data, status=status)
