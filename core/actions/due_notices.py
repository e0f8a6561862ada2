"""Who is told of what is due: its owner once before the day, the office above once when it is late."""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction

from core.dues import SOURCES, unspoken
from core.models import DueItem, Notice
from core.notices import tell_many
from core.offices import Office
from core.policies import Policies

# who is told when an office is late, and how much of whose code names the place: the office's own, or the thing's
ABOVE = {
    Office.CADRE: (Office.TOWNSHIP, "about", 9),
    Office.UNIT: (Office.COUNTY, "about", 6),
    Office.CLERK: (Office.TOWNSHIP, "area", 9),
    Office.TOWNSHIP: (Office.COUNTY, "area", 6),
    Office.LEADERSHIP: (Office.COUNTY, "area", 6),
    Office.COUNTY: (Office.PREFECTURE, "area", 4),
    Office.PREFECTURE: (Office.PROVINCE, "area", 2),
}
_LEVELS = ((9, Office.TOWNSHIP), (6, Office.COUNTY), (4, Office.PREFECTURE), (2, Office.PROVINCE))


@transaction.atomic
def remind(*, on):
    """Tells who owes what falls due soon, one notice for all of it, each duty once. Returns how many notices."""
    policies, told = Policies(on), defaultdict(list)
    for item in DueItem.objects.open().filter(told_on=None):
        days = policies.at(item.about[:6])["dues.remind_before_days"].value
        if item.due_on <= on + timedelta(days=days):
            told[item.office, item.area, item.unit_id, item.account_id].append(item)
    link = "/dues/?state=open"
    notices = [_notice("dues_soon", owner, held, "until", link) for owner, held in told.items()]
    return _told(notices, told, told_on=on)


@transaction.atomic
def escalate(*, on):
    """Tells the office above of what was told to its owner before and is late by the days of the policy, each duty once.

    Returns how many notices.
    """
    policies, told = Policies(on), defaultdict(list)
    for item in DueItem.objects.late(on).filter(told_on__lt=on, escalated_on=None).exclude(office=Office.PROVINCE):
        days = policies.at(item.about[:6])["dues.escalate_after_days"].value
        if on >= item.due_on + timedelta(days=days):
            told[above(item)].append(item)
    notices = [
        _notice("dues_late", (*owner, None, None), held, "since", "/dues/?whose=below&state=late")
        for owner, held in told.items()
    ]
    return _told(notices, told, escalated_on=on)


def above(item):
    """(office, division code) of who is told when this duty is late; the next one up where the place has no such level."""
    office, named_by, length = ABOVE[item.office]
    place = getattr(item, named_by)
    if len(place) < length:
        length, office = next((size, level) for size, level in _LEVELS if size <= len(place))
    return office, place[:length]


def _notice(kind, owner, held, day, link):
    """One notice for all of an owner's duties; it is named by the lowest of them, each of which is told once."""
    first = min(held, key=lambda item: (item.due_on, item.pk))
    params = {"count": len(held), day: first.due_on.isoformat(), "what": unspoken(SOURCES[first.kind].label)}
    key = f"{kind}:{min(item.pk for item in held)}"
    return Notice(
        **dict(zip(("office", "area", "unit_id", "account_id"), owner, strict=True)),
        kind=kind,
        params=params,
        key=key,
        link=link,
    )


def _told(notices, told, **marks):
    items = [item.pk for held in told.values() for item in held]
    DueItem.objects.filter(pk__in=items).update(**marks)
    return tell_many(notices)
