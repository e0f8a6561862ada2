"""One's own kept queries for machines."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import files
from core.access import fetch
from core.clock import today
from core.listing import PAGED, asked, body, listing
from core.openapi import EXCEL
from overview import actions
from overview.models import Dispatch, SavedQuery
from overview.statistics.forms import KeepForm, QueryStepForm
from overview.statistics.query_views import my_queries, sent_file


class DispatchShape(serializers.ModelSerializer):
    """What became of a query in one period."""

    class Meta:
        model = Dispatch
        fields = ("id", "period", "state", "at")


class QueryShape(serializers.ModelSerializer):
    """A kept query, when it is sent, and what was sent of it, the latest first."""

    query = serializers.DictField(child=serializers.CharField())
    sent = DispatchShape(many=True)

    class Meta:
        model = SavedQuery
        fields = ("id", "name", "what", "query", "cadence", "paused_on", "paused_why", "sent")


class KeepShape(serializers.Serializer):
    """A query to be kept: `query` as it stands behind the question mark of its address."""

    name = serializers.CharField(max_length=60)
    what = serializers.ChoiceField(SavedQuery.What)
    query = serializers.CharField(max_length=1000, allow_blank=True, required=False)


class QueryStepShape(serializers.Serializer):
    """What is done with it."""

    verb = serializers.ChoiceField(list(actions.STEPS))


@extend_schema(methods=["GET"], parameters=PAGED, responses=QueryShape(many=True))
@extend_schema(methods=["POST"], request=KeepShape, responses={201: QueryShape})
@api_view(["GET", "POST"])
def queries(request):
    """The queries one keeps in the acting office; POST keeps another."""
    actor = request._request.actor
    if request.method == "GET":
        return listing(request, my_queries(actor), QueryShape)
    said = asked(KeepForm(body(request, KeepShape), actor=actor, on=today()))
    made = actions.keep_query(**said, by=actor, on=today())
    return Response(_told(actor, made.pk), status=201)


def _told(actor, pk):
    return QueryShape(fetch(my_queries(actor), actor.myself, pk)).data


@extend_schema(responses=QueryShape)
@api_view(["GET"])
def query(request, pk):
    """One of them."""
    return Response(_told(request._request.actor, pk))


@extend_schema(request=QueryStepShape, responses={200: QueryShape, 204: None})
@api_view(["POST"])
def query_step(request, pk):
    """Weekly, monthly, off, pause, resume, delete."""
    actor = request._request.actor
    kept = fetch(my_queries(actor), actor.myself, pk)
    said = asked(QueryStepForm(body(request, QueryStepShape), actor=actor, on=today()))
    if actions.step(kept, said["verb"], by=actor, on=today()) is None:
        return Response(status=204)
    return Response(_told(actor, pk))


@extend_schema(responses=EXCEL)
@api_view(["GET"])
def query_sent(request, pk):
    """The file that was made of a query."""
    return files.answer(sent_file(request._request.actor, pk))
