"""How rounds, villages and seats are written and read by machines."""

from rest_framework import serializers

from core.policy import Provision
from selection.ledger.boards import Line
from selection.models import Round
from teams.models import Seat, Village

NEEDS = Village.Need.choices


class RoundSerializer(serializers.ModelSerializer):
    """A round as a list shows it; `villages`: how many of the caller's own are in it."""

    villages = serializers.IntegerField(read_only=True)

    class Meta:
        model = Round
        fields = (
            "id",
            "name",
            "area",
            "office",
            "document_number",
            "nominate_from",
            "nominate_until",
            "starts_on",
            "term_ends_on",
            "state",
            "villages",
        )
        read_only_fields = fields


class RoundWholeSerializer(serializers.ModelSerializer):
    """A round with the provisions frozen when it was opened."""

    provisions = serializers.SerializerMethodField()

    class Meta:
        model = Round
        fields = (*(name for name in RoundSerializer.Meta.fields if name != "villages"), "provisions")
        read_only_fields = fields

    def get_provisions(self, case) -> list[dict]:
        """Each with key, value, source, clause and quotation."""
        return [Provision.from_json(one).as_json() for one in case.provisions.values()]


class RoundFacts(serializers.Serializer):
    """What a round is made of. Of an open round only the dates count, and only later ones."""

    name = serializers.CharField(max_length=80)
    document_number = serializers.CharField(required=False, allow_blank=True, max_length=60)
    nominate_from = serializers.DateField()
    nominate_until = serializers.DateField()
    starts_on = serializers.DateField()
    term_ends_on = serializers.DateField()


class VillagesFacts(serializers.Serializer):
    """Which villages a draft takes in; all where nothing is said."""

    within = serializers.ListField(child=serializers.CharField(), required=False)
    categories = serializers.ListField(child=serializers.CharField(), required=False)
    needs = serializers.ListField(child=serializers.ChoiceField(NEEDS), required=False)
    free = serializers.BooleanField(default=True)


class NewRoundFacts(RoundFacts, VillagesFacts):
    """A round and its villages."""


class ReopenFacts(serializers.Serializer):
    """The new last day and why."""

    nominate_until = serializers.DateField()
    reason = serializers.CharField(max_length=1000)


class SeatFacts(serializers.Serializer):
    """One seat of one team."""

    team = serializers.IntegerField(min_value=1)
    seat = serializers.ChoiceField(Seat.choices)


class CountSerializer(serializers.Serializer):
    """How many villages."""

    count = serializers.IntegerField()


class ToldSerializer(serializers.Serializer):
    """Whether somebody was told now; false when they had been before."""

    told = serializers.BooleanField()


class SeatNowSerializer(serializers.Serializer):
    """Where one seat stands; `since`: since when nobody holds it, as of today."""

    seat = serializers.CharField()
    state = serializers.CharField()
    since = serializers.DateField()
    name = serializers.CharField()
    posting = serializers.IntegerField(source="posting_id")
    nomination = serializers.IntegerField(source="nomination_id")
    stage = serializers.CharField()


class PlaceSerializer(serializers.Serializer):
    """One village of a round with its seats."""

    team = serializers.IntegerField(source="team_id")
    area = serializers.CharField()
    village = serializers.CharField()
    path = serializers.CharField()
    unit = serializers.IntegerField(source="unit_id")
    unit_name = serializers.CharField(source="unit")
    categories = serializers.ListField(child=serializers.CharField())
    needs = serializers.ListField(child=serializers.CharField())
    short_since = serializers.DateField()
    seats = SeatNowSerializer(many=True)


class SeatSerializer(SeatNowSerializer):
    """One seat with its village; made from (line, seat)."""

    team = serializers.IntegerField()
    area = serializers.CharField()
    village = serializers.CharField()

    def to_representation(self, pair: tuple[Line, object]):
        """The seat's own facts and the place of its line."""
        line, seat = pair
        return SeatNowSerializer(seat).data | {"team": line.team_id, "area": line.area, "village": line.village}


class PartSerializer(serializers.Serializer):
    """The seats of one place, by state."""

    code = serializers.CharField()
    counts = serializers.DictField(child=serializers.IntegerField())


class SummarySerializer(serializers.Serializer):
    """The seats of a round as of a day, by state."""

    day = serializers.DateField()
    counts = serializers.DictField(child=serializers.IntegerField())
    places = PartSerializer(many=True)


class VacancySerializer(serializers.Serializer):
    """An empty seat: since when, for how long, who must act, where the refill stands."""

    team = serializers.IntegerField(source="line.team_id")
    area = serializers.CharField(source="line.area")
    village = serializers.CharField(source="line.village")
    seat = serializers.CharField(source="seat.seat")
    since = serializers.DateField(source="seat.since")
    days = serializers.IntegerField()
    must_act = serializers.CharField(source="seat.source")
    sender = serializers.CharField()
    last_holder = serializers.CharField(source="last")
    state = serializers.CharField(source="seat.state")
    stage = serializers.CharField(source="seat.stage")
    nomination = serializers.IntegerField(source="seat.nomination_id", allow_null=True)
    sent = serializers.BooleanField()
