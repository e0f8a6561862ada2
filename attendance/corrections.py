"""What was changed after it was confirmed, and the whole history of a day."""

from attendance.models import Day, DayChange

_NAMED = ("by", "posting__cadre", "posting__team__village__division")
_WHERE = {
    "first": "day__gte",
    "last": "day__lte",
    "area": "posting__area__startswith",
    "q": "posting__cadre__name__icontains",
    "by": "by__name__icontains",
}


def corrections(actor, wanted):
    """Changes of confirmed days inside the actor's jurisdiction, narrowed by a cleaned filter form, the latest first."""
    rows = DayChange.objects.visible_to(actor).filter(was_confirmed=True)
    rows = rows.filter(**{path: wanted[name] for name, path in _WHERE.items() if wanted.get(name)})
    return rows.select_related(*_NAMED).order_by("-at", "-pk")


def history(actor, posting, day=None):
    """Every change of a posting's days, or of one day, before its confirmation too; the latest first."""
    rows = DayChange.objects.visible_to(actor).filter(posting=posting)
    return (rows.filter(day=day) if day else rows).select_related("by").order_by("-day", "-at", "-pk")


def stands(actor, posting, day):
    """What a day says now; None where nobody has said anything."""
    rows = Day.objects.visible_to(actor).filter(posting=posting, day=day)
    return rows.select_related("confirmed_by", "changed_by").first()
