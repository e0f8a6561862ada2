"""What machines read and write of spot checks and discrepancies, field by field."""

from rest_framework import serializers

from attendance.models import Discrepancy, SpotCheck, SpotCheckPlan
from core.openapi import ClockField


class PlanShape(serializers.ModelSerializer):
    """A plan; `seed`, `listed_count` and `listed_hash` prove the draw."""

    people = serializers.IntegerField(read_only=True)
    made = serializers.IntegerField(read_only=True)

    class Meta:
        model = SpotCheckPlan
        fields = (
            *("id", "area", "office", "number", "way", "how", "within", "starts_on", "ends_on", "seed", "listed_count"),
            *("listed_hash", "made_on", "called_off_on", "called_off_why", "people", "made"),
        )
        read_only_fields = fields


class WholePlanShape(PlanShape):
    """A plan with the list it was drawn from: [posting, township, days unchecked]."""

    listed = serializers.ListField(child=serializers.ListField(), read_only=True)

    class Meta(PlanShape.Meta):
        fields = (*PlanShape.Meta.fields, "listed")
        read_only_fields = fields


class PlanBody(serializers.Serializer):
    """A plan to fix: drawn (`wanted`, and `listed_hash` as `draw` gave it) or by hand (`postings`)."""

    way = serializers.ChoiceField(SpotCheckPlan.Way.choices)
    how = serializers.ChoiceField(SpotCheckPlan.How.choices)
    area = serializers.CharField(max_length=12, required=False)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    wanted = serializers.IntegerField(min_value=1, max_value=500, required=False)
    listed_hash = serializers.CharField(max_length=64, required=False)
    postings = serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=2**62), required=False)


class StratumShape(serializers.Serializer):
    """A township's share in a draw."""

    code = serializers.CharField()
    name = serializers.CharField()
    people = serializers.IntegerField()
    longest = serializers.IntegerField()
    share = serializers.IntegerField()


class DrawnShape(serializers.Serializer):
    """A posting that would be drawn."""

    id = serializers.IntegerField()
    name = serializers.CharField(source="cadre.name")
    area = serializers.CharField()
    checked_on = serializers.DateField(allow_null=True)


class DrawShape(serializers.Serializer):
    """What would be drawn."""

    seed = serializers.CharField()
    listed_hash = serializers.CharField(source="hash")
    count = serializers.IntegerField()
    strata = StratumShape(many=True)
    people = DrawnShape(many=True)


class WhyShape(serializers.Serializer):
    """A reason."""

    why = serializers.CharField(max_length=200)


class CheckShape(serializers.ModelSerializer):
    """A spot check; `day` is null until it is made."""

    name = serializers.CharField(source="posting.cadre.name", read_only=True)
    village = serializers.CharField(source="posting.team.village.division.name", read_only=True)
    way = serializers.ChoiceField(SpotCheckPlan.Way.choices, source="plan.way", read_only=True)
    time = ClockField(read_only=True, allow_null=True)
    result = serializers.CharField(read_only=True, help_text="empty until the check was made")

    class Meta:
        model = SpotCheck
        fields = (
            *(
                "id",
                "plan",
                "posting",
                "name",
                "village",
                "area",
                "by_area",
                "by_office",
                "way",
                "day",
                "time",
                "result",
            ),
            *("number_called", "spoke_with", "note"),
        )
        read_only_fields = fields


class RecordBody(serializers.Serializer):
    """What a check found; `why` only to change what was recorded. `paper`: a file the caller has handed in."""

    result = serializers.ChoiceField(SpotCheck.Result.choices)
    day = serializers.DateField(required=False)
    time = ClockField(required=False)
    number_called = serializers.CharField(max_length=20, required=False, allow_blank=True)
    spoke_with = serializers.CharField(max_length=40, required=False, allow_blank=True)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)
    why = serializers.CharField(max_length=200, required=False, allow_blank=True)
    paper = serializers.IntegerField(required=False, min_value=1, max_value=2**62)


class DiscrepancyShape(serializers.ModelSerializer):
    """A discrepancy; `sheet_now` is what the sheet says of the day today, `outcome` is empty until it is settled."""

    name = serializers.CharField(source="posting.cadre.name", read_only=True)
    sheet_now = serializers.CharField(read_only=True, allow_null=True)
    outcome = serializers.CharField(read_only=True)

    class Meta:
        model = Discrepancy
        fields = (
            *(
                "id",
                "check_made",
                "posting",
                "name",
                "area",
                "by_area",
                "by_office",
                "day",
                "sheet_status",
                "sheet_now",
            ),
            *("result", "why", "state", "outcome", "reason", "opened_on", "settled_on"),
        )
        read_only_fields = fields


class StepBody(serializers.Serializer):
    """settle with an outcome, or return; either says why."""

    verb = serializers.ChoiceField(["settle", "return"])
    outcome = serializers.ChoiceField(Discrepancy.Outcome.choices, required=False)
    note = serializers.CharField(max_length=1000)


class CountsShape(serializers.Serializer):
    """Checks of a division by result, and what they contradict."""

    code = serializers.CharField()
    name = serializers.CharField()
    checks = serializers.IntegerField()
    in_village = serializers.IntegerField()
    report_out = serializers.IntegerField()
    training = serializers.IntegerField()
    leave = serializers.IntegerField()
    not_found = serializers.IntegerField()
    not_reached = serializers.IntegerField()
    contradicted = serializers.IntegerField()
    open = serializers.IntegerField()
