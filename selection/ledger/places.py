"""Which villages a round may take in, which are still without a team, and whom they concern."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from selection.models import Round, RoundPlace
from teams.models import Pairing, Team, Village


def fitting(actor, on, *, within=(), categories=(), needs=(), free=True):
    """The standing teams of the actor's area, all or of some places, categories or needs; `free`: in no running round."""
    rows = Team.objects.visible_to(actor).standing(on)
    if within:
        inside = Q()
        for code in within:
            inside |= Q(area__startswith=code)
        rows = rows.filter(inside)
    rows = rows.filter(village__categories__overlap=list(categories)) if categories else rows
    rows = rows.filter(village__needs__overlap=list(needs)) if needs else rows
    taken = RoundPlace.objects.filter(team=OuterRef("pk"), closed=False)
    return (rows.filter(~Exists(taken)) if free else rows).order_by("area")


def without_team(area, on):
    """The villages of an area that no team serves, each with `paired_now`: the pairing on the day, if any."""
    served = Team.objects.filter(disbanded_on__isnull=True)
    rows = Village.objects.filter(area__startswith=area).select_related("division")
    rows = rows.filter(~Exists(served.filter(Q(village=OuterRef("pk")) | Q(second_village=OuterRef("pk")))))
    paired = Prefetch("pairings", Pairing.objects.in_force(on).select_related("unit"), to_attr="paired_now")
    return rows.prefetch_related(paired).order_by("area")


def paired_without_team(area, on):
    """Those whose team can be formed at once."""
    return [village for village in without_team(area, on) if village.paired_now]


def concerned(case: Round, on):
    """(units, townships, counties) of a round's villages: numbers and division codes."""
    areas = set(case.places.values_list("area", flat=True))
    paired = Pairing.objects.in_force(max(case.starts_on, on)).filter(village__teams__rounds__round=case)
    units = set(paired.order_by().values_list("unit_id", flat=True))
    return sorted(units), sorted({area[:9] for area in areas}), sorted({area[:6] for area in areas})
