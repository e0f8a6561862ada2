"""What may be forgotten: kept answers, work long done, sessions that have ended. Records and history never are."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from core.models import OnceKey, OutboxMessage

ANSWERS_KEPT = timedelta(days=7)  # longer than anyone's browser or machine repeats a request
DONE_WORK_KEPT = timedelta(days=30)


@transaction.atomic
def tidy():
    """Forgets kept answers, finished work and ended sessions past their time. Returns {what: how many}."""
    moment = timezone.now()
    past = {
        "answers": OnceKey.objects.filter(created_at__lt=moment - ANSWERS_KEPT),
        "messages": OutboxMessage.objects.filter(done_at__lt=moment - DONE_WORK_KEPT),
        "sessions": Session.objects.filter(expire_date__lt=moment),
    }
    return {what: rows.delete()[0] for what, rows in past.items()}
