"""Activity notes for machines: the same deeds as the pages; a photo is sent as a file to its note."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view, parser_classes
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from core import photos
from core.access import fetch
from core.clock import today
from core.listing import asked, body, done, listing
from core.openapi import FILE
from core.refusals import Refused
from duties import note_rows
from duties.actions import activity_notes as deeds
from duties.api.meeting_shapes import MANY, ReasonShape
from duties.api.meetings import PAGED
from duties.forms.activity_notes import NoteFilter, NoteForm
from duties.models import ActivityNote

FILTERS = [OpenApiParameter(name, str) for name in ("area", "duty", "first", "last", "q")] + PAGED
FACTS = ("day", "duty", "words")


class NoteShape(serializers.ModelSerializer):
    """A note; `photos` are numbers to ask for at `photo/?file=`."""

    photos = serializers.SerializerMethodField()
    written_by = serializers.CharField(source="written_by.name", read_only=True)

    class Meta:
        model = ActivityNote
        fields = ("id", "team", "area", "day", "duty", "words", "photos", "written_by")
        read_only_fields = fields

    def get_photos(self, note) -> list[int]:
        """Their numbers."""
        return [photo.file_id for photo in note.photos.all()]


class NoteBody(serializers.Serializer):
    """A note to write; `struck`: numbers of photos to take away from one that stands."""

    day = serializers.DateField()
    duty = serializers.CharField(max_length=24)
    words = serializers.CharField(max_length=2000)
    struck = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=MANY), required=False, max_length=20
    )


class PhotoUpload(serializers.Serializer):
    """A photo as multipart form data."""

    file = serializers.FileField()


def _by(request):
    return {"by": request._request.actor, "on": today()}


def _note(request, pk):
    return fetch(note_rows.notes(request._request.actor), request._request.actor, pk)


def _answer(request, pk, status=200):
    return done(NoteShape, _note(request, pk), status=status)


def _facts(request, note=None):
    said = body(request, NoteBody)
    struck = said.pop("struck", [])
    facts = asked(NoteForm({**said, "struck": struck} if note else said, **_known(request), note=note))
    return {name: facts[name] for name in FACTS} | {"struck": struck}


def _known(request):
    return {"actor": request._request.actor, "on": today()}


@extend_schema(methods=["GET"], parameters=FILTERS, responses=NoteShape(many=True))
@extend_schema(methods=["POST"], request=NoteBody, responses={201: NoteShape})
@api_view(["GET", "POST"])
def note_list(request):
    """Activity notes, the latest first; POST writes one for the caller's own team."""
    actor = request._request.actor
    if request.method == "GET":
        wanted = asked(NoteFilter(request.query_params, **_known(request)))
        return listing(request, note_rows.notes(actor, wanted), NoteShape)
    return _answer(request, deeds.write_note(_facts(request), **_by(request)).pk, status=201)


@extend_schema(methods=["GET"], responses=NoteShape)
@extend_schema(methods=["PUT"], request=NoteBody, responses=NoteShape)
@api_view(["GET", "PUT"])
def note(request, pk):
    """One note; PUT changes one the caller wrote."""
    one = _note(request, pk)
    if request.method == "GET":
        return Response(NoteShape(one).data)
    deeds.change_note(one, _facts(request, one), **_by(request))
    return _answer(request, pk)


@extend_schema(request=ReasonShape, responses={204: None})
@api_view(["POST"])
def note_remove(request, pk):
    """Removes a note the caller wrote, with the reason."""
    one, said = _note(request, pk), body(request, ReasonShape)
    deeds.remove_note(one, said["reason"], **_by(request))
    return Response(status=204)


@extend_schema(request={"multipart/form-data": PhotoUpload}, responses={201: NoteShape})
@api_view(["POST"])
@parser_classes([MultiPartParser])
def photo_new(request, pk):
    """Adds a photo to a note the caller wrote: JPEG or PNG, kept without where and when it was taken."""
    one, upload = _note(request, pk), request.FILES.get("file")
    if upload is None:
        raise Refused("file: required", fields={"file": "required"})
    facts = {name: getattr(one, name) for name in FACTS} | {"photos": [upload]}
    deeds.change_note(one, facts, **_by(request))
    return _answer(request, pk, status=201)


@extend_schema(parameters=[OpenApiParameter("file", int, required=True)], responses=FILE)
@api_view(["GET"])
def note_photo(request, pk):
    """A photo of a note."""
    return photos.shown(note_rows.photo_of(_note(request, pk), request.query_params.get("file", "")))
