"""Deeds on notices: opening them, and choosing what one wants by mail."""

from django.db import transaction

from core.models import Notice, NoticeChoice, NoticeRead
from core.record import changed, record

MOST = 5000  # notices marked as read at once


@transaction.atomic
def mark_read(notice, *, by):
    """This person has opened this notice; opening it twice is once."""
    NoticeRead.objects.bulk_create([NoticeRead(notice=notice, user_id=by.user_id)], ignore_conflicts=True)


@transaction.atomic
def mark_all_read(*, by, kind=""):
    """Every notice (of a kind) addressed to the office one is acting in. Returns how many were new."""
    rows = Notice.objects.visible_to(by).unread_by(by.user_id)
    rows = rows.filter(kind=kind) if kind else rows
    fresh = [NoticeRead(notice_id=pk, user_id=by.user_id) for pk in rows.values_list("pk", flat=True)[:MOST]]
    NoticeRead.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


@transaction.atomic
def choose(*, mail, quiet_from, quiet_until, language, by):
    """What this person wants by mail, and when not; it holds from the next letter on.

    Effects in order: the choice, one record line with what changed.
    """
    facts = {"mail": mail, "quiet_from": quiet_from, "quiet_until": quiet_until, "language": language}
    held = NoticeChoice.objects.select_for_update().filter(user=by.user_id).values(*facts).first() or {}
    choice, _made = NoticeChoice.objects.update_or_create(user_id=by.user_id, defaults=facts)
    record(by, "choose_notices", choice, details=changed(_plain(held), _plain(facts)))
    return choice


def _plain(facts):
    return {name: value if isinstance(value, dict) else str(value) for name, value in facts.items()}
