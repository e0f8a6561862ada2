"""What the machine interface of the ground floor reads and writes, field by field."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.policy import in_readers_language
from core.shapes import plain


class DivisionOut(serializers.Serializer):
    """A division."""

    code = serializers.CharField()
    name = serializers.CharField()
    level = serializers.CharField()
    parent_code = serializers.CharField()
    full_name = serializers.CharField()
    ethnic_area = serializers.BooleanField()
    languages = serializers.ListField(child=serializers.CharField())


class DivisionQuery(serializers.Serializer):
    """Which divisions: by words, below a parent, of one level."""

    q = serializers.CharField(required=False, max_length=60)
    parent = serializers.RegexField(r"^[0-9]{2,9}$", required=False)
    level = serializers.ChoiceField(["province", "prefecture", "county", "township", "village"], required=False)
    page = serializers.IntegerField(required=False, min_value=1, max_value=100000)
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=200)


class PolicyQuery(serializers.Serializer):
    """For which place and day."""

    at = serializers.RegexField(r"^[0-9]{2,12}$", required=False)
    on = serializers.DateField(required=False)


class HelpOut(serializers.Serializer):
    """A line of the menu with the provisions behind it."""

    name = serializers.CharField()
    label = serializers.CharField()
    section = serializers.CharField()
    url = serializers.CharField()
    offices = serializers.ListField(child=serializers.CharField())
    keys = serializers.ListField(child=serializers.CharField())


class ProvisionOut(serializers.Serializer):
    """A provision with the words it rests on."""

    key = serializers.CharField()
    name = serializers.SerializerMethodField()
    value = serializers.SerializerMethodField()
    unit = serializers.CharField()
    force = serializers.CharField()
    since = serializers.DateField()
    clause = serializers.CharField()
    quote = serializers.CharField()
    is_default = serializers.BooleanField()
    reason = serializers.SerializerMethodField()
    document_number = serializers.CharField()
    area = serializers.CharField()

    def get_name(self, row) -> str:
        """The label in the caller's language."""
        return row.name

    @extend_schema_field(OpenApiTypes.ANY)
    def get_value(self, row):
        """Plain data."""
        return plain(row.value)

    def get_reason(self, row) -> str:
        """Why a default was chosen."""
        return in_readers_language(row.reason) if row.reason else ""


class CountyRuleOut(serializers.Serializer):
    """A county rule."""

    id = serializers.IntegerField()
    area = serializers.CharField()
    key = serializers.CharField()
    value = serializers.JSONField()
    effective_from = serializers.DateField()
    effective_to = serializers.DateField(allow_null=True)
    document_number = serializers.CharField()
    quote = serializers.CharField()


class CountyRuleIn(serializers.Serializer):
    """A county rule to enter."""

    key = serializers.CharField(max_length=60)
    value = serializers.JSONField()
    effective_from = serializers.DateField()
    effective_to = serializers.DateField(required=False, allow_null=True)
    document_number = serializers.CharField(max_length=60)
    quote = serializers.CharField(max_length=2000)


class CountyRuleQuery(serializers.Serializer):
    """Which county rules."""

    key = serializers.CharField(required=False, max_length=60)
    on = serializers.DateField(required=False)
    page = serializers.IntegerField(required=False, min_value=1, max_value=100000)
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=200)


class OfficeOut(serializers.Serializer):
    """An office one holds."""

    appointment = serializers.IntegerField(source="appointment_id")
    office = serializers.CharField()
    area = serializers.CharField()
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    place = serializers.CharField()


class MeOut(serializers.Serializer):
    """Who is asking, and in which office."""

    name = serializers.CharField()
    acting = OfficeOut()
    offices = OfficeOut(many=True)
