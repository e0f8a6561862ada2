"""Tables handed in by machines: the same deeds, rows and files."""

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view, parser_classes
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from core import files
from core.access import fetch
from core.clock import today
from core.forms.imports import RowFilter, answers_of
from core.imports import deeds
from core.imports.kinds import KINDS
from core.listing import PAGED, asked, done, listing
from core.models import SheetImport, SheetRow
from core.refusals import Refused

VERDICT = OpenApiParameter("verdict", str, enum=SheetRow.Verdict.values)


class ImportOut(serializers.ModelSerializer):
    """A table handed in: `counts` by verdict, `notes` on how it was read, `error` when it could not be read or entered."""

    name = serializers.CharField(source="file.name")

    class Meta:
        model = SheetImport
        fields = ("id", "kind", "name", "state", "asked", "counts", "notes", "error", "job", "corrects",
                  "created_at", "applied_at", "undone_at")  # fmt: skip
        read_only_fields = fields


class ImportIn(serializers.Serializer):
    """A table as multipart form data, with what its kind asks for beside the file."""

    kind = serializers.CharField()
    file = serializers.FileField()
    corrects = serializers.IntegerField(required=False)


class RowOut(serializers.ModelSerializer):
    """One row: `values` as understood (personal numbers masked), `changes` key → [old, new], `problems` and `hints`."""

    class Meta:
        model = SheetRow
        fields = ("number", "verdict", "values", "changes", "problems", "hints", "target")
        read_only_fields = fields


@extend_schema(methods=["GET"], parameters=PAGED, responses=ImportOut(many=True))
@extend_schema(methods=["POST"], request={"multipart/form-data": ImportIn}, responses={202: ImportOut})
@api_view(["GET", "POST"])
@parser_classes([MultiPartParser])
def imports(request):
    """What one's office handed in; POST hands a table in and has it checked (202: look at `job`, then at `state`)."""
    actor = request._request.actor
    if request.method == "GET":
        return listing(request, SheetImport.objects.visible_to(actor).select_related("file"), ImportOut)
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("file: required", fields={"file": "required"})
    kind, corrects = request.POST.get("kind", ""), request.POST.get("corrects", "")
    older = _sheet(actor, int(corrects)) if corrects.isascii() and corrects.isdigit() and len(corrects) < 18 else None
    beside, papers = _beside(request, kind, actor)
    made = deeds.hand_in(kind, upload, asked=beside, papers=papers, corrects=older, by=actor, on=today())
    return done(ImportOut, made, status=202)


def _beside(request, name, actor):
    """What the kind's own form says; its faults are a 422 by field."""
    page = KINDS[name].page if name in KINDS else None
    if page is None:
        return {}, {}
    form = page(request.data, request.FILES, actor=actor, on=today())
    if not form.is_valid():
        faults = {name: texts[0] for name, texts in form.errors.items()}
        raise Refused("; ".join(f"{name}: {text}" for name, text in faults.items()), fields=faults)
    return answers_of(form)


def _sheet(actor, pk):
    return fetch(SheetImport.objects.visible_to(actor).select_related("file", "marked"), actor, pk)


@extend_schema(responses=ImportOut)
@api_view(["GET"])
def sheet(request, pk):
    """One table handed in."""
    return done(ImportOut, _sheet(request._request.actor, pk))


@extend_schema(parameters=[VERDICT, *PAGED], responses=RowOut(many=True))
@api_view(["GET"])
def rows(request, pk):
    """Its rows, by verdict."""
    one = _sheet(request._request.actor, pk)
    wanted = asked(RowFilter(request.query_params))["verdict"]
    return listing(request, one.rows.filter(verdict=wanted) if wanted else one.rows.all(), RowOut)


@extend_schema(responses={(200, files.TYPES["xlsx"]): OpenApiResponse(bytes)})
@api_view(["GET"])
def marked(request, pk):
    """The file with its faults marked; 422 until it is made."""
    one = _sheet(request._request.actor, pk)
    if one.marked is None:
        raise Refused("There is no marked file (yet).")
    return files.answer(one.marked)


@extend_schema(request=None, responses={202: ImportOut})
@api_view(["POST"])
def check(request, pk):
    """Has it checked again."""
    return _do(request, pk, deeds.check_again)


@extend_schema(request=None, responses={202: ImportOut})
@api_view(["POST"])
def enter(request, pk):
    """Has its good rows entered, all or none. 409 when work on it is under way or done."""
    return _do(request, pk, deeds.enter)


@extend_schema(request=None, responses={202: ImportOut})
@api_view(["POST"])
def undo(request, pk):
    """Has everything it entered taken back, all or nothing."""
    return _do(request, pk, deeds.take_back)


def _do(request, pk, deed):
    actor = request._request.actor
    made = deed(_sheet(actor, pk), by=actor, on=today())
    return Response(ImportOut(made).data, status=202)
