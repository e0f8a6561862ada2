"""Deeds on group robots: entered, changed, tried, taken away – always by the office they belong to."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import hooks
from core.models import Webhook
from core.offices import Office
from core.outside import check_address, masked
from core.record import record
from core.refusals import Refused

MOST = 5  # robots of one office
_KEPT = ("name", "shape", "groups", "quiet_from", "quiet_until", "names", "language", "active")


@transaction.atomic
def add_webhook(*, address, secret, by, **facts):
    """A robot of the acting office. Returns it.

    Effects in order: the address and how many there are already are checked; the row, address and secret sealed; one
    record line, without either. Raises Refused.
    """
    check_address(address)
    if Webhook.objects.visible_to(by).count() >= MOST:
        raise Refused(_("An office may have %(most)s group robots.") % {"most": MOST})
    hook = Webhook(**_owner(by), changed_by_id=by.user_id)
    _put(hook, address, secret, facts)
    hook.save()
    record(by, "add_webhook", hook, details=_told(hook))
    return hook


@transaction.atomic
def change_webhook(hook, *, by, address="", secret="", **facts):
    """Changes a robot; an empty address or secret leaves the one that is there.

    Effects in order: the row is locked; the address is checked; the row; one record line. Raises Refused.
    """
    hook = Webhook.objects.select_for_update().get(pk=hook.pk)
    if address:
        check_address(address)
    hook.changed_by_id = by.user_id
    _put(hook, address, secret, facts)
    hook.save()
    record(by, "change_webhook", hook, details=_told(hook))
    return hook


@transaction.atomic
def remove_webhook(hook, *, by):
    """Takes a robot away with all that waits for it. Effects in order: one record line; the row goes."""
    record(by, "remove_webhook", hook, details=_told(hook))
    hook.delete()


@transaction.atomic
def try_webhook(hook, *, by):
    """Sends a test message, in quiet hours too. Effects in order: the message is promised; one record line."""
    hooks.try_out(hook)
    record(by, "try_webhook", hook)


def _put(hook, address, secret, facts):
    for name in _KEPT:
        if name in facts:
            setattr(hook, name, facts[name])
    if address:
        hook.put_address(address, masked(address))
    if secret:
        hook.put_secret(secret)
    if hook.shape == Webhook.Shape.JSON and not hook.secret_sealed:
        raise Refused(_("A signed robot needs a secret."), fields={"secret": _("Required.")})


def _owner(by):
    if by.office == Office.CADRE:
        return {"office": by.office, "account_id": by.user_id}
    if by.office == Office.UNIT:
        return {"office": by.office, "unit_id": by.unit_id}
    return {"office": by.office, "area": by.area}


def _told(hook):
    return {"name": hook.name, "shape": hook.shape, "address": hook.address_shown, "groups": list(hook.groups)}
