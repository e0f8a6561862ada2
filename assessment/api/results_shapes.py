"""How final results and their use look to machines."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assessment.models import Assessment, Use
from assessment.noticeboard import scale_name
from assessment.papers.registration import COUNTS
from assessment.results import sender
from core.record import timeline
from selection.api.shapes import TakenSerializer


class ResultShape(serializers.ModelSerializer):
    """A final result: whose it is, in the words of its own scale, and what it is based on. It stands as the unit's own."""

    name = serializers.CharField(source="cadre.name", read_only=True)
    unit = serializers.SerializerMethodField()
    village = serializers.CharField(source="posting.team.village.division.full_name", read_only=True)
    seat = serializers.CharField(source="posting.seat", read_only=True)
    grade = serializers.CharField(read_only=True)
    words = serializers.SerializerMethodField()
    shown_from = serializers.DateField(read_only=True, allow_null=True)
    shown_until = serializers.DateField(read_only=True, allow_null=True)
    rests_on = serializers.CharField(default=COUNTS, read_only=True)

    class Meta:
        model = Assessment
        fields = (
            "id",
            "posting",
            "name",
            "unit",
            "village",
            "seat",
            "area",
            "year",
            "kind",
            "grade",
            "words",
            "set_on",
            "shown_from",
            "shown_until",
            "final_on",
            "facts",
            "opinion",
            "snapshot_hash",
            "rests_on",
        )
        read_only_fields = fields

    def get_unit(self, case) -> str:
        """The dispatching unit, or the township."""
        return sender(case)

    def get_words(self, case) -> dict[str, str]:
        """The grade in the words of the person's own scale."""
        return case.scales[scale_name(case)][case.grade]


class UseShape(serializers.ModelSerializer):
    """A recommendation and what became of it."""

    name = serializers.CharField(source="cadre.name", read_only=True)
    grade = serializers.CharField(source="assessment.grade", read_only=True)

    class Meta:
        model = Use
        fields = (
            "id",
            "assessment",
            "name",
            "grade",
            "area",
            "year",
            "kind",
            "reason",
            "made_office",
            "made_place",
            "made_on",
            "level_office",
            "level_area",
            "state",
            "outcome",
            "used_on",
            "document_number",
        )
        read_only_fields = fields


class UseWholeShape(UseShape):
    """A recommendation with the provisions it rests on and the steps taken."""

    timeline = serializers.SerializerMethodField()

    class Meta(UseShape.Meta):
        fields = (*UseShape.Meta.fields, "provisions", "timeline")
        read_only_fields = fields

    @extend_schema_field(TakenSerializer(many=True))
    def get_timeline(self, case):
        """The steps taken, oldest first."""
        return TakenSerializer(timeline(case), many=True).data


class RecommendBody(serializers.Serializer):
    """For what, and why."""

    kind = serializers.ChoiceField(Use.Kind.choices)
    reason = serializers.CharField(max_length=2000)


class UseStepBody(serializers.Serializer):
    """use (outcome, used_on, document_number), decline (note) or withdraw (note)."""

    verb = serializers.ChoiceField(["use", "decline", "withdraw"])
    outcome = serializers.CharField(max_length=120, required=False, allow_blank=True)
    used_on = serializers.DateField(required=False, allow_null=True)
    document_number = serializers.CharField(max_length=60, required=False, allow_blank=True)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)
