"""Standings for machines: the list, its counts by place, one posting's year, the rules they rest on."""

from itertools import starmap

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance import county_rules, lists
from attendance.forms import StandingForm
from attendance.models import Standing, Status
from attendance.person import year_of
from core.access import fetch
from core.clock import today
from core.listing import asked
from core.models import CountyRule
from core.paging import Pages
from core.shapes import plain
from teams.models import Posting

WORDS = [OpenApiParameter(name, str) for name in ("kind", "verdict", "area", "q", "sort")]
NUMBERS = [OpenApiParameter(name, int) for name in ("year", "month", "posting")]
FILTERS = [*WORDS, *NUMBERS, OpenApiParameter("page", int), OpenApiParameter("page_size", int)]
_DAYS = {"max_digits": 5, "decimal_places": 1}


class StandingShape(serializers.Serializer):
    """A posting's standing in a year or month; days as decimal numbers, `to_do` says what must be done, and by when."""

    posting = serializers.IntegerField(source="posting_id")
    name = serializers.CharField()
    village = serializers.CharField(source="full_name")
    area = serializers.CharField()
    year = serializers.IntegerField()
    month = serializers.IntegerField(help_text="0 for the whole year")
    kind = serializers.ChoiceField(Standing.Kind)
    as_of = serializers.DateField()
    required = serializers.DecimalField(**_DAYS)
    done = serializers.DecimalField(**_DAYS)
    remaining = serializers.DecimalField(**_DAYS)
    possible = serializers.DecimalField(**_DAYS)
    forecast = serializers.DecimalField(**_DAYS)
    verdict = serializers.ChoiceField(Standing.Verdict)
    verdict_since = serializers.DateField()
    latest_start = serializers.DateField(allow_null=True)
    unconfirmed = serializers.IntegerField(help_text="days that have waited too long for the clerk")
    to_do = serializers.CharField()
    provisions = serializers.JSONField(help_text="the texts used")


class PlaceShape(serializers.Serializer):
    """Standings counted for a division; `late` people have days unconfirmed too long, `days` in all."""

    code = serializers.CharField()
    name = serializers.CharField()
    people = serializers.IntegerField()
    met = serializers.IntegerField()
    on_track = serializers.IntegerField()
    at_risk = serializers.IntegerField()
    impossible = serializers.IntegerField()
    late = serializers.IntegerField()
    days = serializers.IntegerField()


class YearShape(serializers.Serializer):
    """A posting's year: standings with their sums, months by status, provisions with quotations, earlier verdicts."""

    posting = serializers.IntegerField()
    name = serializers.CharField()
    year = serializers.IntegerField()
    judged_on = serializers.DateField()
    standings = serializers.ListField(child=serializers.DictField())
    months = serializers.ListField(child=serializers.DictField())
    provisions = serializers.ListField(child=serializers.DictField())
    history = serializers.ListField(child=serializers.DictField())


class RuleShape(serializers.Serializer):
    """A rule as it stands at a place, and what is entered for later."""

    key = serializers.CharField()
    in_force = serializers.DictField()
    later = serializers.ListField(child=serializers.DictField())


def _wanted(request):
    return asked(StandingForm(request.query_params, actor=request._request.actor, on=today()))


@extend_schema(parameters=FILTERS, responses=StandingShape(many=True))
@api_view(["GET"])
def standing_list(request):
    """Standings in the caller's jurisdiction, the most pressing first unless `sort` says otherwise."""
    pages = Pages()
    page = pages.paginate_queryset(lists.standings(request._request.actor, _wanted(request), "provisions"), request)
    return pages.get_paginated_response(StandingShape(starmap(lists.Line, page), many=True).data)


@extend_schema(parameters=[*WORDS, *NUMBERS], responses=PlaceShape(many=True))
@api_view(["GET"])
def standing_places(request):
    """Standings counted for the divisions directly below `area`, or below the caller's own."""
    return Response(PlaceShape(lists.places(request._request.actor, _wanted(request)), many=True).data)


@extend_schema(parameters=[OpenApiParameter("year", int)], responses=YearShape)
@api_view(["GET"])
def posting_standing(request, pk):
    """One posting's year, judged at the end of today."""
    actor = request._request.actor
    posting = fetch(Posting.objects.visible_to(actor).select_related("cadre"), actor, pk)
    given = YearQuery(data=request.query_params)
    given.is_valid(raise_exception=True)
    found = year_of(posting, given.validated_data.get("year", today().year), on=today())
    return Response(
        {
            "posting": posting.pk,
            "name": posting.cadre.name,
            "year": found["year"],
            "judged_on": found["until"],
            "standings": [_part(part) for part in found["parts"]],
            "months": [_month(row) for row in found["months"]],
            "provisions": [provision.as_json() for provision in found["cited"]],
            "history": [_change(change) for change in found["history"]],
        }
    )


class YearQuery(serializers.Serializer):
    """Which year."""

    year = serializers.IntegerField(required=False, min_value=2000, max_value=2200)


_NUMBERS = ("required", "done", "remaining", "possible", "forecast", "verdict", "latest_start")


def _part(part):
    numbers = {name: getattr(part.standing, name) for name in _NUMBERS}
    sums = {"required_sum": part.required_sum, "forecast_sum": part.forecast_sum, "to_do": part.to_do}
    return {"kind": part.judgement.kind, **numbers, **sums, "unconfirmed": part.judgement.unconfirmed}


def _month(row):
    said = {status: row.said.get(status, 0) for status in Status.values}
    facts = {"month": row.first.month, "days": row.days, **said, "unconfirmed": row.unconfirmed, "counted": row.counted}
    minimum = row.judgement and {name: getattr(row.judgement.standing, name) for name in _NUMBERS}
    return {**facts, "minimum": minimum}


def _change(change):
    names = ("kind", "month", "on", "before", "after", "required", "done", "possible")
    return {name: getattr(change, name) for name in names}


@extend_schema(parameters=[OpenApiParameter("county", str)], responses=RuleShape(many=True))
@api_view(["GET"])
def rule_list(request):
    """The rules of attendance and training a county may set, as they stand at a county or at the caller's own."""
    actor = request._request.actor
    at = county_rules.place_of(actor, request.query_params.get("county", ""))
    rules = county_rules.binding(CountyRule.objects.visible_to(actor), at)
    return Response([_rule(row) for row in county_rules.rows(rules, at, today())])


def _rule(row):
    later = [
        {"value": plain(r.value), "effective_from": r.effective_from, "document_number": r.document_number}
        for r in row.later
    ]
    return {"key": row.provision.key, "in_force": row.provision.as_json(), "later": later}
