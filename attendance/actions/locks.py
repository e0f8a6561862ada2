"""A county closes months of attendance, and opens them again with a reason (D7)."""

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from attendance.locks import locked
from attendance.models import MonthLock
from core.models import Division, Notice
from core.notices import tell_many
from core.offices import TOWN, Office
from core.record import record
from core.refusals import FASTER, Conflict, NotAllowed, Refused

MONTHS = range(1, 13)


@transaction.atomic
def lock_months(year, months, reason, *, by, on):
    """Locks months of a year in the actor's county; those already locked stay as they are. Returns the months locked now.

    Effects in order: office and reason are checked, and that the months are over; the county's key is taken, so that writes
    under way end first; one row a month; one record line; the clerks and Party committees of the townships are told.
    Raises NotAllowed, Refused, or Conflict when all of them are locked already.
    """
    reason = _said(reason, by)
    wanted = [
        MonthLock(area=by.area, year=year, month=month, locked_by_id=by.user_id, reason=reason) for month in months
    ]
    if running := [lock for lock in wanted if lock.last >= on]:
        raise Refused(_("%(month)s is not over yet and cannot be locked.") % {"month": _month(running[0])})
    _take_key(by.area)
    held = {lock.month for lock in _held(by.area, year)}
    fresh = MonthLock.objects.bulk_create([lock for lock in wanted if lock.month not in held])
    if not fresh:
        raise Conflict(_("These months are locked already."))
    _aftermath("lock_months", fresh, reason, by)
    return [lock.month for lock in fresh]


@transaction.atomic
def unlock_months(year, months, reason, *, by, on):
    """Opens months of a year in the actor's county again. Returns the months opened.

    Effects in order: office and reason are checked; the county's key is taken; the open locks of these months are closed,
    each keeping who locked it and why; one record line; the townships are told. Raises NotAllowed, Refused, or Conflict
    when none of them is locked.
    """
    reason = _said(reason, by)
    _take_key(by.area)
    held = [lock for lock in _held(by.area, year) if lock.month in months]
    if not held:
        raise Conflict(FASTER)
    opened = {"unlocked_at": timezone.now(), "unlocked_by_id": by.user_id, "unlock_reason": reason}
    MonthLock.objects.filter(pk__in=[lock.pk for lock in held]).update(**opened)
    _aftermath("unlock_months", held, reason, by)
    return [lock.month for lock in held]


def _said(reason, by):
    if by.office != Office.COUNTY:
        raise NotAllowed(_("The county organization department locks and unlocks months."))
    if not reason.strip():
        raise Refused(_("Say why."), fields={"reason": _("Required.")})
    return reason.strip()


def _take_key(area):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('attendance_lock:' || %s))", [area])


def _held(area, year):
    first, last = (MonthLock(year=year, month=month) for month in (1, 12))
    return locked(area, first.first, last.last)


def _month(lock):
    return f"{lock.year}-{lock.month:02d}"


def _aftermath(verb, locks, reason, by):
    months = [_month(lock) for lock in locks]
    line = record(by, verb, locks[0], area=by.area, details={"months": months, "reason": reason})
    kind = "months_locked" if verb == "lock_months" else "months_unlocked"
    said = {"kind": kind, "params": {"months": "、".join(months), "reason": reason}}
    towns = Division.objects.current().filter(parent_code=by.area).values_list("code", flat=True)
    link = f"/attendance/locks/?year={locks[0].year}"
    notices = [
        Notice(office=office, area=town, key=f"{kind}:{line.pk}:{town}:{office}", link=link, **said)
        for town in towns
        for office in TOWN
    ]
    tell_many(notices)
