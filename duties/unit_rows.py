"""The rows the pages of a unit's duties work on, each inside the actor's jurisdiction."""

from django.db.models import Prefetch

from core.models import Unit
from core.offices import Office
from duties.models import Hearing, LeaderVisit, PairedWork
from teams.models import Pairing, Team, Village


def unit_of(actor):
    """The unit that acts, with its designated leader; None for any other office."""
    return Unit.objects.filter(pk=actor.unit_id).first() if actor.office == Office.UNIT else None


def _asked(rows, wanted, area):
    if code := wanted.get("area"):
        rows = rows.filter(**{f"{area}__startswith": code}).distinct()
    if words := wanted.get("q"):
        rows = rows.filter(unit__name__icontains=words)
    return rows.select_related("unit")


def hearings(actor, wanted=None):
    """Hearings with those of their teams the actor may see, the latest first."""
    wanted = wanted or {}
    rows = _asked(Hearing.objects.visible_to(actor), wanted, "teams__area")
    if year := wanted.get("year"):
        rows = rows.filter(day__year=year)
    seen = Team.objects.visible_to(actor).select_related("village__division", "second_village__division")
    return rows.prefetch_related(Prefetch("teams", queryset=seen, to_attr="heard_teams")).order_by("-day", "-pk")


def visits(actor, wanted=None):
    """Visits of leaders, the latest first."""
    wanted = wanted or {}
    rows = _asked(LeaderVisit.objects.visible_to(actor), wanted, "area")
    if year := wanted.get("year"):
        rows = rows.filter(day__year=year)
    if confirmed := wanted.get("confirmed"):
        rows = rows.filter(confirmed_on__isnull=confirmed == "no")
    return rows.select_related("village__division", "confirmed_by").order_by("-day", "-pk")


def paired_work(actor, wanted=None):
    """A year's counts by village; in the order of places, no ranking."""
    wanted = wanted or {}
    rows = _asked(PairedWork.objects.visible_to(actor), wanted, "area")
    if year := wanted.get("year"):
        rows = rows.filter(year=year)
    return rows.select_related("village__division").order_by("-year", "area", "pk")


def own_villages(actor, on):
    """The villages the acting unit is paired with, by place."""
    paired = Pairing.objects.in_force(on).filter(unit=actor.unit_id).values("village")
    return Village.objects.filter(pk__in=paired).select_related("division").order_by("area")


def own_teams(actor, on):
    """The standing teams of those villages."""
    rows = Team.objects.standing(on).filter(village__in=own_villages(actor, on).values("pk"))
    return rows.select_related("village__division", "second_village__division").order_by("area")
