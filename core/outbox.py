"""The outbox: work is promised in the same transaction as the fact, and done exactly once in its own.

Work outside the house (`outside=True`) is done with no transaction open, and at least once: a crash after it and before
the tick does it again.

The broker may be emptied at any time: `relay` sends whatever is not done yet again.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Max, Min
from django.utils import timezone

from core.locks import alone
from core.models import JobRun, OutboxMessage

HANDLERS = {}  # the allow-list: task name → function(payload)
OUTSIDE = set()  # those that ask somebody outside, who may be slow
# Short, so that a killed worker's work is taken up again soon. A message under way is locked and never sent twice;
# one that only waits in the queue may be, and the second delivery finds it done.
RESEND_AFTER = timedelta(seconds=8)
MOST_ATTEMPTS = 20


def handles(task, *, outside=False):
    """Registers the function that does a task. It gets the payload and runs inside the delivering transaction.

    `outside`: it runs before that transaction, with none open, and commits what it notes itself.
    """

    def register(function):
        HANDLERS[task] = function
        if outside:
            OUTSIDE.add(task)
        return function

    return register


def post(task, payload=None, *, key, delay=0):
    """Promises work. The same `key` twice is one promise. `delay` in seconds."""
    post_many(task, {key: payload or {}}, delay=delay)


def post_many(task, payloads, *, delay=0):
    """Promises work of one kind, {key: payload}, in one statement."""
    due = timezone.now() + timedelta(seconds=delay)
    rows = [OutboxMessage(task=task, payload=payload, key=key, due_at=due) for key, payload in payloads.items()]
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def claim(limit=200):
    """The numbers of messages that are due and not under way, marked as sent now."""
    moment = timezone.now()
    waiting = OutboxMessage.objects.filter(done_at__isnull=True, due_at__lte=moment, attempts__lt=MOST_ATTEMPTS)
    fresh = waiting.exclude(sent_at__gt=moment - RESEND_AFTER).order_by("due_at", "pk")
    numbers = list(fresh.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
    OutboxMessage.objects.filter(pk__in=numbers).update(sent_at=moment)
    return numbers


def deliver(number):
    """Does one message unless it is done or in other hands. Its effect and its tick commit together.

    Returns whether it was done now. On an error the message stays, with the error, and is tried again later.
    """
    try:
        with transaction.atomic():
            rows = OutboxMessage.objects.select_for_update(skip_locked=True)
            message = rows.filter(pk=number, done_at__isnull=True).first()
            if message is None:
                return False
            if message.task not in OUTSIDE:  # exactly once: the effect and the tick are one transaction
                return _do(message)
        return _outside(message)
    except Exception as error:
        _put_back(number, error)
        return False


def _outside(message):
    """At least once: nobody else does it meanwhile, and no transaction waits for the answer."""
    with alone(f"outbox:{message.pk}") as mine:
        if not mine or not OutboxMessage.objects.filter(pk=message.pk, done_at__isnull=True).exists():
            return False
        return _do(message)


def _do(message):
    HANDLERS[message.task](message.payload)
    message.done_at = timezone.now()
    message.save(update_fields=["done_at"])
    return True


def _put_back(number, error):
    message = OutboxMessage.objects.filter(pk=number).first()
    if message:
        message.attempts += 1
        message.error = f"{type(error).__name__}: {error}"[:500]
        message.due_at = timezone.now() + timedelta(seconds=min(2**message.attempts, 3600))
        message.save(update_fields=["attempts", "error", "due_at"])


def backlog():
    """What is not done yet, by task: how many, the oldest, how often tried at most, the last error."""
    open_ones = OutboxMessage.objects.filter(done_at__isnull=True)
    counts = open_ones.values("task").annotate(
        count=Count("pk"), oldest=Min("created_at"), tries=Max("attempts"), error=Max("error")
    )
    return list(counts.order_by("task"))


def given_up():
    """What was tried as often as it may be and is tried no more, until the administrator sends it again; the newest first."""
    return OutboxMessage.objects.waiting().filter(attempts__gte=MOST_ATTEMPTS).order_by("-pk")


def runs():
    """The daily jobs, the newest first."""
    return JobRun.objects.order_by("-on", "job")
