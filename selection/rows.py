"""The rows selection's pages work on, each inside the actor's jurisdiction."""

from django.db.models import Q

from core.offices import Office
from teams.models import Cadre, Team


def own_cadres(actor):
    """The people a unit or township may nominate: its own."""
    mine = Q(unit=actor.unit_id) if actor.office == Office.UNIT else Q(township__code=actor.area)
    return Cadre.objects.visible_to(actor).filter(mine).select_related("unit__home")


def own_teams(actor, on):
    """The teams a unit (by pairing) or township (by place) fills seats of."""
    return Team.objects.visible_to(actor).standing(on).select_related("village__division").order_by("area")
