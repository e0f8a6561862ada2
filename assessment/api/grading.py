"""Assessments for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from assessment import actions
from assessment.facts import facts_of
from assessment.forms.grading import VERBS, FilterForm, StepForm, YearForm
from assessment.models import Assessment, Grade
from assessment.rows import NAMED, listed
from assessment.scales import scale_name
from core.access import fetch
from core.clock import today
from core.listing import asked, body, done, listing

FILTERS = [OpenApiParameter("year", int)]
FILTERS += [OpenApiParameter(name, str) for name in ("kind", "whose", "state", "q")]
FILTERS += [OpenApiParameter("waiting", bool), OpenApiParameter("page", int), OpenApiParameter("page_size", int)]


class AssessmentSerializer(serializers.ModelSerializer):
    """An assessment of a person or a team as a list shows it. Units and cadres see only grades that are final.

    `scale`: whose official words the grades stand for. A team has no posting and no seat.
    """

    name = serializers.SerializerMethodField()
    village = serializers.SerializerMethodField()
    seat = serializers.SerializerMethodField()
    scale = serializers.SerializerMethodField()
    proposed = serializers.CharField(read_only=True)
    grade = serializers.CharField(read_only=True)

    class Meta:
        model = Assessment
        fields = (
            "id",
            "posting",
            "team",
            "kind",
            "scale",
            "name",
            "village",
            "seat",
            "area",
            "year",
            "state",
            "proposed",
            "grade",
            "set_on",
            "changed_at",
        )
        read_only_fields = fields

    def get_name(self, case) -> str:
        """The person's name, or the team's villages."""
        return case.posting.cadre.name if case.posting_id else str(case.team)

    def get_village(self, case) -> str:
        """The village's full path."""
        return (case.team or case.posting.team).village.division.full_name

    def get_seat(self, case) -> str:
        """The person's seat; nothing for a team."""
        return case.posting.seat if case.posting_id else ""

    def get_scale(self, case) -> str:
        """civil_servants, institutions or teams."""
        return scale_name(case)


class AssessmentWholeSerializer(AssessmentSerializer):
    """One assessment with opinion, facts and the provisions its grade rests on."""

    facts = serializers.SerializerMethodField()

    class Meta(AssessmentSerializer.Meta):
        fields = (
            *AssessmentSerializer.Meta.fields,
            "opinion",
            "proposed_on",
            "because",
            "facts",
            "provisions",
            "snapshot_hash",
        )
        read_only_fields = fields

    def get_facts(self, case) -> dict:
        """As frozen with the grade, else as of now."""
        return case.facts or facts_of([case])[case.pk]


class AssessmentStepSerializer(serializers.Serializer):
    """A step: propose (grade, opinion), set (grade, note), agree (note), return (note) or reopen (note). `state`: where the case stood when seen."""

    verb = serializers.ChoiceField(VERBS)
    grade = serializers.ChoiceField(Grade, required=False)
    opinion = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    state = serializers.CharField(max_length=10, required=False, allow_blank=True)


class YearSerializer(serializers.Serializer):
    """The year to open."""

    year = serializers.IntegerField(min_value=2018, max_value=2200)


class OpenedSerializer(serializers.Serializer):
    """How many cases are new."""

    opened = serializers.IntegerField()


@extend_schema(parameters=FILTERS, responses=AssessmentSerializer(many=True))
@api_view(["GET"])
def assessments(request):
    """The assessments of people and teams in the caller's jurisdiction."""
    actor = request._request.actor
    wanted = asked(FilterForm(request.query_params, actor=actor, on=today()))
    return listing(request, listed(actor, wanted), AssessmentSerializer)


@extend_schema(responses=AssessmentWholeSerializer)
@api_view(["GET"])
def assessment(request, pk):
    """One assessment."""
    return Response(AssessmentWholeSerializer(_case(request, pk)).data)


@extend_schema(request=AssessmentStepSerializer, responses=AssessmentWholeSerializer)
@api_view(["POST"])
def assessment_step(request, pk):
    """One step on an assessment. 403: not this office. 409: somebody was faster. 422: why not, with the clause."""
    actor, case = request._request.actor, _case(request, pk)
    said = asked(StepForm(body(request, AssessmentStepSerializer), actor=actor, on=today()))
    return done(AssessmentWholeSerializer, actions.take_step(case, said, by=actor, on=today()))


@extend_schema(request=YearSerializer, responses=OpenedSerializer)
@api_view(["POST"])
def open_year(request):
    """Opens a year for everybody who has served in the caller's county; opening it again adds only who is new."""
    actor = request._request.actor
    said = asked(YearForm(body(request, YearSerializer), actor=actor, on=today()))
    return Response({"opened": actions.open_year(said["year"], by=actor, on=today())})


def _case(request, pk):
    actor = request._request.actor
    return fetch(Assessment.objects.visible_to(actor).select_related(*NAMED), actor, pk)
