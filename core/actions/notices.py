"""Deeds on notices: opening them."""

from django.db import transaction

from core.models import Notice, NoticeRead


@transaction.atomic
def mark_read(notice, *, by):
    """This person has opened this notice; opening it twice is once."""
    NoticeRead.objects.bulk_create([NoticeRead(notice=notice, user_id=by.user_id)], ignore_conflicts=True)


@transaction.atomic
def mark_all_read(*, by):
    """Every notice addressed to the office one is acting in. Returns how many were new."""
    fresh = Notice.objects.visible_to(by).unread_by(by.user_id).values_list("pk", flat=True)[:5000]
    rows = [NoticeRead(notice_id=pk, user_id=by.user_id) for pk in fresh]
    NoticeRead.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
