"""Group robots: notices sorted to them, told through the outbox, each once; a dead robot holds nobody up (docs/decisions/0025)."""

from collections import defaultdict
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import override

from core import clock, hook_words, outside, quiet
from core.locks import alone
from core.models import Notice, OutboxMessage, Webhook, WebhookMail
from core.notice_groups import group_of
from core.outbox import MOST_ATTEMPTS, post

TASK = "core.hook"
PAUSE = 60  # seconds in which a robot that has just failed is not asked again, whatever waits for it


@transaction.atomic
def sort_to_hooks(keys):
    """Notes which notices go to which robots, and promises one message for all that go at the same time.

    Sorting twice is sorting once. Effects in order: one row per notice and robot; the messages are promised.
    """
    hooks = defaultdict(list)
    for hook in Webhook.objects.working():
        hooks[hook.office, hook.area, hook.unit_id, hook.account_id].append(hook)
    if not hooks:
        return
    rows, now = [], clock.now()
    for notice in Notice.objects.filter(key__in=keys):
        here = hooks.get((notice.office, notice.area, notice.unit_id, notice.account_id), ())
        rows += [_row(hook, notice, now) for hook in here if group_of(notice.kind) in hook.groups]
    WebhookMail.objects.bulk_create(rows, ignore_conflicts=True)
    first = {(row.webhook_id, row.due_at): row.notice_id for row in sorted(rows, key=lambda row: -row.notice_id)}
    for (hook, due), notice in first.items():
        post(TASK, {"webhook": hook}, key=f"hook:{hook}:{notice}", delay=(due - now).total_seconds())


def _row(hook, notice, now):
    due = quiet.loud(now, hook.quiet_from, hook.quiet_until)
    return WebhookMail(webhook=hook, notice=notice, due_at=due)


def deliver_to(number, *, test=False):
    """Tells a robot everything that is due and not told: one message. Nothing when nothing is left, or it was switched off.

    No transaction is open while it is asked, and nobody else tells it meanwhile; what was told is marked once it has said
    yes. A crash in between tells it again. Raises Unreachable, so that the outbox tries again later; then nothing is marked.
    """
    with alone(f"hook:{number}") as mine:
        if not mine:
            raise outside.Unreachable("it is being told something else: tried again later")
        hook = Webhook.objects.filter(pk=number).first()
        if hook is None or not (hook.active or test):
            return
        moment = clock.now()
        rows = list(hook.mails.filter(sent_at=None, due_at__lte=moment).select_related("notice").order_by("notice"))
        if test:
            _try(hook, moment)
        elif rows:
            _tell_all(hook, rows, moment)


def _try(hook, moment):
    with override(hook.language):
        _tell(hook, hook_words.test_text(hook), moment, name=f"test-{uuid4().hex[:8]}")
    Webhook.objects.filter(pk=hook.pk).update(reached_at=moment)


def _tell_all(hook, rows, moment):
    if cache.get(f"hook-down:{hook.pk}"):
        raise outside.Unreachable("it has just failed: tried again later")
    with override(hook.language):
        text = hook_words.text_of(hook, [row.notice for row in rows])
        _tell(hook, text, moment, name=f"{hook.pk}-{rows[-1].notice_id}")
    with transaction.atomic():
        WebhookMail.objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=moment)
        Webhook.objects.filter(pk=hook.pk).update(reached_at=moment)


def _tell(hook, text, moment, name):
    query, body, headers = hook_words.wired(hook, name, text, moment)
    url = hook.address + (("&" if "?" in hook.address else "?") + query if query else "")
    try:
        status, answer = outside.post(url, body, headers)
        if fault := hook_words.fault_in(hook, status, answer):
            raise outside.Unreachable(fault)
    except outside.Unreachable:
        cache.set(f"hook-down:{hook.pk}", 1, PAUSE)
        raise


def try_out(hook):
    """Promises a test message."""
    post(TASK, {"webhook": hook.pk, "test": True}, key=f"hook:{hook.pk}:test:{uuid4().hex}")


def shown(hooks):
    """The same robots with `waits`, `tries`, `given_up` and `fault`: what is not told yet, and why. Two queries."""
    hooks = list(hooks)
    counts = WebhookMail.objects.filter(webhook__in=hooks, sent_at=None).values("webhook").annotate(n=Count("pk"))
    waits = dict(counts.order_by().values_list("webhook", "n"))
    numbers = Q(payload__webhook__in=[hook.pk for hook in hooks])
    open_ones = OutboxMessage.objects.filter(numbers, task=TASK, done_at=None).order_by("-attempts", "-pk")
    worst = {}
    for message in open_ones[:500]:
        worst.setdefault(message.payload["webhook"], message)
    for hook in hooks:
        message = worst.get(hook.pk)
        hook.waits, hook.tries = waits.get(hook.pk, 0), message.attempts if message else 0
        hook.given_up = hook.tries >= MOST_ATTEMPTS
        hook.fault = message.error.partition(": ")[2] if message else ""
    return hooks
