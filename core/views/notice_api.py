"""Notices for machines: read, mark as read, choose what comes by mail. The same deeds as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import notice_lines
from core.access import fetch
from core.actions import notices
from core.clock import today
from core.forms.notices import ChoiceForm
from core.listing import asked, body
from core.models import Notice, NoticeChoice
from core.notice_groups import USUAL, Group, Mail, group_of
from core.notices import SENTENCES, sentence
from core.openapi import ClockField
from core.paging import Pages
from core.readers import usual_hours


class NoticeQuery(serializers.Serializer):
    """Which notices: of one kind, only unread ones."""

    kind = serializers.ChoiceField(sorted(SENTENCES), required=False)
    unread = serializers.BooleanField(required=False, default=False)


class NoticeOut(serializers.Serializer):
    """A notice in the caller's language."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    group = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()
    link = serializers.CharField()
    created_at = serializers.DateTimeField()
    unread = serializers.BooleanField(source="fresh")

    def get_text(self, row) -> str:
        """The notice as a sentence."""
        return sentence(row)

    def get_group(self, row) -> str:
        """The group by which one chooses."""
        return group_of(row.kind).value


class LineOut(serializers.Serializer):
    """A line of the list: one notice, or many that speak alike of different people."""

    kind = serializers.CharField(source="notice.kind")
    text = serializers.CharField(source="said")
    count = serializers.IntegerField()
    latest = serializers.IntegerField(source="notice.pk")
    unread = serializers.BooleanField(source="notice.fresh")


class KindIn(serializers.Serializer):
    """Which kind to mark as read; none means all."""

    kind = serializers.ChoiceField(sorted(SENTENCES), required=False, default="")


class ReadOut(serializers.Serializer):
    """How many notices were new."""

    count = serializers.IntegerField()


class ChoiceShape(serializers.Serializer):
    """What one wants by mail: `now`, `daily` or `none` for each group; hours without mail (equal ones: none); language."""

    mail = serializers.DictField(child=serializers.ChoiceField(Mail))
    quiet_from = ClockField()
    quiet_until = ClockField()
    language = serializers.ChoiceField(["zh-hans", "en"])


@extend_schema(
    parameters=[NoticeQuery, OpenApiParameter("page", int), OpenApiParameter("page_size", int)],
    responses=NoticeOut(many=True),
)
@api_view(["GET"])
def notice_list(request):
    """What the office one acts in has been told, the newest first."""
    query = asked(NoticeQuery(data=request.query_params.dict()))
    rows = notice_lines.told_to(request._request.actor)
    rows = rows.filter(kind=query["kind"]) if "kind" in query else rows
    return _page(request, rows.filter(fresh=True) if query["unread"] else rows, NoticeOut)


@extend_schema(
    parameters=[OpenApiParameter("page", int), OpenApiParameter("page_size", int)], responses=LineOut(many=True)
)
@api_view(["GET"])
def line_list(request):
    """The same as lines, as the page shows them: many alike are one."""
    actor = request._request.actor
    return _page(request, notice_lines.lines(actor), LineOut, lambda page: notice_lines.filled(actor, page))


@extend_schema(request=None, responses={204: None})
@api_view(["POST"])
def notice_read(request, pk):
    """Marks a notice as read."""
    actor = request._request.actor
    notices.mark_read(fetch(Notice, actor, pk), by=actor)
    return Response(status=204)


@extend_schema(request=KindIn, responses=ReadOut)
@api_view(["POST"])
def notices_read(request):
    """Marks everything, or everything of a kind, as read."""
    kind = body(request, KindIn)["kind"]
    return Response({"count": notices.mark_all_read(by=request._request.actor, kind=kind)})


@extend_schema(methods=["GET"], responses=ChoiceShape)
@extend_schema(methods=["PUT"], request=ChoiceShape, responses=ChoiceShape)
@api_view(["GET", "PUT"])
def choices(request):
    """What the caller wants by mail; PUT chooses anew, groups left out go the usual way."""
    actor = request._request.actor
    if request.method == "GET":
        return Response(ChoiceShape(_held(actor)).data)
    said = body(request, ChoiceShape)
    form = ChoiceForm({**USUAL, **said.pop("mail"), **said}, actor=actor, on=today())
    asked(form)
    return Response(ChoiceShape(notices.choose(**form.choice(), by=actor)).data)


def _held(actor):
    begins, ends, _hour = usual_hours(today())
    held = NoticeChoice.objects.visible_to(actor.myself).first() or NoticeChoice(quiet_from=begins, quiet_until=ends)
    held.mail = {group.value: held.mail.get(group, USUAL[group]) for group in Group}
    return held


def _page(request, rows, shape, also=list):
    pages = Pages()
    page = pages.paginate_queryset(rows, request)
    return pages.get_paginated_response(shape(also(page), many=True).data)
