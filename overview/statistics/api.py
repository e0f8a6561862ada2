"""Statistics for machines: cross-tables, the people behind a cell, registers."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.clock import today
from core.listing import PAGED, asked, listing
from overview.statistics import cube, registers
from overview.statistics.dimensions import NARROWED
from overview.statistics.forms import CellForm, CrossForm, RegisterForm
from teams.models import Seat

AS_OF = [OpenApiParameter("area", str), OpenApiParameter("on", str)]
CROSS = [*AS_OF, OpenApiParameter("rows", str), OpenApiParameter("columns", str), OpenApiParameter("count", str)]
CROSS += [OpenApiParameter("since", int), *(OpenApiParameter(f"only_{key}", str) for key in NARROWED)]
CELL = [OpenApiParameter("row", str), OpenApiParameter("column", str)]


class AxisShape(serializers.Serializer):
    """One row or column: its value and its words."""

    value = serializers.CharField(allow_blank=True)
    words = serializers.CharField(allow_blank=True)


class ConditionShape(serializers.Serializer):
    """One condition of the query in words."""

    label = serializers.CharField()
    words = serializers.CharField()


class TableShape(serializers.Serializer):
    """A cross-table: `cells` line by line in the order of rows and columns."""

    rows = AxisShape(many=True)
    columns = AxisShape(many=True)
    cells = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))
    total = serializers.IntegerField(
        source="all", help_text="over years: the sum of all cells, in which people count each year"
    )
    conditions = ConditionShape(many=True)


class BehindShape(serializers.Serializer):
    """One posting behind a cell."""

    id = serializers.IntegerField(source="pk")
    cadre = serializers.IntegerField(source="cadre_id")
    name = serializers.CharField(source="cadre.name")
    seat = serializers.ChoiceField(Seat)
    area = serializers.CharField()
    village = serializers.CharField(source="team.village.division.full_name")
    sender = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(allow_null=True)


class RegisterLineShape(serializers.Serializer):
    """One line of a register: what stands under each head, in the heads' own words."""

    cells = serializers.DictField(child=serializers.CharField(allow_blank=True))


@extend_schema(parameters=CROSS, responses=TableShape)
@api_view(["GET"])
def statistics(request):
    """A cross-table of postings; `rows`, `columns` and the narrowing come from closed lists."""
    actor = request._request.actor
    form = CrossForm(request.query_params, actor=actor, on=today())
    table = cube.table_of(actor, asked(form))
    cells = [table.line(value) for value, _words in table.rows]
    axes = {"rows": _axis(table.rows), "columns": _axis(table.columns)}
    conditions = [{"label": str(label), "words": str(words)} for label, words in form.conditions()]
    return Response(TableShape({**axes, "cells": cells, "all": table.all, "conditions": conditions}).data)


def _axis(pairs):
    return [{"value": value, "words": words} for value, words in pairs]


@extend_schema(parameters=[*CROSS, *CELL, *PAGED], responses=BehindShape(many=True))
@api_view(["GET"])
def people(request):
    """The postings behind a cell; without `row` and `column` behind the whole table."""
    actor = request._request.actor
    said = asked(CellForm(request.query_params, actor=actor, on=today()))
    return listing(request, cube.people(actor, said), BehindShape)


@extend_schema(
    parameters=[*AS_OF, OpenApiParameter("register", str), OpenApiParameter("level", str), *PAGED],
    responses=RegisterLineShape(many=True),
)
@api_view(["GET"])
def register(request):
    """A register as of a day, line by line; numbers of people stay masked."""
    actor = request._request.actor
    said = asked(RegisterForm(request.query_params, actor=actor, on=today()))
    heads = registers.heads_of(said["register"])

    def lines(page, **more):
        made = registers.lines_of(page, said)
        return RegisterLineShape([{"cells": dict(zip(heads, map(str, line), strict=True))} for line in made], **more)

    return listing(request, registers.rows_of(actor, said), lines)
