"""The overview of a place for machines: charts, comparison, map."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance.boards import step_below
from core.clock import today
from core.listing import asked
from overview.charts import building, comparing, mapping
from overview.charts.forms import CompareForm, MapForm, OverviewForm

PLACE = [OpenApiParameter("area", str), OpenApiParameter("day", str)]


class ChartColumnShape(serializers.Serializer):
    """What a column counts."""

    key = serializers.CharField(allow_blank=True)
    label = serializers.CharField()


class ChartRowShape(serializers.Serializer):
    """A division, or a kind of case, and its numbers in the order of the columns."""

    code = serializers.CharField(allow_blank=True)
    name = serializers.CharField()
    numbers = serializers.ListField(child=serializers.IntegerField())


class ChartShape(serializers.Serializer):
    """One chart; rows stand in the order of the codes, never ranked."""

    key = serializers.CharField()
    title = serializers.CharField()
    about = serializers.CharField()
    columns = ChartColumnShape(many=True)
    rows = ChartRowShape(many=True)
    total = serializers.ListField(child=serializers.IntegerField())


class OverviewShape(serializers.Serializer):
    """The charts of a place on a day."""

    area = serializers.CharField()
    day = serializers.DateField()
    charts = ChartShape(many=True)


class ComparedShape(serializers.Serializer):
    """One number of one chart for each division, and its share in per cent of the chart's base."""

    chart = serializers.CharField()
    column = serializers.CharField(allow_blank=True)
    numbers = serializers.ListField(child=serializers.IntegerField())
    shares = serializers.ListField(child=serializers.IntegerField(allow_null=True))


class CompareShape(serializers.Serializer):
    """Divisions beside each other, in the order of their codes."""

    area = serializers.CharField()
    day = serializers.DateField()
    divisions = serializers.ListField(child=serializers.CharField())
    lines = ComparedShape(many=True)


class MapCountyShape(serializers.Serializer):
    """One county: a number, of how many, in per cent."""

    code = serializers.CharField()
    name = serializers.CharField()
    part = serializers.IntegerField()
    whole = serializers.IntegerField()
    share = serializers.IntegerField(allow_null=True)


@extend_schema(parameters=PLACE, responses=OverviewShape)
@api_view(["GET"])
def overview(request):
    """The charts of a place: numbers of each division directly below, as the page shows them."""
    actor = request._request.actor
    said = asked(OverviewForm(request.query_params, actor=actor, on=today()))
    charts = building.charts_of(actor, said["area"], said["day"], step_below(said["area"]))
    return Response(OverviewShape({**said, "charts": charts}).data)


@extend_schema(parameters=[*PLACE, OpenApiParameter("beside", str, many=True)], responses=CompareShape)
@api_view(["GET"])
def compare(request):
    """Divisions directly below a place beside each other."""
    actor = request._request.actor
    said = asked(CompareForm(request.query_params, actor=actor, on=today()))
    found = comparing.beside(actor, said["area"], said["day"], said["beside"])
    lines = [
        {"chart": chart.key, "column": column.key, "numbers": [n for n, _s in cells], "shares": [s for _n, s in cells]}
        for chart, columns in found
        for column, cells in columns
    ]
    return Response(CompareShape({**said, "divisions": said["beside"], "lines": lines}).data)


@extend_schema(parameters=[*PLACE, OpenApiParameter("measure", str)], responses=MapCountyShape(many=True))
@api_view(["GET"])
def county_map(request):
    """The numbers of the map, county by county in the order of the codes."""
    actor = request._request.actor
    said = asked(MapForm(request.query_params, actor=actor, on=today()))
    found = mapping.counties_of(actor, said["area"], said["day"], said["measure"])
    return Response(MapCountyShape(found, many=True).data)
