"""Group robots for machines: the same deeds as the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import hooks
from core.access import fetch
from core.actions import webhooks as deeds
from core.clock import today
from core.forms.webhooks import WebhookForm
from core.listing import PAGED, asked, body
from core.models import Webhook
from core.notice_groups import Group
from core.openapi import ClockField
from core.outside import LONGEST
from core.paging import Pages


class WebhookOut(serializers.Serializer):
    """A robot; its address is masked, its secret never shown."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    shape = serializers.CharField()
    address = serializers.CharField(source="address_shown")
    groups = serializers.ListField(child=serializers.CharField())
    names = serializers.BooleanField()
    quiet_from = ClockField()
    quiet_until = ClockField()
    language = serializers.CharField()
    active = serializers.BooleanField()
    reached_at = serializers.DateTimeField(allow_null=True)
    waits = serializers.IntegerField()
    tries = serializers.IntegerField()
    fault = serializers.CharField()


class WebhookIn(serializers.Serializer):
    """A robot as it is entered; an empty address or secret keeps the one that is there."""

    name = serializers.CharField(max_length=40)
    shape = serializers.ChoiceField(Webhook.Shape)
    address = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True, default="")
    secret = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    groups = serializers.ListField(child=serializers.ChoiceField(Group), allow_empty=False)
    names = serializers.BooleanField(required=False, default=False)
    quiet_from = ClockField()
    quiet_until = ClockField()
    language = serializers.ChoiceField(["zh-hans", "en"])
    active = serializers.BooleanField(required=False, default=True)


@extend_schema(methods=["GET"], parameters=PAGED, responses=WebhookOut(many=True))
@extend_schema(methods=["POST"], request=WebhookIn, responses={201: WebhookOut})
@api_view(["GET", "POST"])
def webhook_list(request):
    """The robots of the caller's office; POST enters one."""
    actor = request._request.actor
    if request.method == "POST":
        made = deeds.add_webhook(**_facts(request, actor), by=actor)
        return Response(_out(made), status=201)
    pages = Pages()
    page = pages.paginate_queryset(Webhook.objects.visible_to(actor), request)
    return pages.get_paginated_response(WebhookOut(hooks.shown(page), many=True).data)


@extend_schema(methods=["GET"], responses=WebhookOut)
@extend_schema(methods=["PUT"], request=WebhookIn, responses=WebhookOut)
@api_view(["GET", "PUT"])
def webhook(request, pk):
    """One robot; PUT changes it."""
    actor = request._request.actor
    kept = fetch(Webhook, actor, pk)
    if request.method == "PUT":
        kept = deeds.change_webhook(kept, **_facts(request, actor, kept), by=actor)
    return Response(_out(kept))


@extend_schema(request=None, responses={204: None})
@api_view(["POST"])
def webhook_try(request, pk):
    """Sends a test message; the robot's `reached_at` or `fault` says what became of it."""
    actor = request._request.actor
    deeds.try_webhook(fetch(Webhook, actor, pk), by=actor)
    return Response(status=204)


@extend_schema(request=None, responses={204: None})
@api_view(["POST"])
def webhook_remove(request, pk):
    """Takes a robot away."""
    actor = request._request.actor
    deeds.remove_webhook(fetch(Webhook, actor, pk), by=actor)
    return Response(status=204)


def _facts(request, actor, kept=None):
    return asked(WebhookForm(dict(body(request, WebhookIn)), actor=actor, on=today(), kept=kept))


def _out(hook):
    return WebhookOut(hooks.shown([hook])[0]).data
