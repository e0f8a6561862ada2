"""How commitments, reports and handovers look to machines."""

from rest_framework import serializers

from core.record import timeline
from duties.actions.reports import facts_now
from duties.models import Commitment, CommitmentItem, Handover, HandoverLine, ItemState, QuarterReport, ReportLine


class StepTaken(serializers.Serializer):
    """One step of a case."""

    verb = serializers.CharField()
    at = serializers.DateTimeField()
    by = serializers.SerializerMethodField()
    office = serializers.CharField()
    note = serializers.CharField()

    def get_by(self, line) -> str:
        """Who took it."""
        return line.user.name if line.user else ""


class _Paper(serializers.ModelSerializer):
    village = serializers.CharField(source="team.village.division.full_name", read_only=True)
    first_secretary = serializers.SerializerMethodField()

    def get_first_secretary(self, case) -> str:
        """Who speaks for the team; empty while the seat is."""
        return case.posting.cadre.name if case.posting else ""


_PAPER = ("id", "team", "village", "area", "year", "first_secretary", "state", "submitted_on", "received_on", "version")


class CommitmentShape(_Paper):
    """A commitment as a list shows it."""

    promised = serializers.IntegerField(read_only=True)

    class Meta:
        model = Commitment
        fields = (*_PAPER, "promised", "changed_at")
        read_only_fields = fields


class ItemShape(serializers.ModelSerializer):
    """One promise."""

    class Meta:
        model = CommitmentItem
        fields = ("id", "duty", "what", "measure", "by_on", "state", "carried_from")
        read_only_fields = fields


class CommitmentWhole(_Paper):
    """A commitment with its promises, earlier versions and steps."""

    items = ItemShape(many=True, read_only=True)
    timeline = serializers.SerializerMethodField()

    class Meta:
        model = Commitment
        fields = (*_PAPER, "items", "versions", "changed_at", "timeline")
        read_only_fields = fields

    def get_timeline(self, case) -> list[dict]:
        """The steps taken, oldest first."""
        return StepTaken(timeline(case), many=True).data


class BeginCommitment(serializers.Serializer):
    """Of which team and year."""

    team = serializers.IntegerField(min_value=1)
    year = serializers.IntegerField(min_value=2015, max_value=2200)


class ItemFacts(serializers.Serializer):
    """One promise: `id` of one that stands, else a new one."""

    id = serializers.IntegerField(required=False, allow_null=True)
    duty = serializers.CharField(max_length=40)
    what = serializers.CharField(max_length=200)
    measure = serializers.CharField(max_length=200)
    by_on = serializers.DateField()


class Promises(serializers.Serializer):
    """All promises of a commitment; those left out are struck. `version`: the one read before."""

    version = serializers.IntegerField(required=False, allow_null=True)
    items = ItemFacts(many=True)


class StepFacts(serializers.Serializer):
    """A step: its verb, the state it was seen in, a comment."""

    verb = serializers.CharField(max_length=12)
    state = serializers.CharField(required=False, allow_blank=True, max_length=10)
    note = serializers.CharField(required=False, allow_blank=True, max_length=500)


class Cases(serializers.Serializer):
    """Numbers of papers."""

    cases = serializers.ListField(child=serializers.IntegerField(min_value=1), max_length=200)


class Received(serializers.Serializer):
    """Which were received, and why the others were not."""

    received = serializers.ListField(child=serializers.IntegerField())
    refused = serializers.DictField(child=serializers.CharField())


class ReportShape(_Paper):
    """A report as a list shows it."""

    late = serializers.BooleanField(read_only=True)

    class Meta:
        model = QuarterReport
        fields = (*_PAPER, "quarter", "due_on", "late", "late_reason", "changed_at")
        read_only_fields = fields


class LineShape(serializers.ModelSerializer):
    """How one promise stands."""

    what = serializers.CharField(source="item.what", read_only=True)

    class Meta:
        model = ReportLine
        fields = ("item", "what", "state", "judgement")
        read_only_fields = fields


class ReportWhole(ReportShape):
    """A report with its lines, the facts of the quarter (frozen when received) and steps."""

    lines = LineShape(many=True, read_only=True)
    facts = serializers.SerializerMethodField()
    timeline = serializers.SerializerMethodField()

    class Meta(ReportShape.Meta):
        fields = (*ReportShape.Meta.fields, "thought", "work", "study", "lines", "facts", "timeline")
        read_only_fields = fields

    def get_facts(self, case) -> list[dict]:
        """[{code, who, value}]."""
        return facts_now(case) if case.facts is None else case.facts

    def get_timeline(self, case) -> list[dict]:
        """The steps taken, oldest first."""
        return StepTaken(timeline(case), many=True).data


