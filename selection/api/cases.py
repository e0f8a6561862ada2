"""A nomination and the steps on it for machines: the same deeds as the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import asked, body, done
from selection.actions import take_step
from selection.api.shapes import NominationWholeSerializer, StepSerializer
from selection.forms import StepForm
from selection.models import Nomination
from selection.prospects import open_steps


class OpenStepSerializer(serializers.Serializer):
    """A step that the caller's office could take; `why_not` says what this person would be refused with."""

    verb = serializers.CharField()
    why_not = serializers.CharField(allow_null=True)


class NominationToDecideSerializer(NominationWholeSerializer):
    """A nomination with what the caller may do with it."""

    open_steps = serializers.SerializerMethodField()

    class Meta(NominationWholeSerializer.Meta):
        fields = (*NominationWholeSerializer.Meta.fields, "open_steps")
        read_only_fields = fields

    def get_open_steps(self, case) -> list[OpenStepSerializer]:
        """Whose turn it is, seen from the caller."""
        found = open_steps(case, self.context["actor"], today())
        return [{"verb": step.verb, "why_not": str(why.message) if why else None} for step, why in found]


@extend_schema(responses=NominationToDecideSerializer)
@api_view(["GET"])
def nomination(request, pk):
    """One nomination with findings, provisions, timeline, and the steps open to the caller."""
    case = _case(request, pk)
    return Response(NominationToDecideSerializer(case, context={"actor": request._request.actor}).data)


@extend_schema(request=StepSerializer, responses=NominationWholeSerializer)
@api_view(["POST"])
def nomination_step(request, pk):
    """One step on a nomination. 403: not this office. 409: somebody was faster. 422: why not, with the clause."""
    actor, case = request._request.actor, _case(request, pk)
    said = asked(StepForm(body(request, StepSerializer), actor=actor, on=today()))
    return done(NominationWholeSerializer, take_step(case, said, by=actor, on=today()))


def _case(request, pk):
    actor = request._request.actor
    rows = Nomination.objects.visible_to(actor).select_related("cadre__unit__home", "team__village__division")
    return fetch(rows, actor, pk)
