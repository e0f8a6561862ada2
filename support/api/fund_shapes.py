"""How work funds look to machines: amounts are decimal texts in yuan."""

from rest_framework import serializers

from support.models import FundEntry

_MOST = {"max_digits": 14, "decimal_places": 2}
_TYPED = {"max_digits": 10, "decimal_places": 2}
_YEAR = {"min_value": 2018, "max_value": 2200}


class TeamFundShape(serializers.Serializer):
    """A team with what was allotted, received, spent and is left in a year; `below` the minimum of its county or not."""

    id = serializers.IntegerField()
    village = serializers.CharField(source="village.division.full_name")
    area = serializers.CharField()
    allotted = serializers.DecimalField(**_MOST)
    received = serializers.DecimalField(**_MOST)
    spent = serializers.DecimalField(**_MOST)
    held = serializers.DecimalField(**_MOST)
    closed_on = serializers.DateField(allow_null=True)


class EntryShape(serializers.ModelSerializer):
    """An entry of a book; a reversal is the negative of the entry it `reverses`."""

    entered_by = serializers.CharField(source="entered_by.name", read_only=True)

    class Meta:
        model = FundEntry
        fields = ("id", "kind", "amount", "day", "number", "item", "payee", "note", "paper", "reverses", "stands")
        fields += ("entered_by", "entered_place", "entered_on")
        read_only_fields = fields


class LineShape(serializers.Serializer):
    """An entry and the balance after it."""

    entry = EntryShape()
    balance = serializers.DecimalField(**_MOST)


class SumsShape(serializers.Serializer):
    """What a book adds up to."""

    allotment = serializers.DecimalField(**_MOST)
    receipt = serializers.DecimalField(**_MOST)
    carried_in = serializers.DecimalField(**_MOST)
    expense = serializers.DecimalField(**_MOST)
    returned = serializers.DecimalField(**_MOST)
    carried_out = serializers.DecimalField(**_MOST)
    held = serializers.DecimalField(**_MOST)
    owed = serializers.DecimalField(**_MOST)


class BookShape(serializers.Serializer):
    """A team's book of a year."""

    team = serializers.IntegerField()
    year = serializers.IntegerField()
    closed_on = serializers.DateField(allow_null=True)
    sums = SumsShape()
    lines = LineShape(many=True)


class AllotBody(serializers.Serializer):
    """The same amount for many teams, by one document."""

    teams = serializers.ListField(child=serializers.IntegerField(min_value=1), max_length=2000, allow_empty=False)
    year = serializers.IntegerField(**_YEAR)
    amount = serializers.DecimalField(**_TYPED)
    number = serializers.CharField(max_length=60)
    day = serializers.DateField()


class ReceiveBody(serializers.Serializer):
    """Money that has come for the team."""

    year = serializers.IntegerField(**_YEAR)
    amount = serializers.DecimalField(**_TYPED)
    day = serializers.DateField()
    number = serializers.CharField(max_length=60, required=False, allow_blank=True)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


class SpendBody(serializers.Serializer):
    """An expense by its voucher; `paper` is a file the caller has handed in."""

    year = serializers.IntegerField(**_YEAR)
    number = serializers.CharField(max_length=60)
    day = serializers.DateField()
    amount = serializers.DecimalField(**_TYPED)
    item = serializers.CharField(max_length=16)
    payee = serializers.CharField(max_length=80)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)
    paper = serializers.IntegerField(required=False, allow_null=True, min_value=1)


class WhyBody(serializers.Serializer):
    """Why."""

    why = serializers.CharField(max_length=200)


class ReopenBody(WhyBody):
    """Which year, and why."""

    year = serializers.IntegerField(**_YEAR)


class CloseBody(serializers.Serializer):
    """Closes a year's book of one team; `carried` over or `returned` by a document."""

    year = serializers.IntegerField(**_YEAR)
    how = serializers.ChoiceField(["carried", "returned"])
    number = serializers.CharField(max_length=60, required=False, allow_blank=True)
