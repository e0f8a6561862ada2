"""The month sheet's JSON, field by field, for the machine interface's description."""

from rest_framework import serializers

from attendance.models import Status


class LegendSerializer(serializers.Serializer):
    """One status: how it is typed, shown and understood, and whether it counts as a village day."""

    code = serializers.ChoiceField(Status)
    key = serializers.CharField()
    digit = serializers.CharField()
    label = serializers.CharField()
    mark = serializers.CharField()
    counts = serializers.BooleanField()
    words = serializers.ListField(child=serializers.CharField())


class HeadSerializer(serializers.Serializer):
    """One day of the month; `weekday` 1–7 from Monday; a weekend day that is not `off` is worked instead of a holiday."""

    day = serializers.DateField()
    weekday = serializers.IntegerField()
    off = serializers.BooleanField()
    holiday = serializers.CharField()


class PersonSerializer(serializers.Serializer):
    """One posting, and what it has done of the year's minimum as of the last judgement."""

    posting = serializers.IntegerField()
    name = serializers.CharField()
    seat = serializers.CharField()
    village = serializers.CharField()
    done = serializers.FloatField(allow_null=True)
    required = serializers.FloatField(allow_null=True)
    as_of = serializers.DateField(allow_null=True)

    def get_fields(self):
        """`from` and `to`, the posting's own days, are words of the language."""
        span = {"from": serializers.DateField(), "to": serializers.DateField(allow_null=True)}
        return super().get_fields() | span


class LockSerializer(serializers.Serializer):
    """Who locked the month, when and why."""

    since = serializers.CharField()
    by = serializers.CharField()
    reason = serializers.CharField()


class SheetSerializer(serializers.Serializer):
    """A township's month. `cells`: {posting: {DD: [status, note, confirmed 0|1, version, by, source]}}."""

    month = serializers.CharField()
    area = serializers.CharField()
    place = serializers.CharField()
    today = serializers.DateField()
    writes = serializers.BooleanField()
    locked = LockSerializer(allow_null=True)
    default = serializers.ChoiceField(Status)
    statuses = LegendSerializer(many=True)
    holidays_known = serializers.BooleanField()
    days = HeadSerializer(many=True)
    people = PersonSerializer(many=True)
    cells = serializers.DictField(child=serializers.DictField(child=serializers.ListField()))


class CellSerializer(serializers.Serializer):
    """What the clerk says of one posting on one day. `confirm` false leaves a mark that does not count yet."""

    posting = serializers.IntegerField(min_value=1)
    day = serializers.DateField()
    status = serializers.CharField()
    note = serializers.CharField(max_length=200, allow_blank=True, default="")
    version = serializers.CharField(allow_blank=True, default="")
    reason = serializers.CharField(max_length=200, allow_blank=True, default="")
    confirm = serializers.BooleanField(default=True)


class BatchSerializer(serializers.Serializer):
    """Cells, each of which is answered by itself."""

    entries = CellSerializer(many=True)


class WrittenSerializer(serializers.Serializer):
    """A cell that now says just this; its new version."""

    posting = serializers.IntegerField()
    day = serializers.DateField()
    status = serializers.CharField()
    note = serializers.CharField()
    confirmed = serializers.IntegerField()
    version = serializers.CharField()
    by = serializers.CharField()


class SaidSerializer(serializers.Serializer):
    """What the sender wanted to say."""

    status = serializers.CharField()
    note = serializers.CharField()


class TheirsSerializer(SaidSerializer):
    """What somebody else has said meanwhile, who, and when."""

    confirmed = serializers.IntegerField()
    by = serializers.CharField()
    at = serializers.CharField()
    version = serializers.CharField()


class ConflictSerializer(serializers.Serializer):
    """A cell that somebody else changed: it was left alone."""

    posting = serializers.IntegerField()
    day = serializers.DateField()
    mine = SaidSerializer()
    theirs = TheirsSerializer()


class RefusedSerializer(serializers.Serializer):
    """A cell that may not be written, and why."""

    posting = serializers.IntegerField()
    day = serializers.DateField()
    why = serializers.CharField()
    provision = serializers.DictField(allow_null=True)


class OutcomeSerializer(serializers.Serializer):
    """What became of each cell."""

    written = WrittenSerializer(many=True)
    conflicts = ConflictSerializer(many=True)
    refused = RefusedSerializer(many=True)
