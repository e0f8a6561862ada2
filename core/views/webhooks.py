"""Group robots of the office one acts in: listed with what failed, entered, changed, tried, taken away."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core import hooks
from core.access import fetch
from core.actions import webhooks as deeds
from core.clock import today
from core.forms.webhooks import WebhookForm
from core.models import Webhook
from core.pages import show
from core.refusals import NotAllowed, Refused


def webhook_list(request):
    """The robots of this very office, and whether they were reached."""
    rows = hooks.shown(Webhook.objects.visible_to(request.actor).select_related("changed_by"))
    return show(request, "core/webhooks.html", {"rows": rows})


def webhook_new(request):
    """Enters a robot."""
    form = _form(request)
    return _entered(request, form, lambda facts: deeds.add_webhook(**facts, by=request.actor), _("New group robot"))


def webhook(request, pk):
    """Changes a robot."""
    kept = fetch(Webhook, request.actor, pk)
    form = _form(request, kept)
    change = lambda facts: deeds.change_webhook(kept, **facts, by=request.actor)  # noqa: E731
    return _entered(request, form, change, kept.name)


def webhook_try(request, pk):
    """Sends a test message."""
    deeds.try_webhook(fetch(Webhook, request.actor, pk), by=request.actor)
    messages.success(request, _("The test message is on its way. Load this page again to see whether it arrived."))
    return redirect("webhooks")


def webhook_remove(request, pk):
    """Takes a robot away."""
    deeds.remove_webhook(fetch(Webhook, request.actor, pk), by=request.actor)
    messages.success(request, _("The group robot has been taken away."))
    return redirect("webhooks")


def _form(request, kept=None):
    return WebhookForm(request.POST or None, actor=request.actor, on=today(), kept=kept)


def _entered(request, form, deed, title):
    if request.method == "POST" and form.is_valid():
        try:
            deed(form.cleaned_data)
        except NotAllowed:
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. Send a test message to see whether it arrives."))
            return redirect("webhooks")
    return show(request, "core/webhook.html", {"form": form, "title": title})
