"""The queue for machines: what waits, and many decisions at once, each with its own outcome."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import asked, body
from core.models import Job
from core.views.work import JobSerializer
from selection import actions, queue
from selection.forms import BatchForm
from selection.models import Nomination
from teams.models import Seat


class SummarySerializer(serializers.Serializer):
    """What waits for the caller's office: in all, by state, by seat, how many need a waiver, since when the oldest waits."""

    waiting = serializers.IntegerField(source="total")
    states = serializers.DictField(child=serializers.IntegerField())
    seats = serializers.DictField(child=serializers.IntegerField())
    needing_waiver = serializers.IntegerField(source="waiver")
    oldest = serializers.DateTimeField(allow_null=True)


class CaseSerializer(serializers.Serializer):
    """One case of a batch: the state it was seen in, and whether its waiver is granted."""

    id = serializers.IntegerField(min_value=1)
    state = serializers.ChoiceField(choices=Nomination.State.choices)
    grant_waiver = serializers.BooleanField(default=False)


class BatchSerializer(serializers.Serializer):
    """One verb for many cases. A return or decline says why, once for all."""

    verb = serializers.ChoiceField(choices=actions.BATCH_VERBS)
    cases = CaseSerializer(many=True, max_length=actions.MOST)
    note = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    fields_to_mend = serializers.ListField(child=serializers.CharField(), required=False)


class OutcomeSerializer(serializers.Serializer):
    """What became of one case."""

    case = serializers.IntegerField()
    who = serializers.CharField()
    place = serializers.CharField()
    done = serializers.BooleanField()
    reason = serializers.CharField()
    clause = serializers.CharField()


class BatchOutcomeSerializer(JobSerializer):
    """A batch: how far it is, and the outcome of each case once it is over."""

    outcomes = serializers.SerializerMethodField()

    class Meta(JobSerializer.Meta):
        fields = (*JobSerializer.Meta.fields, "outcomes")
        read_only_fields = fields

    def get_outcomes(self, job) -> list[OutcomeSerializer]:
        """One line per case."""
        return OutcomeSerializer(job.payload.get("outcomes", ()), many=True).data


@extend_schema(responses=SummarySerializer)
@api_view(["GET"])
def summary(request):
    """What waits for the office the caller acts in."""
    found = queue.counted(request._request.actor)
    parts = {"states": Nomination.State.ON_THE_WAY, "seats": Seat.values}
    return Response(SummarySerializer(found | {p: {n: found[n] for n in names} for p, names in parts.items()}).data)


@extend_schema(request=BatchSerializer, responses={200: BatchOutcomeSerializer, 202: BatchOutcomeSerializer})
@api_view(["POST"])
def batch(request):
    """Takes one step on many nominations, one by one: what is refused changes nothing and says why.

    Up to a hundred are done at once (200); more are handed to a worker (202), whose outcome is read later.
    """
    actor, said = request._request.actor, body(request, BatchSerializer)
    named = {"pick": False, "waiver": True}
    cases = {
        key: [f"{c['id']}-{c['state']}" for c in said["cases"] if c["grant_waiver"] == w] for key, w in named.items()
    }
    plain = {name: said[name] for name in ("verb", "note", "fields_to_mend") if name in said}
    form = BatchForm({**plain, **cases}, actor=actor, on=today())
    words = {name: value for name, value in asked(form).items() if name in ("verb", "note")}
    fields = form.cleaned_data["fields_to_mend"]
    job = actions.decide_many(picks=form.picks(), fields=fields, **words, by=actor, on=today())
    return Response(BatchOutcomeSerializer(job).data, status=202 if job.state == Job.State.WAITING else 200)


@extend_schema(responses=BatchOutcomeSerializer)
@api_view(["GET"])
def outcome(request, pk):
    """One of the caller's own batches."""
    me = request._request.actor.myself
    job = fetch(Job.objects.visible_to(me).filter(kind=actions.BATCH), me, pk)
    return Response(BatchOutcomeSerializer(job).data)
