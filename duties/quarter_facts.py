"""What units' records and meetings say of a team's quarter, for its report (docs/decisions/0019)."""

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.utils.translation import gettext_lazy as _

from core.quarter_facts import provides
from duties.models import LeaderVisit, Matter
from teams.models import Team


@provides("leader_visits", _("Visits of the unit's leader to the village"))
def leader_visits(teams, first, last):
    """How often a leader of the unit came to the team's villages."""
    here = Q(village=OuterRef("village")) | Q(village=OuterRef("second_village"))
    rows = LeaderVisit.objects.filter(here, day__range=(first, last)).order_by().values(one=Value(1))
    counted = Subquery(rows.annotate(n=Count("pk")).values("n"))
    return _counted(teams, dict(Team.objects.filter(pk__in=teams).order_by().values_list("pk", counted)))


@provides("matters_ended", _("Matters of meetings that came to an end"))
def matters_ended(teams, first, last):
    """Matters the team raised at meetings that got their outcome in the quarter."""
    rows = Matter.objects.filter(ended_on__range=(first, last), team__in=teams).order_by()
    return _counted(teams, dict(rows.values_list("team").annotate(n=Count("pk"))))


def _counted(teams, counts):
    return {team: [("", counts.get(team) or 0)] for team in teams}
