"""The ground floor for machines: who am I, notices, holidays, the record; the schema and its pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.forms.watch import RecordFilter
from core.listing import asked, listing
from core.models import Holiday, Notice, Record
from core.notices import sentence

schema = SpectacularAPIView.as_view()
docs = SpectacularSwaggerSplitView.as_view(url_name="api-schema")
PAGED = [OpenApiParameter("page", int), OpenApiParameter("page_size", int)]
FILTERS = [OpenApiParameter(name, str) for name in ("who", "verb", "thing", "number", "result", "first", "last")]


class MeSerializer(serializers.Serializer):
    """Who is acting, and as what."""

    user = serializers.CharField(source="name")
    office = serializers.CharField()
    area = serializers.CharField()
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    place = serializers.CharField()


class NoticeSerializer(serializers.ModelSerializer):
    """A notice, its sentence in the language asked for."""

    text = serializers.SerializerMethodField()

    class Meta:
        model = Notice
        fields = ("id", "kind", "text", "link", "created_at")
        read_only_fields = fields

    def get_text(self, notice) -> str:
        """The sentence."""
        return sentence(notice)


class HolidaySerializer(serializers.ModelSerializer):
    """A day off, or a weekend day worked."""

    class Meta:
        model = Holiday
        fields = ("day", "name", "works")
        read_only_fields = fields


class RecordSerializer(serializers.ModelSerializer):
    """A line of the record."""

    user = serializers.CharField(source="user.username", default="")

    class Meta:
        model = Record
        fields = (
            "id",
            "at",
            "user",
            "office",
            "place",
            "area",
            "kind",
            "verb",
            "object_type",
            "object_id",
            "result",
            "note",
            "details",
        )
        read_only_fields = fields


@extend_schema(responses=MeSerializer)
@api_view(["GET"])
def me(request):
    """Who this token or session acts as."""
    return Response(MeSerializer(request._request.actor).data)


@extend_schema(parameters=PAGED, responses=NoticeSerializer(many=True))
@api_view(["GET"])
def notice_list(request):
    """The notices of the acting office, unit or account, newest first."""
    return listing(request, Notice.objects.visible_to(request._request.actor), NoticeSerializer)


@extend_schema(parameters=PAGED, responses=HolidaySerializer(many=True))
@api_view(["GET"])
def holiday_list(request):
    """The holiday calendar."""
    return listing(request, Holiday.objects.visible_to(request._request.actor), HolidaySerializer)


@extend_schema(parameters=FILTERS + PAGED, responses=RecordSerializer(many=True))
@api_view(["GET"])
def record_list(request):
    """The audit record."""
    actor = request._request.actor
    form = RecordFilter(request.query_params, actor=actor)
    asked(form)
    return listing(request, form.narrow(Record.objects.visible_to(actor)).select_related("user"), RecordSerializer)
