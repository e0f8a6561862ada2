"""Reading notices."""

from django.db import transaction

from core.models import Notice, NoticeRead


@transaction.atomic
def mark_read(notice, *, by):
    """This person has opened this notice. A second time changes nothing."""
    NoticeRead.objects.bulk_create([NoticeRead(notice=notice, user_id=by.user_id)], ignore_conflicts=True)


@transaction.atomic
def mark_all_read(*, by):
    """Every notice of the acting office counts as opened by this person."""
    fresh = Notice.objects.visible_to(by).unread_by(by.user_id).values_list("pk", flat=True)
    NoticeRead.objects.bulk_create(
        [NoticeRead(notice_id=pk, user_id=by.user_id) for pk in fresh], ignore_conflicts=True
    )
