"""Which months are locked, and what is said when somebody writes into one: who locked it, when and why."""

import json
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from attendance.models import MonthLock
from core.refusals import Refused, refusal_in, tells

GUARD = "month_is_locked"  # the trigger's name for it, migration 0005


class MonthLocked(Refused):
    """The county has locked this month. `lock`: area, year, month, who, at (ISO), why."""

    def __init__(self, lock):
        super().__init__(_words(lock))
        self.lock = lock


def _words(lock):
    at = timezone.localtime(datetime.fromisoformat(lock["at"]))
    said = {**lock, "at": f"{at:%Y-%m-%d %H:%M}", "month": f"{lock['year']}-{lock['month']:02d}"}
    return (
        _("%(month)s is locked by %(who)s since %(at)s: %(why)s. Nothing was changed; ask the county to unlock it.")
        % said
    )


def locked(area, first, last):
    """The open locks that bind a place (or lie within it) in the months from `first` to `last`, by month: one query."""
    found = MonthLock.objects.open().binding(area).within(first, last)
    return list(found.select_related("locked_by").order_by("year", "month", "area"))


def facts(lock):
    """A lock as plain facts for a page's JSON or a machine, the same as a refusal carries."""
    return {
        "area": lock.area,
        "year": lock.year,
        "month": lock.month,
        "who": lock.locked_by.name,
        "at": lock.locked_at.isoformat(),
        "why": lock.reason,
    }


def check_open(area, first, last):
    """Raises MonthLocked when a month of the span is locked there: said before much is typed, the trigger being the guard."""
    if found := locked(area, first, last):
        raise MonthLocked(facts(found[0]))


@tells(GUARD)
def _told(diag):
    return MonthLocked(json.loads(diag.message_detail))


@contextmanager
def guarded():
    """Around every write into the day table: the trigger's refusal comes out as MonthLocked."""
    try:
        yield
    except IntegrityError as error:
        refusal = refusal_in(error)
        if refusal is None:
            raise
        raise refusal from error
