"""How nominations look to machines."""

from rest_framework import serializers

from core.record import timeline
from selection.models import Nomination


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
    acting_for = serializers.CharField(source="giver", allow_null=True)
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
            "decision_file",
            "round",
            "order",
            "renews",
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
    order = serializers.IntegerField(default=1, min_value=1, max_value=999)
    round = serializers.IntegerField(required=False)
    decision_file = serializers.IntegerField(required=False, help_text="the number POST /api/v1/files/ gave")
    waiver_reason = serializers.CharField(required=False, allow_blank=True, max_length=1000)


class MendSerializer(ProposalSerializer):
    """What may be changed of a nomination that came back."""

    team = seat = cadre = None


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
