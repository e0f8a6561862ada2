"""The rows of difficulties and of injuries and deaths on duty, inside the actor's jurisdiction."""

from django.db.models import Count, F, Min, Prefetch, Q

from support.models import Difficulty, Help, Injury, InjuryStep

_PLACE = ("posting__cadre__township", "posting__pairing__unit", "posting__team__village__division", "entered_by")


def difficulties(actor, wanted=None):
    """Difficulties, those still open first, with how often help was given; a list shows struck ones only when asked for."""
    rows = _asked(Difficulty, actor, wanted)
    if state := (wanted or {}).get("state"):
        rows = rows.filter(settled_on__isnull=state == "open")
    given = Count("helps", filter=Q(helps__struck_on__isnull=True))
    rows = rows.select_related(*_PLACE).annotate(times=given)
    return rows.order_by(F("settled_on").desc(nulls_first=True), "-since", "pk")


def helps(actor, case):
    """The help given with a difficulty, oldest first."""
    return Help.objects.visible_to(actor).filter(difficulty=case).select_related("entered_by")


def injuries(actor, wanted=None):
    """Injuries and deaths on duty with their steps, and the next day something is due."""
    rows = _asked(Injury, actor, wanted)
    steps = Prefetch("steps", InjuryStep.objects.select_related("owner_unit", "paper"))
    still = Q(steps__done_on__isnull=True)
    rows = rows.annotate(owed=Count("steps", filter=still), next_due=Min("steps__due_on", filter=still))
    if state := (wanted or {}).get("state"):
        rows = rows.filter(owed__gt=0) if state == "open" else rows.filter(owed=0)
    return rows.select_related(*_PLACE).prefetch_related(steps).order_by("-happened_on", "pk")


def steps(actor):
    """The steps owed."""
    return InjuryStep.objects.visible_to(actor).select_related("injury__posting__cadre", "owner_unit", "paper")


def _asked(model, actor, wanted):
    rows = narrowed(model.objects.visible_to(actor), wanted or {})
    return rows if wanted is None or wanted.get("struck") else rows.standing()


def narrowed(rows, wanted):
    """Lines by place and name."""
    if area := wanted.get("area"):
        rows = rows.filter(area__startswith=area)
    if words := wanted.get("q"):
        rows = rows.filter(posting__cadre__name__icontains=words)
    return rows
