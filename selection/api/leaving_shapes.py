"""How adjustments, terms and transfers look to machines."""

from rest_framework import serializers

from core.clock import today
from core.record import timeline
from selection.api.shapes import TakenSerializer
from selection.models import Adjustment, Nomination, Transfer, Volunteer
from teams.models import Posting


class _CaseShape(serializers.ModelSerializer):
    """Who and where, whatever the case."""

    cadre_name = serializers.CharField(source="posting.cadre.name", read_only=True)
    village = serializers.CharField(source="posting.team.village.division.full_name", read_only=True)
    seat = serializers.CharField(source="posting.seat", read_only=True)


_WHO = ("id", "posting", "cadre_name", "village", "area", "seat", "unit", "state", "applied_on", "changed_at")


class AdjustmentShape(_CaseShape):
    """An adjustment as a list shows it."""

    class Meta:
        model = Adjustment
        fields = (*_WHO, "ground", "leaves_on", "approving_office", "approving_area", "filed_with")
        read_only_fields = fields


class AdjustmentWhole(AdjustmentShape):
    """An adjustment with reason, opinion, provisions and steps."""

    timeline = serializers.SerializerMethodField()

    class Meta(AdjustmentShape.Meta):
        more = ("reason", "papers", "opinion", "opinion_number", "opinion_on", "opinion_file", "provisions", "timeline")
        fields = (*AdjustmentShape.Meta.fields, *more)
        read_only_fields = fields

    def get_timeline(self, case) -> list[dict]:
        """The steps taken, oldest first."""
        return TakenSerializer(timeline(case), many=True).data


class ApplicationFacts(serializers.Serializer):
    """The application; `papers` are files the caller has handed in."""

    posting = serializers.IntegerField()
    ground = serializers.ChoiceField(choices=Adjustment.Ground.choices)
    reason = serializers.CharField(max_length=1000)
    leaves_on = serializers.DateField()
    papers = serializers.ListField(child=serializers.IntegerField(), required=False, max_length=10)


class AdjustmentStepFacts(serializers.Serializer):
    """A step: endorse (with the opinion), approve, file, return, decline or withdraw."""

    verb = serializers.CharField()
    note = serializers.CharField(required=False, allow_blank=True)
    state = serializers.CharField(required=False, allow_blank=True)
    opinion = serializers.CharField(required=False, allow_blank=True)
    opinion_number = serializers.CharField(required=False, allow_blank=True)
    opinion_on = serializers.DateField(required=False, allow_null=True)
    opinion_file = serializers.IntegerField(required=False, allow_null=True)
    papers = serializers.ListField(child=serializers.IntegerField(), required=False, max_length=10)


class Cases(serializers.Serializer):
    """Numbers of cases."""

    cases = serializers.ListField(child=serializers.IntegerField(min_value=1), max_length=500)


class Filed(serializers.Serializer):
    """Which were put on file, and why the others were not."""

    filed = serializers.ListField(child=serializers.IntegerField())
    refused = serializers.DictField(child=serializers.CharField())


class TermShape(serializers.ModelSerializer):
    """A running posting whose term ends, and what follows on its seat."""

    cadre_name = serializers.CharField(source="cadre.name", read_only=True)
    village = serializers.CharField(source="team.village.division.full_name", read_only=True)
    days_left = serializers.SerializerMethodField()
    successor_from = serializers.DateField(source="coming", allow_null=True)
    nominated = serializers.CharField(allow_null=True)
    volunteered_on = serializers.DateField(source="volunteered", allow_null=True)
    entered_round = serializers.BooleanField(source="entered")
    transfer = serializers.IntegerField(allow_null=True)

    class Meta:
        model = Posting
        fields = ("id", "cadre", "cadre_name", "team", "village", "area", "seat", "term_ends_on", "days_left")
        fields += ("successor_from", "nominated", "volunteered_on", "entered_round", "transfer")
        read_only_fields = fields

    def get_days_left(self, one) -> int:
        """Days until the term ends; negative once it is over."""
        return (one.term_ends_on - today()).days


class WishFacts(serializers.Serializer):
    """A remark."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=200)


class VolunteerShape(serializers.ModelSerializer):
    """The wish to continue."""

    class Meta:
        model = Volunteer
        fields = ("id", "posting", "said_on", "note", "round", "withdrawn_on")
        read_only_fields = fields


class DraftShape(serializers.ModelSerializer):
    """The draft a volunteer enters a round with."""

    class Meta:
        model = Nomination
        fields = ("id", "team", "seat", "cadre", "round", "renews", "starts_on", "term_ends_on", "state")
        read_only_fields = fields


class TransferShape(_CaseShape):
    """A transfer as a list shows it."""

    class Meta:
        model = Transfer
        fields = (*_WHO, "to_unit", "to_township", "post", "effective_on", "done_on")
        read_only_fields = fields


class TransferWhole(TransferShape):
    """A transfer with the wish, the unit's agreement, provisions and steps."""

    timeline = serializers.SerializerMethodField()

    class Meta(TransferShape.Meta):
        more = ("wish", "agreement_number", "agreement_on", "agreement_file", "provisions", "timeline")
        fields = (*TransferShape.Meta.fields, *more)
        read_only_fields = fields

    def get_timeline(self, case) -> list[dict]:
        """The steps taken, oldest first."""
        return TakenSerializer(timeline(case), many=True).data


class TransferFacts(serializers.Serializer):
    """The wish: one of `to_unit` (its registered name) and `to_township` (a code)."""

    posting = serializers.IntegerField()
    to_unit = serializers.CharField(required=False, allow_blank=True)
    to_township = serializers.CharField(required=False, allow_blank=True)
    post = serializers.CharField(max_length=60)
    effective_on = serializers.DateField()
    wish = serializers.CharField(max_length=1000)


class TransferStepFacts(serializers.Serializer):
    """A step: endorse (with number and day of the agreement), agree, decline or withdraw."""

    verb = serializers.CharField()
    note = serializers.CharField(required=False, allow_blank=True)
    state = serializers.CharField(required=False, allow_blank=True)
    agreement_number = serializers.CharField(required=False, allow_blank=True)
    agreement_on = serializers.DateField(required=False, allow_null=True)
    agreement_file = serializers.IntegerField(required=False, allow_null=True)
