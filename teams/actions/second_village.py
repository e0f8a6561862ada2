"""One team for two villages of one township that are paired with one unit."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.offices import DEPARTMENTS
from core.record import record
from core.refusals import Conflict, NotAllowed, Refused
from teams.models import Pairing, Team, Village
from teams.provisions import clause, still_binding


@transaction.atomic
def add_second_village(team, village, *, by, on):
    """Has a team serve a second village too.

    Effects in order: team and village are locked; office, township, pairing and other teams are checked; the second village;
    one record line. Raises NotAllowed, Conflict (there is a second one, or the village is served), Refused with the clause.
    """
    if by.office not in DEPARTMENTS or not by.covers(team.area):
        raise NotAllowed(_("Teams are formed by the organization department of the place."))
    team = Team.objects.select_for_update(of=("self",)).select_related("village__division").get(pk=team.pk)
    if team.disbanded_on:
        raise Refused(_("This team has been disbanded."))
    if team.second_village_id:
        raise Conflict(_("This team serves two villages already."))
    village = Village.objects.select_for_update(of=("self",)).select_related("division").get(pk=village.pk)
    _fits_beside(team, village, max(on, team.formed_on), on)
    team.second_village = village
    team.save(update_fields=["second_village"])
    record(by, "add_second_village", team, details={"village": village.area})
    return team


def _fits_beside(team, village, day, on):
    rule = clause("team.seats", team.area, on)
    if village.area[:9] != team.area[:9] or village.pk == team.village_id:
        raise Refused(
            _("Both villages of a team lie in one township."), provision=rule, fields={"village": _("Another.")}
        )
    nobody_serves(village)
    units = Pairing.objects.in_force(day).filter(village__in=(team.village_id, village.pk))
    held = dict(units.values_list("village", "unit"))
    if len(held) < 2 or len(set(held.values())) > 1:
        raise Refused(
            _("Both villages of a team are paired with the same unit."),
            provision=rule,
            fields={"village": _("Another.")},
        )


def nobody_serves(village):
    """Raises Conflict when a standing team serves a village, as its first or its second one."""
    serving = Team.objects.filter(Q(village=village) | Q(second_village=village), disbanded_on__isnull=True)
    if team := serving.select_related("village__division").first():
        said = {"village": team.village}
        raise Conflict(_("This village already has a team: that of %(village)s.") % said)


@transaction.atomic
def drop_second_village(team, *, reason, by, on):
    """Ends a team's service in its second village once the policy's period is over (二(一): 不得撤离).

    Effects in order: the row is locked; office and period are checked; the second village goes; one record line with the
    reason. Raises NotAllowed, Conflict (there is none), Refused with the clause.
    """
    if by.office not in DEPARTMENTS or not by.covers(team.area):
        raise NotAllowed(_("Teams are formed by the organization department of the place."))
    team = Team.objects.select_for_update(of=("self",)).select_related("second_village__division").get(pk=team.pk)
    if team.second_village is None:
        raise Conflict(_("This team serves no second village."))
    if rule := still_binding("team.no_withdrawal", team.area, on):
        raise Refused(_("While the policy's period runs the team may not be withdrawn."), provision=rule)
    if not reason.strip():
        raise Refused(_("Say why."), fields={"reason": _("Required.")})
    record(by, "drop_second_village", team, note=reason, details={"village": team.second_village.area})
    team.second_village = None
    team.save(update_fields=["second_village"])
    return team
