"""What machines read and write of counted ballots."""

from rest_framework import serializers

from assessment.ballot_steps import BallotKind
from assessment.balloting import lines_of, result
from assessment.forms.ballots import MOST
from assessment.models import BallotBatch

FIELDS = (
    *("id", "cycle", "team", "village", "area", "kind", "state", "held_on", "place"),
    *("eligible", "issued", "returned", "valid", "standing", "version", "entered_on", "confirmed_on", "changed_at"),
)


class BatchShape(serializers.ModelSerializer):
    """One counted batch as a list shows it."""

    village = serializers.CharField(source="team.village.division.full_name")

    class Meta:
        model = BallotBatch
        fields = FIELDS
        read_only_fields = FIELDS


class BatchWholeShape(BatchShape):
    """One counted batch with its paper, rules and results; the votes stand there where enough were valid."""

    subjects = serializers.SerializerMethodField()

    class Meta(BatchShape.Meta):
        fields = (*FIELDS, "sheet", "provisions", "subjects")
        read_only_fields = fields

    def get_subjects(self, batch) -> list[dict]:
        """Per case: votes by item in the order of the paper's grades, and what the batch says of it."""
        return [{"case": case.pk, "votes": said, "result": result(batch, said)} for case, said in lines_of(batch)]


class CellShape(serializers.Serializer):
    """One kind of ballot of a village: its batch, or missing."""

    kind = serializers.CharField()
    batch = serializers.IntegerField(allow_null=True)
    state = serializers.CharField()
    standing = serializers.CharField()


class VillageShape(serializers.Serializer):
    """A team of the cycle and how far its ballots are."""

    team = serializers.IntegerField(source="team.pk")
    village = serializers.CharField(source="team.village.division.full_name")
    area = serializers.CharField(source="team.area")
    ballots = serializers.SerializerMethodField()

    def get_ballots(self, row) -> list[dict]:
        """A cell per kind the cycle asks for."""
        return [CellShape(_cell(kind, batch)).data for kind, batch in row.cells]


def _cell(kind, batch):
    if batch is None:
        return {"kind": kind, "batch": None, "state": "missing", "standing": ""}
    return {"kind": kind, "batch": batch.pk, "state": batch.state, "standing": batch.standing}


class LineShape(serializers.Serializer):
    """The votes of one case and item: a number per grade of the paper."""

    case = serializers.IntegerField(min_value=1, max_value=10**17)
    item = serializers.CharField(max_length=60)
    votes = serializers.DictField(child=serializers.IntegerField(min_value=-MOST, max_value=MOST))


class CountBody(serializers.Serializer):
    """A count to enter, or to put in place of the one whose `version` was seen."""

    held_on = serializers.DateField()
    place = serializers.CharField(max_length=80)
    eligible = serializers.IntegerField(min_value=-MOST, max_value=MOST)
    issued = serializers.IntegerField(min_value=-MOST, max_value=MOST)
    returned = serializers.IntegerField(min_value=-MOST, max_value=MOST)
    valid = serializers.IntegerField(min_value=-MOST, max_value=MOST)
    votes = LineShape(many=True, required=False, max_length=200)
    version = serializers.IntegerField(required=False, min_value=0, max_value=10**9)


class NewCountBody(CountBody):
    """A count to enter: of which cycle (the county's latest if none is said) and kind."""

    cycle = serializers.IntegerField(required=False, min_value=1, max_value=10**17)
    kind = serializers.ChoiceField(BallotKind.choices)


class BallotStepBody(serializers.Serializer):
    """The second counter's word on the version seen."""

    verb = serializers.ChoiceField(["confirm", "return", "reopen"])
    note = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    version = serializers.IntegerField(min_value=1, max_value=10**9)


class PaperSubjectShape(serializers.Serializer):
    """One case on the ballot paper and the items asked about it."""

    case = serializers.IntegerField()
    name = serializers.CharField()
    items = serializers.ListField(child=serializers.CharField())


class PaperShape(serializers.Serializer):
    """The ballot paper of a team: what a count is to be given for."""

    cycle = serializers.IntegerField()
    kind = serializers.CharField()
    grades = serializers.ListField(child=serializers.CharField())
    subjects = PaperSubjectShape(many=True)
