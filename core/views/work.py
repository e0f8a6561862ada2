"""Background work as its owner sees it: how far, done, failed and why, the file it made."""

from urllib.parse import urlsplit

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view, parser_classes
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from core import files, work
from core.access import fetch
from core.listing import done
from core.models import Job, StoredFile
from core.pages import show
from core.paging import page_of
from core.refusals import Refused


def job_list(request):
    """What I asked the house to do, the newest first."""
    return show(request, "core/work.html", {"page": page_of(request, Job.objects.visible_to(request.actor.myself))})


def job(request, pk):
    """One piece of work; the fragment asks again every second until it is over."""
    row = _mine(request.actor, pk)
    template = "core/_job.html" if request.htmx else "core/job.html"
    answer = show(request, template, {"job": row, **_progress(row)})
    if request.htmx and row.state != Job.State.WAITING and row.link and row.link == _asking_page(request):
        answer["HX-Refresh"] = "true"  # the page that waits for the result shows it
    return answer


def _asking_page(request):
    return urlsplit(request.htmx.current_url or "").path


def job_file(request, pk):
    """The file the work made."""
    row = _mine(request.actor, pk)
    if row.file is None:
        raise Http404
    return files.answer(row.file)


def _mine(actor, pk):
    return fetch(Job.objects.visible_to(actor.myself).select_related("file"), actor.myself, pk)


def _progress(row):
    done_so_far, total = work.progress(row) if row.state == Job.State.WAITING else (0, 0)
    return {"done": done_so_far, "total": total, "percent": done_so_far * 100 // total if total else 0}


class JobSerializer(serializers.ModelSerializer):
    """Background work: `state` waiting, done or failed; `done` of `total` while it runs."""

    done = serializers.SerializerMethodField()
    total = serializers.SerializerMethodField()

    class Meta:
        model = Job
        fields = ("id", "kind", "subject", "state", "done", "total", "counts", "error", "link", "finished_at")
        read_only_fields = fields

    def get_done(self, row) -> int:
        """Steps done so far."""
        return _progress(row)["done"]

    def get_total(self, row) -> int:
        """Steps in all; 0 while unknown."""
        return _progress(row)["total"]


class FileSerializer(serializers.ModelSerializer):
    """A file handed in; its number goes into the case it belongs to."""

    class Meta:
        model = StoredFile
        fields = ("id", "name", "kind", "size", "digest", "created_at")
        read_only_fields = fields


class UploadSerializer(serializers.Serializer):
    """A file as multipart form data."""

    file = serializers.FileField()


@extend_schema(responses=JobSerializer)
@api_view(["GET"])
def api_job(request, pk):
    """One of the caller's own background jobs."""
    return Response(JobSerializer(_mine(request._request.actor, pk)).data)


@extend_schema(request={"multipart/form-data": UploadSerializer}, responses={201: FileSerializer})
@api_view(["POST"])
@parser_classes([MultiPartParser])
def api_file_new(request):
    """Hands in a scan or paper (PDF, JPEG, PNG, DOCX, at most 10 MB); only who handed it in can attach it."""
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("file: required", fields={"file": "required"})
    return done(FileSerializer, files.keep(upload, by=request._request.actor, kinds=files.PAPERS), status=201)
