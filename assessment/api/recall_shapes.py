"""How recalls look to machines."""

from rest_framework import serializers

from assessment import recall_rows
from assessment.models import Recall, RecallDuty
from core.clock import today
from core.offices import DEPARTMENTS


class RecallShape(serializers.ModelSerializer):
    """A recall as a list shows it."""

    cadre_name = serializers.CharField(source="posting.cadre.name", read_only=True)
    village = serializers.CharField(source="posting.team.village.division.full_name", read_only=True)
    seat = serializers.CharField(source="posting.seat", read_only=True)

    class Meta:
        model = Recall
        fields = ("id", "posting", "cadre_name", "village", "area", "seat", "unit", "kind", "ground", "grave", "state")
        fields += ("happened_on", "leaves_on", "proposed_on", "decided_on", "decision_number", "deciding_office")
        fields += ("deciding_area", "changed_at")
        read_only_fields = fields


class DutyShape(serializers.ModelSerializer):
    """One linked duty."""

    late = serializers.SerializerMethodField()

    class Meta:
        model = RecallDuty
        fields = ("kind", "owner_office", "owner_area", "unit", "due_on", "done_on", "note", "file", "late")
        read_only_fields = fields

    def get_late(self, duty) -> bool:
        """Whether it is overdue."""
        return duty.late(today())


class RecallWhole(RecallShape):
    """A recall with facts, statement, provisions and the duties the caller may see; papers are a department's."""

    papers = serializers.SerializerMethodField()
    duties = serializers.SerializerMethodField()

    class Meta(RecallShape.Meta):
        fields = (*RecallShape.Meta.fields, "reason", "papers", "statement", "heard_on", "examining_office")
        fields += ("examining_area", "examined_number", "examined_on", "provisions", "duties")
        read_only_fields = fields

    def get_papers(self, case) -> list[int]:
        """Numbers of the evidence."""
        seen = self.context["actor"].office in DEPARTMENTS
        return [paper.pk for paper in case.papers.all()] if seen else []

    def get_duties(self, case) -> list[dict]:
        """The linked duties."""
        found = recall_rows.duties(case, self.context["actor"], today())
        return DutyShape([duty for duty, _mine, _late in found], many=True).data


class ChargeAgain(serializers.Serializer):
    """What is proposed; `papers` are files the caller has handed in."""

    kind = serializers.ChoiceField(choices=Recall.Kind.choices)
    ground = serializers.ChoiceField(choices=Recall.Ground.choices)
    happened_on = serializers.DateField()
    reason = serializers.CharField(max_length=2000)
    leaves_on = serializers.DateField(required=False, allow_null=True)
    papers = serializers.ListField(child=serializers.IntegerField(min_value=1), required=False, max_length=10)


class ChargeFacts(ChargeAgain):
    """What is proposed about which posting."""

    posting = serializers.IntegerField(min_value=1, max_value=2**62)


class RecallStepFacts(serializers.Serializer):
    """A step: examine (examined_number, examined_on), approve (decision_number), return, decline or withdraw."""

    verb = serializers.CharField()
    note = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    state = serializers.CharField(required=False, allow_blank=True)
    examined_number = serializers.CharField(required=False, allow_blank=True, max_length=60)
    examined_on = serializers.DateField(required=False, allow_null=True)
    decision_number = serializers.CharField(required=False, allow_blank=True, max_length=60)


class HearingFacts(serializers.Serializer):
    """What the cadre said, and when."""

    statement = serializers.CharField(max_length=2000)
    heard_on = serializers.DateField()
    papers = serializers.ListField(child=serializers.IntegerField(min_value=1), required=False, max_length=10)


class DutyFacts(serializers.Serializer):
    """A duty done: words, a file handed in, or both."""

    duty = serializers.ChoiceField(choices=RecallDuty.Kind.choices)
    evidence = serializers.CharField(required=False, allow_blank=True, max_length=500)
    file = serializers.IntegerField(required=False, allow_null=True, min_value=1)
