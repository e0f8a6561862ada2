"""How public notices, objections and posting letters look to machines."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.record import timeline
from selection.api.shapes import TakenSerializer
from selection.models import Letter, Objection, PublicNotice


class FactsShape(serializers.Serializer):
    """One person on a notice: the public columns as they were published, codes as codes."""

    name = serializers.CharField()
    sex = serializers.CharField()
    born = serializers.CharField()
    party = serializers.CharField()
    post = serializers.CharField()
    village = serializers.CharField()
    seat = serializers.CharField()


class LineShape(serializers.Serializer):
    """One person on a letter, as it was issued, codes as codes."""

    name = serializers.CharField()
    sex = serializers.CharField()
    party = serializers.CharField()
    sender = serializers.CharField()
    post = serializers.CharField()
    county = serializers.CharField()
    township = serializers.CharField()
    village = serializers.CharField()
    seat = serializers.CharField()
    until = serializers.DateField()

    def get_fields(self):
        """`from` is no name Python can give."""
        return {**super().get_fields(), "from": serializers.DateField()}


class NoticeShape(serializers.ModelSerializer):
    """A public notice; `people` is how many it shows."""

    people = serializers.IntegerField(read_only=True)

    class Meta:
        model = PublicNotice
        fields = (
            "id",
            "title",
            "office",
            "area",
            "round",
            "decided_by",
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


class PickShape(serializers.Serializer):
    """Nominations by number, or `every` one of a round, unit or place."""

    nominations = serializers.ListField(child=serializers.IntegerField(), required=False, max_length=2000)
    every = serializers.BooleanField(default=False)
    round = serializers.IntegerField(required=False)
    unit = serializers.IntegerField(required=False)
    area = serializers.RegexField(r"^[0-9]{2,12}$", required=False)


class NoticeBody(PickShape):
    """A notice to be published."""

    title = serializers.CharField(max_length=120)
    decided_by = serializers.CharField(max_length=120)
    from_on = serializers.DateField()
    until_on = serializers.DateField()
    telephone = serializers.CharField(max_length=40)
    address = serializers.CharField(max_length=120)
    email = serializers.EmailField(required=False, allow_blank=True)


class WhyBody(serializers.Serializer):
    """A reason for withdrawing."""

    why = serializers.CharField(max_length=1000)


class ReasonBody(serializers.Serializer):
    """A reason for looking."""

    reason = serializers.CharField(max_length=200)


class ContactShape(serializers.Serializer):
    """How the objector can be reached."""

    contact = serializers.CharField()


class ObjectionShape(serializers.ModelSerializer):
    """An objection without the contact; `reveal` shows that, and is recorded."""

    cadre_name = serializers.CharField(source="nomination.cadre.name", read_only=True)

    class Meta:
        model = Objection
        fields = (
            "id",
            "notice",
            "nomination",
            "cadre_name",
            "name",
            "means",
            "received_on",
            "posted_on",
            "grounds",
            "finding",
            "state",
        )
        read_only_fields = fields


class ObjectionWholeShape(ObjectionShape):
    """An objection with the steps taken."""

    timeline = serializers.SerializerMethodField()

    class Meta(ObjectionShape.Meta):
        fields = (*ObjectionShape.Meta.fields, "timeline")
        read_only_fields = fields

    @extend_schema_field(TakenSerializer(many=True))
    def get_timeline(self, case):
        """The steps taken, oldest first."""
        return TakenSerializer(timeline(case), many=True).data


class ObjectionWordsBody(serializers.Serializer):
    """What is said in any objection; `paper` is the number of a file the caller has handed in."""

    anonymous = serializers.BooleanField(default=False)
    name = serializers.CharField(max_length=40, required=False, allow_blank=True)
    contact = serializers.CharField(max_length=120, required=False, allow_blank=True)
    means = serializers.ChoiceField(Objection.Means.choices)
    received_on = serializers.DateField()
    posted_on = serializers.DateField(required=False, allow_null=True)
    grounds = serializers.CharField(max_length=4000)
    paper = serializers.IntegerField(required=False)


class ObjectionBody(ObjectionWordsBody):
    """An objection to a nomination."""

    nomination = serializers.IntegerField()


class SettleBody(serializers.Serializer):
    """dismiss or uphold, with what was found."""

    verb = serializers.ChoiceField(["dismiss", "uphold"])
    finding = serializers.CharField(max_length=1000)


class LetterShape(serializers.ModelSerializer):
    """A posting letter; `people`: how many of its lines concern the caller."""

    title = serializers.CharField(source="__str__", read_only=True)
    people = serializers.IntegerField(read_only=True)

    class Meta:
        model = Letter
        fields = ("id", "title", "office", "area", "year", "number", "issued_on", "people")
        read_only_fields = fields


class LetterWholeShape(LetterShape):
    """A posting letter with the lines that concern the caller."""

    lines = LineShape(many=True, source="mine", read_only=True)

    class Meta(LetterShape.Meta):
        fields = (*LetterShape.Meta.fields, "lines")
        read_only_fields = fields
