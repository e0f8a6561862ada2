"""Putting away what nobody needs: old answers, ended sessions, done messages, old failed log-ins, bytes without a row."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from core import files
from core.clock import today
from core.jobs import finished
from core.models import DueItem, OnceKey, OutboxMessage
from core.outbox import handles

ANSWERS_KEPT = timedelta(days=7)
MESSAGES_KEPT = timedelta(days=30)
DUES_KEPT = timedelta(days=400)  # done duties: the whole of last year can still be looked at


@handles("core.tidy")
def tidy(payload):
    """The daily tidying; counts are noted with the job."""
    finished("core.tidy", date.fromisoformat(payload["on"]), put_away())


@transaction.atomic
def put_away():
    """Deletes what is over age. Returns how many of each."""
    moment = timezone.now()
    return {
        "answers": OnceKey.objects.filter(created_at__lt=moment - ANSWERS_KEPT).delete()[0],
        "sessions": Session.objects.filter(expire_date__lt=moment).delete()[0],
        "messages": OutboxMessage.objects.filter(done_at__lt=moment - MESSAGES_KEPT).delete()[0],
        "dues": DueItem.objects.done().filter(ended_on__lt=today() - DUES_KEPT).delete()[0],
        "tries": _failed_log_ins(moment),
        "files": _ownerless_files(moment),
    }


def _ownerless_files(moment):
    """Bytes whose row was never kept, because what they came with was refused."""
    paths = list(files.ownerless(moment - timedelta(days=1)))
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)


def _failed_log_ins(moment):
    from axes.models import AccessAttempt

    over = moment - timedelta(hours=settings.AXES_COOLOFF_TIME) - timedelta(days=1)
    return AccessAttempt.objects.filter(attempt_time__lt=over).delete()[0]
