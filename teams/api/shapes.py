"""What rows of this floor look like to machines, and what bodies must hold. Personal numbers are masked."""

from rest_framework import serializers

from core.clock import today
from core.models import Unit
from teams.ledger import must_act, seat_states, short_since
from teams.models import Cadre, Pairing, Posting, Team, Village


class VillageShape(serializers.ModelSerializer):
    """A village."""

    name = serializers.CharField(source="division.full_name", read_only=True)

    class Meta:
        model = Village
        fields = ("id", "area", "name", "categories", "needs", "poverty_exit_on", "ethnic_area", "languages")
        read_only_fields = fields


class VillageFacts(serializers.Serializer):
    """The facts about a village."""

    categories = serializers.ListField(child=serializers.CharField(), required=False)
    needs = serializers.ListField(child=serializers.CharField(), required=False)
    poverty_exit_on = serializers.DateField(required=False, allow_null=True)
    ethnic_area = serializers.BooleanField(default=False)
    languages = serializers.ListField(child=serializers.CharField(), required=False)


class NewVillageFacts(VillageFacts):
    """The facts about a new village; `code` is a division of the caller's county."""

    code = serializers.RegexField(r"^\d{12}$")


class UnitShape(serializers.ModelSerializer):
    """A dispatching unit."""

    home_code = serializers.CharField(source="home.code", read_only=True)

    class Meta:
        model = Unit
        fields = ("id", "name", "level", "kind", "home_code", "party_committee", "leader_name", "leader_title")
        read_only_fields = fields


class UnitFacts(serializers.Serializer):
    """What may be changed of a unit; the unit itself may only send its Party committee and leader."""

    name = serializers.CharField(required=False, max_length=80)
    kind = serializers.CharField(required=False)
    party_committee = serializers.CharField(max_length=80)
    leader_name = serializers.CharField(required=False, allow_blank=True, max_length=40)
    leader_title = serializers.CharField(required=False, allow_blank=True, max_length=60)


class NewUnitFacts(UnitFacts):
    """A new unit of the caller's level; its home is the caller's division, or one of the county's townships."""

    level = serializers.CharField()
    township = serializers.CharField(required=False)


class PairingShape(serializers.ModelSerializer):
    """A pairing."""

    unit_name = serializers.CharField(source="unit.name", read_only=True)
    area = serializers.CharField(source="village.area", read_only=True)

    class Meta:
        model = Pairing
        fields = ("id", "unit", "unit_name", "village", "area", "starts_on", "ends_on", "end_reason")
        read_only_fields = fields


class NewPairingFacts(serializers.Serializer):
    """The unit and the first day."""

    unit = serializers.IntegerField()
    starts_on = serializers.DateField()


class EndFacts(serializers.Serializer):
    """The last day and the reason."""

    ends_on = serializers.DateField()
    reason = serializers.CharField(max_length=1000)


class SeatShape(serializers.Serializer):
    """One seat on the day: its holder, or since when it is empty and who must fill it."""

    seat = serializers.CharField()
    posting = serializers.IntegerField(source="posting.pk", allow_null=True, default=None)
    holder = serializers.CharField(source="posting.cadre.name", allow_null=True, default=None)
    empty_since = serializers.DateField(allow_null=True)
    filled_by = serializers.CharField()


class TeamShape(serializers.ModelSerializer):
    """A team with its three seats."""

    name = serializers.CharField(source="village.division.full_name", read_only=True)
    second_name = serializers.CharField(
        source="second_village.division.full_name", default=None, read_only=True, allow_null=True
    )
    seats = serializers.SerializerMethodField()
    short_since = serializers.SerializerMethodField()
    must_act = serializers.SerializerMethodField()

    class Meta:
        model = Team
        fields = ("id", "village", "second_village", "area", "name", "second_name", "formed_on", "disbanded_on", "seats",
                  "short_since", "must_act")  # fmt: skip
        read_only_fields = fields

    def _states(self, team):
        return seat_states(team.formed_on, team.postings.all(), today())

    def get_seats(self, team) -> list[dict]:
        """The seats."""
        return SeatShape(self._states(team), many=True).data

    def get_short_since(self, team) -> str | None:
        """Since when the team is short; null when whole."""
        return short_since(self._states(team))

    def get_must_act(self, team) -> list[str]:
        """unit, township: who has a seat to fill."""
        return must_act(self._states(team))


class TeamFacts(serializers.Serializer):
    """The day a team is formed, and a second village it serves."""

    formed_on = serializers.DateField()
    second_village = serializers.IntegerField(required=False)


class SecondVillageFacts(serializers.Serializer):
    """The village that a team is to serve too."""

    village = serializers.IntegerField()


class SecondVillageEndFacts(serializers.Serializer):
    """Why the second village is served no more."""

    reason = serializers.CharField(max_length=1000)


class DisbandFacts(serializers.Serializer):
    """The day and the reason."""

    disbanded_on = serializers.DateField()
    reason = serializers.CharField(max_length=1000)


class PostingShape(serializers.ModelSerializer):
    """A posting."""

    cadre_name = serializers.CharField(source="cadre.name", read_only=True)
    village = serializers.CharField(source="team.village.division.full_name", read_only=True)

    class Meta:
        model = Posting
        fields = (
            "id",
            "team",
            "area",
            "village",
            "seat",
            "cadre",
            "cadre_name",
            "starts_on",
            "ends_on",
            "term_ends_on",
        )
        read_only_fields = fields


class CadreShape(serializers.ModelSerializer):
    """A cadre; ID number and telephone are masked."""

    id_number = serializers.CharField(source="id_shown", read_only=True)
    phone = serializers.CharField(source="phone_shown", read_only=True)
    reserve = serializers.CharField(read_only=True)
    education = serializers.CharField(read_only=True)

    class Meta:
        model = Cadre
        fields = (
            *("id", "name", "sex", "born_on", "id_number", "phone", "party", "rank", "reserve", "job_title"),
            *("education", "skills", "languages", "promotable", "unit", "township", "area"),
        )
        read_only_fields = fields


class CadreFacts(serializers.Serializer):
    """The facts about a cadre; sex and birthday come from the ID number."""

    name = serializers.CharField(max_length=40)
    id_number = serializers.CharField(max_length=40, required=False, write_only=True)
    phone = serializers.CharField(max_length=30, required=False, allow_blank=True, write_only=True)
    party = serializers.CharField()
    rank = serializers.CharField()
    reserve = serializers.CharField(required=False, allow_blank=True)
    job_title = serializers.CharField(required=False, allow_blank=True, max_length=60)
    education = serializers.CharField(required=False, allow_blank=True)
    skills = serializers.ListField(child=serializers.CharField(), required=False)
    languages = serializers.ListField(child=serializers.CharField(), required=False)
    promotable = serializers.BooleanField(default=False)


class NumberFacts(serializers.Serializer):
    """One exact ID number."""

    id_number = serializers.CharField(max_length=40)


class RevealFacts(serializers.Serializer):
    """id_number or phone, and why."""

    what = serializers.CharField()
    reason = serializers.CharField(max_length=200)


class RevealedShape(serializers.Serializer):
    """The full number."""

    number = serializers.CharField()


class AccountFacts(serializers.Serializer):
    """The user name of the cadre's account."""

    username = serializers.CharField(max_length=60)
