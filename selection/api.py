"""Selection for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.findings import verdict
from core.listing import asked, body, done, listing
from core.record import timeline
from selection import actions
from selection.deciding import step_of
from selection.facts import findings_for
from selection.forms import FilterForm, NominationForm, StepForm
from selection.models import Nomination
from selection.rows import listed


class NominationSerializer(serializers.ModelSerializer):
    """A nomination as a list shows it; no personal number is in it."""

    cadre_name = serializers.CharField(source="cadre.name", read_only=True)
    village = serializers.CharField(source="team.village.division.full_name", read_only=True)
    approving_office = serializers.CharField(read_only=True)

    class Meta:
        model = Nomination
        fields = (
            "id",
            "team",
            "village",
            "area",
            "seat",
            "cadre",
            "cadre_name",
            "unit",
            "starts_on",
            "term_ends_on",
            "state",
            "approving_office",
            "approving_area",
            "changed_at",
        )
        read_only_fields = fields


class TakenSerializer(serializers.Serializer):
    """One step taken."""

    verb = serializers.CharField()
    by = serializers.CharField(source="user.name")
    office = serializers.CharField()
    place = serializers.CharField()
    at = serializers.DateTimeField()
    note = serializers.CharField()


class NominationWholeSerializer(NominationSerializer):
    """A nomination with its findings, provisions and steps."""

    timeline = serializers.SerializerMethodField()

    class Meta(NominationSerializer.Meta):
        fields = (
            *NominationSerializer.Meta.fields,
            "decision_number",
            "decided_on",
            "political",
            "style",
            "ability",
            "health",
            "cultivation",
            "volunteers_to_continue",
            "waiver_reason",
            "waiver_on",
            "fields_to_mend",
            "findings",
            "provisions",
            "timeline",
        )
        read_only_fields = fields

    def get_timeline(self, case) -> list[dict]:
        """The steps taken, oldest first."""
        return TakenSerializer(timeline(case), many=True).data


class ProposalSerializer(serializers.Serializer):
    """What a nomination needs; `team` and `cadre` must be the caller's own."""

    team = serializers.IntegerField()
    seat = serializers.CharField()
    cadre = serializers.IntegerField()
    starts_on = serializers.DateField()
    term_ends_on = serializers.DateField()
    decision_number = serializers.CharField(max_length=60)
    decided_on = serializers.DateField()
    political = serializers.BooleanField(default=False)
    style = serializers.BooleanField(default=False)
    ability = serializers.BooleanField(default=False)
    health = serializers.BooleanField(default=False)
    cultivation = serializers.BooleanField(default=False)
    volunteers_to_continue = serializers.BooleanField(default=False)
    waiver_reason = serializers.CharField(required=False, allow_blank=True, max_length=1000)


class StepSerializer(serializers.Serializer):
    """A step: submit, review, approve, return, decline or withdraw."""

    verb = serializers.CharField()
    note = serializers.CharField(required=False, allow_blank=True)
    fields_to_mend = serializers.ListField(child=serializers.CharField(), required=False)
    grant_waiver = serializers.BooleanField(default=False)
    state = serializers.CharField(required=False, allow_blank=True)


class JudgementSerializer(serializers.Serializer):
    """The findings for a would-be nomination."""

    verdict = serializers.CharField()
    findings = serializers.ListField(child=serializers.DictField())


FILTERS = [OpenApiParameter(name, str) for name in ("state", "seat", "area", "q")]
FILTERS += [OpenApiParameter("waiting", bool), OpenApiParameter("page", int), OpenApiParameter("page_size", int)]


@extend_schema(methods=["GET"], parameters=FILTERS, responses=NominationSerializer(many=True))
@extend_schema(methods=["POST"], request=ProposalSerializer, responses={201: NominationWholeSerializer})
@api_view(["GET", "POST"])
def nominations(request):
    """The nominations in the caller's jurisdiction; POST nominates and submits."""
    actor = request._request.actor
    if request.method == "GET":
        wanted = asked(FilterForm(request.query_params, actor=actor, on=today()))
        return listing(request, listed(actor, wanted).order_by("-pk"), NominationSerializer)
    form = NominationForm(body(request, ProposalSerializer), actor=actor, on=today())
    asked(form)
    return done(NominationWholeSerializer, actions.nominate(form.proposal(), by=actor, on=today()), status=201)


@extend_schema(responses=NominationWholeSerializer)
@api_view(["GET"])
def nomination(request, pk):
    """One nomination with findings, provisions and timeline."""
    return Response(NominationWholeSerializer(_case(request, pk)).data)


@extend_schema(request=StepSerializer, responses=NominationWholeSerializer)
@api_view(["POST"])
def nomination_step(request, pk):
    """One step on a nomination. 403: not this office. 409: somebody was faster. 422: why not, with the clause."""
    actor, case = request._request.actor, _case(request, pk)
    said = asked(StepForm(body(request, StepSerializer), actor=actor, on=today()))
    return done(NominationWholeSerializer, step_of(case, said, by=actor, on=today()))


@extend_schema(request=ProposalSerializer, responses=JudgementSerializer)
@api_view(["POST"])
def judge(request):
    """What the rules say about a would-be nomination. Nothing is stored."""
    form = NominationForm(body(request, ProposalSerializer), actor=request._request.actor, on=today())
    said = asked(form)
    found = findings_for(said["cadre"], team=said["team"], seat=said["seat"], starts_on=said["starts_on"], said=said)
    return Response({"verdict": verdict(found), "findings": [one.as_json() for one in found]})


def _case(request, pk):
    actor = request._request.actor
    rows = Nomination.objects.visible_to(actor).select_related("cadre__unit__home", "team__village__division")
    return fetch(rows, actor, pk)
