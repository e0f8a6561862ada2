"""What machines read and write of meetings and matters, field by field."""

from rest_framework import serializers

from core.offices import Office
from duties.models import Called, Matter, Meeting

MANY = 2**62
VERSION = {"min_value": 0, "max_value": 2**31 - 1}


class MeetingShape(serializers.ModelSerializer):
    """A meeting; `listed` were called, `came` came, `open_matters` have no outcome yet."""

    county = serializers.CharField(read_only=True, allow_null=True)
    agenda = serializers.ListField(child=serializers.CharField(max_length=200), allow_empty=False, max_length=20)
    listed = serializers.IntegerField(read_only=True)
    came = serializers.IntegerField(read_only=True)
    open_matters = serializers.IntegerField(read_only=True)

    class Meta:
        model = Meeting
        fields = (
            *("id", "area", "county", "title", "day", "place", "agenda", "state", "chair", "minutes", "reason"),
            *("closed_on", "version", "listed", "came", "open_matters"),
        )
        read_only_fields = tuple(name for name in fields if name not in ("title", "day", "place", "agenda"))


class ReasonShape(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=200)


class PeopleShape(serializers.Serializer):
    """Numbers of postings."""

    postings = serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=MANY), allow_empty=False)


class CalledShape(serializers.ModelSerializer):
    """One called, and whether they came; `sign` is empty until the sign-in is entered."""

    name = serializers.CharField(source="posting.cadre.name", read_only=True)
    village = serializers.CharField(source="posting.team.village.division.full_name", read_only=True)

    class Meta:
        model = Called
        fields = ("posting", "name", "village", "sign", "reason")
        read_only_fields = fields


class MarkShape(serializers.Serializer):
    """Whether one came; `reason` for the excused."""

    posting = serializers.IntegerField(min_value=1, max_value=MANY)
    sign = serializers.ChoiceField(Called.Sign.choices)
    reason = serializers.CharField(max_length=100, required=False, allow_blank=True)


class SignInShape(serializers.Serializer):
    """The whole sign-in. `version`: the meeting's as it was read; `reason`: of a meeting that is closed already."""

    version = serializers.IntegerField(**VERSION)
    marks = MarkShape(many=True)
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True)


class MinutesShape(serializers.Serializer):
    """The minutes. `version`: the meeting's as it was read; `reason`: of a meeting that is closed already."""

    version = serializers.IntegerField(**VERSION)
    chair = serializers.CharField(max_length=40)
    minutes = serializers.CharField(max_length=20_000)
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True)


class MatterShape(serializers.ModelSerializer):
    """A matter raised; its owner is an office at `owner_area` or the unit `owner_unit`."""

    owner_name = serializers.CharField(read_only=True, allow_null=True)
    county = serializers.CharField(read_only=True, allow_null=True)
    owner_office = serializers.ChoiceField(Office.choices, read_only=True)
    outcome = serializers.ChoiceField(Matter.Outcome.choices, allow_blank=True)  # empty while it is open

    class Meta:
        model = Matter
        fields = (
            *("id", "meeting", "area", "county", "team", "words", "owner_office", "owner_area", "owner_unit"),
            *("owner_name", "person", "due_on", "outcome", "answer", "ended_on"),
        )
        read_only_fields = fields


class MatterBody(serializers.Serializer):
    """A matter to note: `owner` is `leadership:`, `county:` or `township:` with a division code, or `unit:` with a number."""

    team = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MANY)
    words = serializers.CharField(max_length=500)
    owner = serializers.CharField(max_length=40)
    person = serializers.CharField(max_length=40, required=False, allow_blank=True)
    due_on = serializers.DateField()
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True)


class ProgressShape(serializers.Serializer):
    """How a matter stands."""

    words = serializers.CharField(max_length=500)


class EndShape(serializers.Serializer):
    """What came of a matter."""

    outcome = serializers.ChoiceField(Matter.Outcome.choices)
    answer = serializers.CharField(max_length=500)


class ReopenShape(serializers.Serializer):
    """Why a matter is opened again, and until when it is due."""

    reason = serializers.CharField(max_length=200)
    due_on = serializers.DateField()
