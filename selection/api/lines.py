"""All seats of a unit or township for machines: which are open, and many nominations with one decision."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.clock import today
from core.listing import asked, body
from core.refusals import Refused
from selection import actions
from selection.api.shapes import ProposalSerializer
from selection.forms import NominationForm
from selection.seats import own_seats
from teams.api.shapes import CadreFacts
from teams.forms import CadreForm


class OwnSeatSerializer(serializers.Serializer):
    """A seat this office fills. `open`: somebody is to be nominated; `volunteer`: the cadre who wishes to continue."""

    team = serializers.IntegerField(source="team.pk")
    village = serializers.CharField(source="team.village.division.full_name")
    seat = serializers.CharField()
    open = serializers.BooleanField()
    round = serializers.IntegerField(source="taking.pk", default=None, allow_null=True)
    starts_on = serializers.DateField()
    term_ends_on = serializers.DateField()
    held_by = serializers.IntegerField(source="posting.cadre_id", default=None, allow_null=True)
    nomination = serializers.IntegerField(source="case.pk", default=None, allow_null=True)
    volunteer = serializers.IntegerField(source="volunteer.posting.cadre_id", default=None, allow_null=True)


class LineSerializer(ProposalSerializer):
    """One of many: `cadre`, or `person` for somebody not entered yet. The decision stands above all lines."""

    decision_number = decided_on = decision_file = None
    cadre = serializers.IntegerField(required=False)
    person = CadreFacts(required=False)


class ManySerializer(serializers.Serializer):
    """Many nominations with one decision of the Party committee."""

    decision_number = serializers.CharField(max_length=60)
    decided_on = serializers.DateField()
    decision_file = serializers.IntegerField(required=False, help_text="the number POST /api/v1/files/ gave")
    draft = serializers.BooleanField(default=False)
    lines = LineSerializer(many=True, allow_empty=False, max_length=200)


class OutcomeSerializer(serializers.Serializer):
    """What became of a line: the nomination, or why not, with the clause."""

    nomination = serializers.IntegerField(allow_null=True)
    state = serializers.CharField(allow_blank=True)
    refused = serializers.CharField(allow_blank=True)
    fields = serializers.DictField(child=serializers.CharField())
    clause = serializers.CharField(allow_blank=True)


@extend_schema(responses=OwnSeatSerializer(many=True))
@api_view(["GET"])
def seats(request):
    """The seats of the caller's own villages, with the days from the running round."""
    groups = own_seats(request._request.actor, today())
    return Response(OwnSeatSerializer([seat for group in groups for seat in group.seats], many=True).data)


@extend_schema(request=ManySerializer, responses=OutcomeSerializer(many=True))
@api_view(["POST"])
def many(request):
    """Every line by itself, answered in the order given: those refused leave nothing behind."""
    given, actor = body(request, ManySerializer), request._request.actor
    shared = {name: given[name] for name in ("decision_number", "decided_on")}
    shared["decision_kept"] = given.get("decision_file")
    drafted = [_proposal({**line, **shared}, actor) for line in given["lines"]]
    good = [one for one in drafted if not isinstance(one, Refused)]
    done = iter(actions.nominate_each(good, by=actor, on=today(), as_draft=given["draft"]))
    return Response([_outcome(one if isinstance(one, Refused) else next(done)) for one in drafted])


def _proposal(line, actor):
    """The proposal of a line, or the refusal that says what is wrong with it."""
    person = line.pop("person", None)
    form = NominationForm(line, actor=actor, on=today())
    try:
        if person is not None:
            form.newcomer = asked(CadreForm(person, actor=actor, on=today()))
            form.fields["cadre"].required = False
        asked(form)
    except Refused as refusal:
        return refusal
    return form.proposal()


def _outcome(outcome):
    if not isinstance(outcome, Refused):
        return {"nomination": outcome.pk, "state": outcome.state, "refused": "", "fields": {}, "clause": ""}
    clause = outcome.provision.clause if outcome.provision else ""
    fields = {name: str(text) for name, text in outcome.fields.items()}
    return {"nomination": None, "state": "", "refused": str(outcome.message), "fields": fields, "clause": clause}
