"""Locks of months for machines."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from attendance import actions
from attendance.closing import locks_of, months_of
from attendance.forms import YearPlaceForm
from core.clock import today
from core.listing import asked, body
from core.refusals import Refused

PLACE = [OpenApiParameter("year", int), OpenApiParameter("area", str)]


class LockSerializer(serializers.Serializer):
    """A lock and, once it is opened, who opened it and why."""

    month = serializers.IntegerField()
    locked_at = serializers.DateTimeField()
    locked_by = serializers.CharField(source="locked_by.name")
    reason = serializers.CharField()
    unlocked_at = serializers.DateTimeField(allow_null=True)
    unlocked_by = serializers.CharField(source="unlocked_by.name", default=None, allow_null=True)
    unlock_reason = serializers.CharField()


class MonthSerializer(serializers.Serializer):
    """One month: posting days up to today, how many of them are confirmed, whether it is locked."""

    month = serializers.IntegerField(source="number")
    people_days = serializers.IntegerField()
    confirmed = serializers.IntegerField()
    unconfirmed = serializers.IntegerField()
    locked = serializers.BooleanField()


class YearSerializer(serializers.Serializer):
    """A county's year; counts are of the caller's own jurisdiction."""

    area = serializers.CharField()
    year = serializers.IntegerField()
    months = MonthSerializer(many=True)
    history = LockSerializer(many=True)


class LockingSerializer(serializers.Serializer):
    """Which months, and why; without `months` the whole year."""

    year = serializers.IntegerField(min_value=2000, max_value=2200)
    months = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=12), required=False, max_length=12
    )
    reason = serializers.CharField(max_length=200)


class LockedSerializer(serializers.Serializer):
    """The months that were locked or opened now."""

    months = serializers.ListField(child=serializers.IntegerField())


@extend_schema(methods=["GET"], parameters=PLACE, responses=YearSerializer)
@extend_schema(methods=["POST", "DELETE"], request=LockingSerializer, responses=LockedSerializer)
@api_view(["GET", "POST", "DELETE"])
def locks(request):
    """A county's locks of a year; POST locks months, DELETE unlocks them. `area` is asked of offices above the county."""
    actor = request._request.actor
    if request.method != "GET":
        deed = actions.lock_months if request.method == "POST" else actions.unlock_months
        said = body(request, LockingSerializer)
        months = said.get("months") or list(range(1, 13))
        return Response({"months": deed(said["year"], months, said["reason"], by=actor, on=today())})
    wanted = asked(YearPlaceForm(request.query_params, actor=actor, on=today()))
    if not wanted["area"]:
        raise Refused(_("Choose a county."), fields={"area": _("Required.")})
    return Response(YearSerializer({**wanted, **_year(actor, **wanted)}).data)


def _year(actor, year, area):
    rows = locks_of(actor, area, year)
    return {"months": months_of(actor, area, year, today()), "history": rows.order_by("-locked_at", "-month")}
