"""How matchings look to machines."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from selection.forms.matching import HandForm
from selection.models import Matching
from selection.offers import NOMINATED, POOL
from teams.models import Seat

TAKES_A_WORKER = _("Matching the rest anew takes a worker here: save it as a variant and compare.")


class MatchFacts(serializers.Serializer):
    """What to match: `wanted` is pool, nominated or both."""

    round = serializers.IntegerField()
    area = serializers.CharField()
    wanted = serializers.MultipleChoiceField(choices=[POOL, NOMINATED])
    open_pairings = serializers.BooleanField(default=False)

    def to_internal_value(self, data):
        """In the order of the text, not of a set."""
        said = super().to_internal_value(data)
        return {**said, "wanted": sorted(said["wanted"])}


class HandFacts(serializers.Serializer):
    """One change by hand; `village` and `seat` where to, or where not."""

    cadre = serializers.IntegerField(min_value=1)
    how = serializers.ChoiceField(choices=[value for value, _label in HandForm.base_fields["how"].choices])
    village = serializers.RegexField(r"^\d{12}$", required=False)
    seat = serializers.ChoiceField(choices=Seat.choices, required=False)


class MatchingSerializer(serializers.ModelSerializer):
    """A matching without its lines. `totals.gap` 0 is the proven best; None was moved by hand."""

    class Meta:
        model = Matching
        fields = (
            "id",
            "round",
            "area",
            "office",
            "after",
            "open_pairings",
            "state",
            "job",
            "digest",
            "pinned",
            "banned",
            "moved",
            "totals",
            "baseline",
            "created_at",
            "decided_at",
        )
        read_only_fields = fields


class SeatLineSerializer(serializers.Serializer):
    """One seat: `state` placed, empty, held, on_the_way or unpaired."""

    seat = serializers.CharField()
    state = serializers.CharField()
    cadre = serializers.IntegerField(allow_null=True)
    name = serializers.CharField()
    points = serializers.IntegerField()
    why = serializers.ListField(child=serializers.CharField())
    able = serializers.ListField(child=serializers.CharField())


class VillageLineSerializer(serializers.Serializer):
    """One village with its seats."""

    code = serializers.CharField()
    team = serializers.IntegerField()
    path = serializers.CharField()
    unit = serializers.CharField()
    points = serializers.IntegerField()
    seats = SeatLineSerializer(many=True)


class PersonLineSerializer(serializers.Serializer):
    """One person on offer: `state` placed, left or unfit."""

    cadre = serializers.IntegerField()
    name = serializers.CharField()
    sender = serializers.CharField()
    seats = serializers.ListField(child=serializers.CharField())
    order = serializers.IntegerField(allow_null=True)
    state = serializers.CharField()
    code = serializers.CharField()
    seat = serializers.CharField()
    points = serializers.IntegerField()
    why = serializers.ListField(child=serializers.CharField())
    provision = serializers.SerializerMethodField()

    def get_provision(self, line) -> dict | None:
        """The provision that decides, with clause and quotation."""
        return line.provision.as_json() if line.provision else None


class ChangeSerializer(serializers.Serializer):
    """What another plan gains or loses; a lower order is better."""

    first_secretaries = serializers.IntegerField(source="change.first_secretaries")
    seats = serializers.IntegerField(source="change.seats")
    score = serializers.IntegerField(source="change.score")
    order = serializers.IntegerField(source="change.order")
    gap = serializers.FloatField(source="change.plan.gap", allow_null=True)
    moves = serializers.SerializerMethodField()

    def get_moves(self, told) -> list[dict]:
        """Who would sit elsewhere: name, seat before, seat after."""
        return [dict(zip(("name", "before", "after"), row, strict=True)) for row in told["moves"]]
