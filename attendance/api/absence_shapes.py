"""How leave and report-outs look to machines."""

from rest_framework import serializers

from attendance.forms.absences import STEP_VERBS
from attendance.models import Leave, ReportOut
from core.record import timeline


class _AbsenceShape(serializers.ModelSerializer):
    """Who and where, whatever the absence."""

    cadre_name = serializers.CharField(source="posting.cadre.name", read_only=True)
    village = serializers.CharField(source="posting.team.village.division.full_name", read_only=True)
    days = serializers.IntegerField(read_only=True)


_WHO = ("id", "posting", "cadre_name", "village", "area", "kind", "starts_on", "ends_on", "days")


class LeaveShape(_AbsenceShape):
    """A leave as a list shows it; `run_days` is the length of the unbroken run its approvals were judged by."""

    class Meta:
        model = Leave
        fields = (*_WHO, "state", "approvals", "run_days", "applied_on", "on_behalf", "back_on", "changed_at")
        read_only_fields = fields


class LeaveWhole(LeaveShape):
    """A leave with reason, papers, provisions and steps."""

    steps = serializers.SerializerMethodField()

    class Meta(LeaveShape.Meta):
        more = ("reason", "destination", "late_reason", "asked_until", "extends", "to_mend", "papers", "provisions")
        fields = (*LeaveShape.Meta.fields, *more, "steps")
        read_only_fields = fields

    def get_steps(self, leave) -> list[dict]:
        """The steps taken, oldest first."""
        return [{"verb": one.verb, "office": one.office, "at": one.at, "note": one.note} for one in timeline(leave)]


class LeaveFacts(serializers.Serializer):
    """What is applied for; `papers` are files the caller has handed in."""

    kind = serializers.ChoiceField(choices=Leave.Kind.choices)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    reason = serializers.CharField(max_length=300)
    destination = serializers.CharField(max_length=100)
    late_reason = serializers.CharField(max_length=200, required=False, allow_blank=True)
    papers = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**62), required=False, max_length=10
    )


class LeaveApplication(LeaveFacts):
    """An application of one posting."""

    posting = serializers.IntegerField(min_value=1, max_value=2**62)


class LeaveStepFacts(serializers.Serializer):
    """A step; `fields_to_mend` when returning, `back_on` when reporting back, `state` as it was seen."""

    verb = serializers.ChoiceField(choices=STEP_VERBS)
    note = serializers.CharField(required=False, allow_blank=True, max_length=500)
    state = serializers.CharField(required=False, allow_blank=True)
    back_on = serializers.DateField(required=False, allow_null=True)
    fields_to_mend = serializers.ListField(child=serializers.CharField(), required=False, max_length=10)


class TogetherFacts(serializers.Serializer):
    """The same decision on several leaves."""

    leaves = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**62), allow_empty=False, max_length=100
    )
    verb = serializers.ChoiceField(choices=["approve", "decline"])
    note = serializers.CharField(required=False, allow_blank=True, max_length=500)


class TogetherShape(serializers.Serializer):
    """Which were decided, and why the others were not."""

    done = serializers.ListField(child=serializers.IntegerField())
    refused = serializers.DictField(child=serializers.CharField())


class WayShape(serializers.Serializer):
    """Who would decide, in order, by the length of the unbroken run, and the rule that says so."""

    offices = serializers.ListField(child=serializers.CharField())
    run_days = serializers.IntegerField()
    extends = serializers.IntegerField(allow_null=True)
    rule = serializers.DictField()


class YearOfLeave(serializers.Serializer):
    """Days of leave of one posting in a year, by kind and together."""

    posting = serializers.IntegerField()
    area = serializers.CharField()
    name = serializers.CharField()
    village = serializers.CharField()
    sick = serializers.IntegerField()
    personal = serializers.IntegerField()
    official = serializers.IntegerField()
    annual = serializers.IntegerField()
    family = serializers.IntegerField()
    marriage = serializers.IntegerField()
    maternity = serializers.IntegerField()
    funeral = serializers.IntegerField()
    total = serializers.IntegerField()


class ReportOutShape(_AbsenceShape):
    """A report-out."""

    class Meta:
        model = ReportOut
        more = ("reason", "destination", "late_reason", "told_on", "on_behalf", "cancelled_on", "changed_at")
        fields = (*_WHO, *more)
        read_only_fields = fields


class OutingFacts(serializers.Serializer):
    """What is told."""

    kind = serializers.ChoiceField(choices=ReportOut.Kind.choices)
    reason = serializers.CharField(max_length=200)
    destination = serializers.CharField(max_length=100)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    late_reason = serializers.CharField(max_length=200, required=False, allow_blank=True)


class OutingOfPosting(OutingFacts):
    """What is told of one posting."""

    posting = serializers.IntegerField(min_value=1, max_value=2**62)


class TakeBackFacts(serializers.Serializer):
    """Why it is taken back."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=200)


class AwayShape(serializers.Serializer):
    """One absence of the calendar."""

    posting = serializers.IntegerField()
    name = serializers.CharField()
    village = serializers.CharField()
    area = serializers.CharField()
    what = serializers.ChoiceField(choices=["leave", "training", "report_out", "pending"])
    words = serializers.CharField()
    first = serializers.DateField()
    last = serializers.DateField()
