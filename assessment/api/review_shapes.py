"""How the review looks to machines."""

from rest_framework import serializers

from assessment.api.grading import AssessmentSerializer
from assessment.forms.grading import LONGEST
from assessment.models import Grade, Method, TermMethod
from assessment.reviewing import AT_ONCE

TEXT = {"max_length": LONGEST, "required": False, "allow_blank": True, "default": ""}


class PoolSerializer(serializers.Serializer):
    """A pool of the quota: how many people or teams, places, how many are given and left, how many wait as excellent."""

    pool = serializers.CharField(source="pool.name")
    people = serializers.IntegerField(source="pool.people")
    places = serializers.IntegerField(source="pool.places")
    granted = serializers.IntegerField(source="pool.granted")
    left = serializers.IntegerField(source="pool.left")
    asked = serializers.IntegerField()
    decided_by = serializers.ListField(child=serializers.CharField())
    choices = serializers.IntegerField(source="placing.choices")


class RowSerializer(serializers.Serializer):
    """A case on review: facts with the score, the best grade open and why, where it falls for the last places and by which rule."""

    case = AssessmentSerializer()
    opinion = serializers.CharField(source="case.opinion")
    facts = serializers.DictField()
    best = serializers.SerializerMethodField()
    because = serializers.SerializerMethodField()
    falls = serializers.SerializerMethodField()
    decided_by = serializers.SerializerMethodField()

    def get_best(self, row) -> str:
        """The best grade open of what is proposed."""
        return row.judged.grade if row.judged else ""

    def get_because(self, row) -> str:
        """The key of the provision that caps it."""
        return (row.judged.because if row.judged else "") or ""

    def get_falls(self, row) -> str:
        """within, beyond, choice, or nothing while there is room for all."""
        return row.falls[0]

    def get_decided_by(self, row) -> str:
        """The rule that decided it."""
        return row.falls[1]


class ReviewSerializer(serializers.Serializer):
    """A page of the review."""

    count = serializers.IntegerField()
    pages = serializers.IntegerField()
    places = PoolSerializer(many=True)
    rows = RowSerializer(many=True)


class StepRow(serializers.Serializer):
    """What is said of one case."""

    id = serializers.IntegerField(min_value=1)
    grade = serializers.ChoiceField(Grade, required=False, allow_blank=True, default="")
    opinion = serializers.CharField(**TEXT)
    note = serializers.CharField(**TEXT)


class StepsSerializer(serializers.Serializer):
    """A step on up to 300 cases: propose (grade, opinion), set (grade or as proposed, note), return (note), agree."""

    verb = serializers.ChoiceField(["propose", "set", "return", "agree"])
    rows = StepRow(many=True)

    def validate_rows(self, rows):
        """At least one, at most a page of them."""
        if not 1 <= len(rows) <= AT_ONCE:
            raise serializers.ValidationError(f"1 – {AT_ONCE}")
        return rows


class DoneSerializer(serializers.Serializer):
    """How many cases were moved."""

    done = serializers.IntegerField()


class WayShape(serializers.ModelSerializer):
    """A way of the term-end assessment as it is recorded."""

    class Meta:
        model = TermMethod
        fields = ("id", "assessment", "method", "day", "who", "found", "file", "recorded_by", "recorded_on")
        read_only_fields = fields


class WayFacts(serializers.Serializer):
    """One way; `file` is one the caller has handed in."""

    method = serializers.ChoiceField(Method)
    day = serializers.DateField()
    who = serializers.CharField(max_length=200)
    found = serializers.CharField(max_length=2000)
    file = serializers.IntegerField(required=False, allow_null=True)
