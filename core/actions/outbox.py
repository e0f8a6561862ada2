"""A promised message that was given up is sent again by the administrator."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import OutboxMessage
from core.offices import Office
from core.outbox import MOST_ATTEMPTS
from core.record import record
from core.refusals import Conflict, NotAllowed


@transaction.atomic
def send_again(message, *, by):
    """Lets a message that was given up be tried anew, at once. Returns it.

    Effects in order: office; the message is locked, and still given up; its tries begin again, its last error stays until
    the next; one record line. Raises NotAllowed, Conflict.
    """
    if by.office != Office.SYSADMIN:
        raise NotAllowed(_("The administrator sends messages again."))
    message = OutboxMessage.objects.select_for_update().get(pk=message.pk)
    if message.done_at or message.attempts < MOST_ATTEMPTS:
        raise Conflict(_("This message has been sent, or is being tried again already."))
    message.attempts, message.due_at, message.sent_at = 0, timezone.now(), None
    message.save(update_fields=["attempts", "due_at", "sent_at"])
    record(by, "send_again", message, details={"task": message.task, "error": message.error[:200]})
    return message
