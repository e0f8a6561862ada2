"""Messages that were given up: sent again in one step, for the administrator and for machines."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import outbox
from core.access import fetch
from core.actions import outbox as deeds
from core.listing import PAGED, listing
from core.models import OutboxMessage


class MessageOut(serializers.Serializer):
    """A promised message: what is to be done, since when, when and how often it was tried, and the last error."""

    id = serializers.IntegerField()
    task = serializers.CharField()
    created_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    attempts = serializers.IntegerField()
    error = serializers.CharField()


def resend(request, pk):
    """Sends a message that was given up again."""
    deeds.send_again(fetch(OutboxMessage, request.actor, pk), by=request.actor)
    messages.success(request, _("The message is on its way again."))
    return redirect("jobs")


@extend_schema(parameters=PAGED, responses=MessageOut(many=True))
@api_view(["GET"])
def given_up(request):
    """The messages that were given up, the newest first."""
    rows = OutboxMessage.objects.visible_to(request._request.actor) & outbox.given_up()
    return listing(request, rows, MessageOut)


@extend_schema(request=None, responses=MessageOut)
@api_view(["POST"])
def api_resend(request, pk):
    """Sends a message that was given up again. 409: sent, or being tried already."""
    actor = request._request.actor
    return Response(MessageOut(deeds.send_again(fetch(OutboxMessage, actor, pk), by=actor)).data)
