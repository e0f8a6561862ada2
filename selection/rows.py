"""The rows selection's pages work on, each inside the actor's jurisdiction."""

from django.db.models import Q

from core.offices import Office
from selection.models import Nomination
from teams.models import Cadre, Posting, Seat, Team


def own_cadres(actor):
    """The people a unit or township may nominate: its own."""
    mine = Q(unit=actor.unit_id) if actor.office == Office.UNIT else Q(township__code=actor.area)
    return Cadre.objects.visible_to(actor).filter(mine).select_related("unit__home")


def own_teams(actor, on):
    """The teams a unit (by pairing) or township (by place) fills seats of."""
    return Team.objects.visible_to(actor).standing(on).select_related("village__division").order_by("area")


def open_seats(actor, on):
    """[(team, seat)] that this actor should fill and nobody holds or is nominated for: three queries."""
    seats = (Seat.FIRST_SECRETARY, Seat.UNIT_MEMBER) if actor.office == Office.UNIT else (Seat.TOWNSHIP_MEMBER,)
    teams = list(own_teams(actor, on))
    held = Posting.objects.filter(team__in=teams).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    taken = set(held.values_list("team_id", "seat"))
    taken |= set(Nomination.objects.open().filter(team__in=teams).values_list("team_id", "seat"))
    return [(team, seat) for team in teams for seat in seats if (team.pk, seat.value) not in taken]
