"""The due lists for machines: the same rows and sums as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.clock import today
from core.dues import SOURCES
from core.listing import asked
from core.paging import Pages
from overview.dues import lists
from overview.dues.forms import DueFilter, State, SumForm, Whose


class DueShape(serializers.Serializer):
    """One duty: what it is, whose, about which place, until when, and where it is done."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    label = serializers.CharField()
    text = serializers.CharField(source="said")
    office = serializers.CharField()
    area = serializers.CharField()
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    account = serializers.IntegerField(source="account_id", allow_null=True)
    owner = serializers.CharField()
    about = serializers.CharField()
    due_on = serializers.DateField()
    state = serializers.ChoiceField([str(state.value) for state in State if state != State.OPEN])
    days_late = serializers.IntegerField(source="late")
    first_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True)
    link = serializers.CharField()


class PlaceSum(serializers.Serializer):
    """Open and late duties about one place."""

    code = serializers.CharField()
    name = serializers.CharField()
    open = serializers.IntegerField()
    late = serializers.IntegerField()


class KindSum(serializers.Serializer):
    """Open and late duties of one kind."""

    kind = serializers.CharField()
    label = serializers.CharField()
    open = serializers.IntegerField()
    late = serializers.IntegerField()


class SumsShape(serializers.Serializer):
    """The sums of a place: by division directly below, and by kind."""

    area = serializers.CharField()
    places = PlaceSum(many=True)
    kinds = KindSum(many=True)


_KIND = OpenApiParameter("kind", str, description="A kind of duty: " + ", ".join(sorted(SOURCES)))
_FILTERS = [
    OpenApiParameter("whose", str, enum=Whose.values),
    OpenApiParameter("state", str, enum=State.values),
    _KIND,
    OpenApiParameter("area", str),
    OpenApiParameter("q", str),
    OpenApiParameter("page", int),
    OpenApiParameter("page_size", int),
]


@extend_schema(parameters=_FILTERS, responses=DueShape(many=True))
@api_view(["GET"])
def due_list(request):
    """The duties the caller's office owes, or those below owe: open ones by their day."""
    actor, on = request._request.actor, today()
    wanted = asked(DueFilter(request.query_params, actor=actor, on=on))
    pages = Pages()
    page = pages.paginate_queryset(lists.items(actor, wanted, on), request)
    return pages.get_paginated_response(DueShape(lists.dressed(page, on), many=True).data)


@extend_schema(parameters=[OpenApiParameter("area", str), _KIND], responses=SumsShape)
@api_view(["GET"])
def due_sums(request):
    """How many duties are open and late in a place, by division and by kind."""
    actor, on = request._request.actor, today()
    wanted = asked(SumForm(request.query_params, actor=actor, on=on))
    area, kind = wanted["area"], wanted["kind"]
    sums = {"places": lists.by_place(actor, area, kind, on), "kinds": lists.by_kind(actor, area, kind, on)}
    return Response(SumsShape({"area": area, **sums}).data)