class BeginReport(BeginCommitment):
    """Of which team and quarter."""

    quarter = serializers.IntegerField(min_value=1, max_value=4)


class LineFacts(serializers.Serializer):
    """How one promise stands, and the judgement."""

    item = serializers.IntegerField(min_value=1)
    state = serializers.ChoiceField(choices=ItemState.choices)
    judgement = serializers.CharField(required=False, allow_blank=True, max_length=300)


class AccountFacts(serializers.Serializer):
    """What the writer adds to what is known."""

    version = serializers.IntegerField(required=False, allow_null=True)
    thought = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    work = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    study = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    late_reason = serializers.CharField(required=False, allow_blank=True, max_length=200)
    lines = LineFacts(many=True, required=False)


class MissingShape(serializers.Serializer):
    """A team whose paper is not handed in."""

    id = serializers.IntegerField(source="pk")
    village = serializers.CharField(source="village.division.full_name")
    area = serializers.CharField()
    first_secretary = serializers.CharField(source="first_name", allow_null=True)
    due_on = serializers.DateField()
    late = serializers.BooleanField()
    begun = serializers.IntegerField(allow_null=True)


class PlaceShape(serializers.Serializer):
    """How many papers of the year and the quarter a place has."""

    code = serializers.CharField()
    name = serializers.CharField()
    teams = serializers.IntegerField()
    promise_taken = serializers.IntegerField()
    promise_submitted = serializers.IntegerField()
    promise_missing = serializers.IntegerField()
    report_taken = serializers.IntegerField()
    report_submitted = serializers.IntegerField()
    report_missing = serializers.IntegerField()


class HandoverShape(serializers.ModelSerializer):
    """A handover as a list shows it."""

    leaving = serializers.CharField(source="posting.cadre.name", read_only=True)
    village = serializers.CharField(source="posting.team.village.division.full_name", read_only=True)
    seat = serializers.CharField(source="posting.seat", read_only=True)
    taking_over = serializers.SerializerMethodField()
    days_together = serializers.IntegerField(read_only=True)

    class Meta:
        model = Handover
        fields = ("id", "posting", "leaving", "village", "area", "seat", "successor", "taking_over", "state")
        fields += ("together_from", "together_until", "days_together", "given_on", "taken_on", "version", "changed_at")
        read_only_fields = fields

    def get_taking_over(self, case) -> str:
        """The successor's name; empty while the township keeps it."""
        return case.successor.cadre.name if case.successor else ""


class HandoverLineShape(serializers.ModelSerializer):
    """One line of a list."""

    class Meta:
        model = HandoverLine
        fields = ("list", "kind", "what", "note", "amount", "item")
        read_only_fields = fields


class HandoverWhole(HandoverShape):
    """A handover with its lists and steps."""

    lines = HandoverLineShape(many=True, read_only=True)
    timeline = serializers.SerializerMethodField()

    class Meta(HandoverShape.Meta):
        fields = (*HandoverShape.Meta.fields, "short_reason", "lines", "timeline")
        read_only_fields = fields

    def get_timeline(self, case) -> list[dict]:
        """The steps taken, oldest first."""
        return StepTaken(timeline(case), many=True).data


class BeginHandover(serializers.Serializer):
    """Of which posting."""

    posting = serializers.IntegerField(min_value=1)


class HandoverLineFacts(serializers.Serializer):
    """One line as it is written."""

    list = serializers.ChoiceField(choices=HandoverLine.List.choices)
    kind = serializers.ChoiceField(choices=HandoverLine.Kind.choices)
    what = serializers.CharField(max_length=300)
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)
    amount = serializers.DecimalField(12, 2, min_value=0, required=False, allow_null=True)
    item = serializers.IntegerField(required=False, allow_null=True)


class ListsFacts(serializers.Serializer):
    """The three lists, and the time both were in the village."""

    version = serializers.IntegerField(required=False, allow_null=True)
    together_from = serializers.DateField(required=False, allow_null=True)
    together_until = serializers.DateField(required=False, allow_null=True)
    short_reason = serializers.CharField(required=False, allow_blank=True, max_length=200)
    lines = HandoverLineFacts(many=True)


class DueHandoverShape(serializers.Serializer):
    """A posting whose handover is due."""

    id = serializers.IntegerField(source="pk")
    cadre_name = serializers.CharField(source="cadre.name")
    village = serializers.CharField(source="team.village.division.full_name")
    area = serializers.CharField()
    seat = serializers.CharField()
    last_day = serializers.DateField()
    handover = serializers.SerializerMethodField()

    def get_handover(self, posting) -> int | None:
        """The number of the handover that is on its way."""
        return posting.handover.pk if hasattr(posting, "handover") else None
