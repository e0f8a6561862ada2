"""How public notices of results and objections to them look to machines."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assessment.models import ResultNotice, ResultObjection
from core.record import timeline
from selection.api.publicity_shapes import ObjectionWordsBody
from selection.api.shapes import TakenSerializer


class ResultNoticeShape(serializers.ModelSerializer):
    """A public notice of results; `people` is how many lines of it the caller sees."""

    people = serializers.IntegerField(read_only=True)

    class Meta:
        model = ResultNotice
        fields = (
            "id",
            "title",
            "area",
            "cycle",
            "from_on",
            "until_on",
            "telephone",
            "address",
            "email",
            "state",
            "withdrawn_why",
            "people",
        )
        read_only_fields = fields


class ResultLineShape(serializers.Serializer):
    """One grade on a notice, in the words it was published in; a team has no name."""

    village = serializers.CharField()
    name = serializers.CharField()
    seat = serializers.CharField()
    sender = serializers.CharField()
    grade = serializers.DictField(child=serializers.CharField())


class ResultNoticeBody(serializers.Serializer):
    """A notice to be published: grades by number, or `every` one of a cycle, place or sort."""

    cases = serializers.ListField(child=serializers.IntegerField(), required=False, max_length=2000)
    every = serializers.BooleanField(default=False)
    cycle = serializers.IntegerField(required=False)
    area = serializers.RegexField(r"^[0-9]{2,12}$", required=False)
    what = serializers.ChoiceField(["teams", "people"], required=False)
    title = serializers.CharField(max_length=120)
    from_on = serializers.DateField()
    until_on = serializers.DateField()
    telephone = serializers.CharField(max_length=40)
    address = serializers.CharField(max_length=120)
    email = serializers.EmailField(required=False, allow_blank=True)


class FinishedShape(serializers.Serializer):
    """How many grades became final."""

    final = serializers.IntegerField()


class ResultObjectionShape(serializers.ModelSerializer):
    """An objection without the contact; `reveal` shows that, and is recorded."""

    about = serializers.CharField(source="assessment.__str__", read_only=True)

    class Meta:
        model = ResultObjection
        fields = (
            "id",
            "notice",
            "assessment",
            "about",
            "name",
            "means",
            "received_on",
            "posted_on",
            "grounds",
            "finding",
            "state",
        )
        read_only_fields = fields


class ResultObjectionWholeShape(ResultObjectionShape):
    """An objection with the steps taken."""

    timeline = serializers.SerializerMethodField()

    class Meta(ResultObjectionShape.Meta):
        fields = (*ResultObjectionShape.Meta.fields, "timeline")
        read_only_fields = fields

    @extend_schema_field(TakenSerializer(many=True))
    def get_timeline(self, case):
        """The steps taken, oldest first."""
        return TakenSerializer(timeline(case), many=True).data


class ResultObjectionBody(ObjectionWordsBody):
    """An objection to a grade."""

    assessment = serializers.IntegerField()
