"""The checklist of a posting for machines: the same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.access import fetch
from core.clock import today
from core.listing import asked, body, done, listing
from core.models import StoredFile
from core.refusals import Refused
from teams import actions, rows
from teams.forms.checks import CheckForm, OpenItemsFilter, UndoForm
from teams.models import Posting, PostingCheck


class CheckShape(serializers.ModelSerializer):
    """One item done."""

    class Meta:
        model = PostingCheck
        fields = ("id", "posting", "item", "done_on", "note", "file")
        read_only_fields = fields


class OpenItemsShape(serializers.ModelSerializer):
    """A posting and what of its checklist is open."""

    cadre_name = serializers.CharField(source="cadre.name")
    village = serializers.CharField(source="team.village.division.full_name")
    open_items = serializers.ListField(child=serializers.ChoiceField(choices=PostingCheck.Item.choices))

    class Meta:
        model = Posting
        fields = ("id", "cadre", "cadre_name", "team", "village", "area", "seat", "starts_on", "open_items")
        read_only_fields = fields


class CheckFacts(serializers.Serializer):
    """An item and its day; `file` is a file the caller has handed in."""

    item = serializers.ChoiceField(choices=PostingCheck.Item.choices)
    done_on = serializers.DateField()
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)
    file = serializers.IntegerField(required=False, allow_null=True)


class ReasonFacts(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=200)


FILTERS = [OpenApiParameter(name, str) for name in ("item", "area", "q")]
FILTERS += [OpenApiParameter(name, int) for name in ("page", "page_size")]


@extend_schema(parameters=FILTERS, responses=OpenItemsShape(many=True))
@api_view(["GET"])
def open_items(request):
    """Postings in the caller's jurisdiction with open items of their checklist."""
    actor, on = request._request.actor, today()
    wanted = asked(OpenItemsFilter(request.query_params, actor=actor, on=on))
    return listing(request, rows.open_items(actor, wanted, on), OpenItemsShape)


@extend_schema(methods=["GET"], responses=CheckShape(many=True))
@extend_schema(methods=["POST"], request=CheckFacts, responses={201: CheckShape})
@api_view(["GET", "POST"])
def posting_checks(request, pk):
    """The items of a posting that are done; POST marks one."""
    actor, on = request._request.actor, today()
    one = fetch(Posting.objects.visible_to(actor).select_related("cadre", "pairing"), actor, pk)
    if request.method == "GET":
        return Response(CheckShape(PostingCheck.objects.visible_to(actor).filter(posting=one), many=True).data)
    given = dict(body(request, CheckFacts))
    scan = handed_in(actor, given.pop("file", None))
    facts = asked(CheckForm(given, actor=actor, on=on)) | {"file": scan}
    return done(CheckShape, actions.mark_check(one, **facts, by=actor, on=on), status=201)


@extend_schema(request=ReasonFacts, responses=CheckShape(many=True))
@api_view(["POST"])
def check_undo(request, pk):
    """Takes a mark back, with the reason."""
    actor, on = request._request.actor, today()
    mark = fetch(PostingCheck, actor, pk)
    facts = asked(UndoForm(body(request, ReasonFacts), actor=actor, on=on))
    one = actions.undo_check(mark, **facts, by=actor, on=on)
    return Response(CheckShape(PostingCheck.objects.visible_to(actor).filter(posting=one), many=True).data)


def handed_in(actor, number):
    """A file the caller has handed in, by its number; None for none. Raises Refused for anybody else's."""
    if number is None:
        return None
    found = StoredFile.objects.visible_to(actor.myself).filter(pk=number).first()
    if found is None:
        raise Refused("file: unknown", fields={"file": "unknown"})
    return found
